import { type Act, type CommandItem, type RunAct, type Target, wordText } from '@writ/engine';
import { assertNever } from './assert-never.ts';
import { type ActVerdict, allVerdicts } from './engine.ts';
import { hostPattern } from './offer-host.ts';
import { literal, type OfferPattern } from './pattern-text.ts';
import { type Places, pathPatternOf, placedText, placeOf } from './places.ts';
import { escalates, runsOthers } from './programs.ts';

/**
 * What a pattern is for: `bound` holds for one request only, so it may name what is too wide to stand alone;
 * `free` stands alone; `refused` says no, and nothing is too wide for that.
 */
export type OfferUse = 'bound' | 'free' | 'refused';

/** A pattern of exactly this act; `undefined` where its words are not known, or where no yes to it is to be remembered. */
export function exactPattern(act: Act, places: Places, use: OfferUse): OfferPattern | undefined {
  switch (act.kind) {
    case 'run':
      return runPattern(act, use);
    case 'read':
    case 'write':
    case 'delete': {
      const placed = placeOf(act, places);
      if (placed === undefined || (act.tree && use === 'free' && placed.rest === '')) return undefined;
      const target: Target = {
        kind: 'file',
        subjects: [act.kind],
        paths: [pathPatternOf(placed, act.tree)],
        except: [],
      };
      return { pattern: `${act.kind} ${placedText(placed, act.tree)}`, target };
    }
    case 'connect':
      return hostPattern(act);
    case 'change':
      return use === 'free' ? undefined : namePattern('change', act.name);
    case 'tool':
      return use === 'free' ? undefined : namePattern('tool', act.tool);
    case 'env':
      return use === 'free' || act.name.kind !== 'text' ? undefined : namePattern('env', act.name.text);
    case 'escalate':
      return use === 'refused' && act.user.kind === 'text' ? namePattern('escalate', act.user.text) : undefined;
    case 'credential':
    case 'opaque':
      return undefined;
    default:
      return assertNever(act);
  }
}

function runPattern(act: RunAct, use: OfferUse): OfferPattern | undefined {
  const words = act.argv.map((word) => (word.kind === 'text' ? word.text : undefined));
  if (words.includes(undefined)) return undefined;
  const [program = '', ...rest] = words.filter((word) => word !== undefined);
  if (use !== 'refused' && (escalates(program) || (runsOthers(program) && rest.length === 0))) return undefined;
  return commandPattern([program, ...rest]);
}

/** The command with its subcommand, whatever follows: for refusals. */
export function refusalPattern(act: Act): OfferPattern | undefined {
  if (act.kind !== 'run' || act.argv[0].kind !== 'text') return undefined;
  const subcommands = (act.reading?.pathWords ?? []).map((index) => act.argv[index]);
  const words = [act.argv[0], ...subcommands].map((word) => (word?.kind === 'text' ? word.text : undefined));
  const known = words.filter((word) => word !== undefined);
  return known.length === words.length && known.length < act.argv.length ? commandPattern(known) : undefined;
}

/** The act with its files left open, and what that adds; `undefined` where that would be guessing. */
export function widerPattern(
  verdict: ActVerdict,
  places: Places,
): { readonly pattern: OfferPattern; readonly covers: string } | undefined {
  const { act } = verdict;
  if (act.kind === 'run') return openFiles(act, verdict);
  if (act.kind !== 'read' && act.kind !== 'write' && act.kind !== 'delete') return undefined;
  const placed = placeOf(act, places);
  const segments = placed?.rest.split('/') ?? [];
  const isPlain =
    placed?.anchor === 'workspace' && segments.length > 1 && !segments.some((segment) => segment.startsWith('.'));
  if (!isPlain || placed === undefined) return undefined;
  const folder = { anchor: placed.anchor, rest: segments.slice(0, -1).join('/') };
  const target: Target = { kind: 'file', subjects: [act.kind], paths: [pathPatternOf(folder, true)], except: [] };
  return {
    pattern: { pattern: `${act.kind} ${placedText(folder, true)}`, target },
    covers: `every file below ${placedText(folder, false)}`,
  };
}

/** Each operand that is an ordinary file becomes `*`; the program, its subcommand, its options and all other operands stay. */
function openFiles(
  act: RunAct,
  verdict: ActVerdict,
): { readonly pattern: OfferPattern; readonly covers: string } | undefined {
  const program = act.argv[0].kind === 'text' ? act.argv[0].text : undefined;
  const hasHazard = allVerdicts(verdict.consequences).some((consequence) => consequence.act.hazard === true);
  if (program === undefined || runsOthers(program) || act.reading?.exact !== true || hasHazard) return undefined;
  const files = new Set(
    verdict.consequences
      .filter(({ act: { kind } }) => kind === 'read' || kind === 'write' || kind === 'delete')
      .flatMap((file) => file.act.carriers ?? []),
  );
  const operands = new Set(act.reading.operands.map((operand) => operand.index));
  const opened = act.argv.map((_, index) => index > 0 && files.has(index) && operands.has(index));
  const words = act.argv.map((word) => (word.kind === 'text' ? word.text : undefined));
  if (!opened.includes(true) || words.some((word) => word === undefined)) return undefined;
  const items = words.map(
    (word, index): CommandItem => ({
      kind: 'word',
      word: opened[index] === true ? [{ wild: '*' }] : literal(word ?? ''),
    }),
  );
  const text = words.map((word, index) => (opened[index] === true ? '*' : wordText(word ?? ''))).join(' ');
  const names = words.filter((_, index) => opened[index]).map((word) => `\`${word}\``);
  return {
    pattern: { pattern: `run ${text}`, target: { kind: 'run', commands: [items], except: [] } },
    covers: `any other file or folder in place of ${names.join(', ')}`,
  };
}

function commandPattern(words: readonly string[]): OfferPattern {
  const items = words.map((word): CommandItem => ({ kind: 'word', word: literal(word) }));
  return { pattern: `run ${words.map(wordText).join(' ')}`, target: { kind: 'run', commands: [items], except: [] } };
}

function namePattern(subject: 'change' | 'tool' | 'env' | 'escalate', name: string): OfferPattern {
  return {
    pattern: `${subject} ${wordText(name)}`,
    target: { kind: 'name', subjects: [subject], names: [literal(name)], except: [] },
  };
}
