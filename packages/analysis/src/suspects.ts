import { nearest } from '@writ/dsl';
import type { CommandItem, EngineLayer } from '@writ/engine';
import { anyProgram, bareProgram, endedRule, type Finding, neverMatches, unknownProgram } from './finding.ts';
import type { PlacedRule } from './placed-rule.ts';
import { changesOf, type Programs, programsOf, runnerOf } from './programs.ts';
import { alternativesOf, plainText } from './words.ts';

/** What a rule is looked at with. */
interface Known {
  readonly programs: Programs;
  readonly changes: ReadonlySet<string>;
  readonly bindsChange: boolean;
  /** Milliseconds since 1970, if the time is known. */
  readonly now: number | undefined;
}

/** What is doubtful about single rules, given what is known of programs. */
export function suspects(
  layers: readonly EngineLayer[],
  rules: readonly PlacedRule[],
  now: number | undefined,
): readonly Finding[] {
  const bindings = layers.flatMap((layer) => layer.documents.flatMap((document) => document.bindings));
  const known: Known = {
    programs: programsOf(layers),
    changes: changesOf(layers),
    bindsChange: bindings.some((binding) => binding.as === 'change'),
    now,
  };
  return rules.flatMap((rule) => [
    ...ended(rule, known),
    ...runSuspects(rule, known),
    ...nameSuspects(rule, known),
    ...streams(rule),
  ]);
}

function ended(rule: PlacedRule, { now }: Known): readonly Finding[] {
  const { until } = rule.rule;
  return until !== undefined && now !== undefined && now >= Date.parse(until) ? [endedRule(rule, until)] : [];
}

/* ---- commands ---- */

function runSuspects(rule: PlacedRule, known: Known): readonly Finding[] {
  const { target } = rule.rule;
  if (target.kind !== 'run') return [];
  const found = target.commands
    .flatMap((command) => alternativesOf(command) ?? [])
    .map((items) => commandSuspect(rule, items, known));
  // A group of alternatives is one mistake, not several.
  const seen = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.code + one.message, one]])));
  return [...seen.values()];
}

function commandSuspect(
  rule: PlacedRule,
  [head, ...others]: readonly CommandItem[],
  known: Known,
): Finding | undefined {
  const program = head?.kind === 'word' ? plainText(head.word) : undefined;
  const name = program?.length === 1 ? program[0] : undefined;
  if (rule.rule.effect === 'allow') return allowSuspect(rule, head, name, others, known);
  if (name === undefined || name.includes('/')) return undefined;
  if (/\s/.test(name)) return neverMatches(rule, `no program is called \`${name}\``, 'leave the words outside quotes');
  if (known.programs.has(name) || known.programs.size === 0) return undefined;
  const near = name.length < 3 ? undefined : nearest(name, [...known.programs.keys()]);
  const hasOption = others.some((item) => item.kind === 'word' && (plainText(item.word)?.[0] ?? '').startsWith('-'));
  return near !== undefined || hasOption ? unknownProgram(rule, name, near) : undefined;
}

function allowSuspect(
  rule: PlacedRule,
  head: CommandItem | undefined,
  name: string | undefined,
  others: readonly CommandItem[],
  { programs }: Known,
): Finding | undefined {
  const isOpen = (item: CommandItem): boolean => item.kind === 'rest' || (item.kind === 'word' && isStar(item));
  if (head === undefined || isOpen(head)) return anyProgram(rule);
  if (name === undefined || !others.some((item) => item.kind === 'rest') || !others.every(isOpen)) return undefined;
  const runner = runnerOf(name, programs);
  return runner === undefined ? undefined : bareProgram(rule, name, runner, rule.rule.unguarded === true);
}

const isStar = (item: CommandItem & { readonly kind: 'word' }): boolean =>
  item.word.length === 1 && typeof item.word[0] === 'object' && 'wild' in item.word[0] && item.word[0].wild !== '?';

/* ---- everything else ---- */

/** A change that no program and no tool makes. */
function nameSuspects(rule: PlacedRule, { changes, bindsChange }: Known): readonly Finding[] {
  const { target } = rule.rule;
  if (target.kind !== 'name' || !target.subjects.includes('change') || bindsChange || changes.size === 0) return [];
  return target.names.flatMap((pattern): readonly Finding[] => {
    const name = plainText(pattern);
    const text = name?.length === 1 ? (name[0] ?? '') : undefined;
    if (text === undefined || changes.has(text)) return [];
    const near = nearest(text, [...changes]);
    const help =
      near === undefined
        ? `changes are ${[...changes]
            .sort()
            .map((one) => `\`${one}\``)
            .join(', ')}`
        : `did you mean \`${near}\`?`;
    return [neverMatches(rule, `no program makes a change called \`${text}\``, help)];
  });
}

/** Standard streams are never asked about. */
function streams(rule: PlacedRule): readonly Finding[] {
  const { target } = rule.rule;
  if (target.kind !== 'file') return [];
  return target.paths.flatMap(({ anchor, path }): readonly Finding[] => {
    const [text] = path;
    const stream =
      anchor === 'root' &&
      path.length === 1 &&
      typeof text === 'string' &&
      /^dev\/(?:null|std(?:in|out|err)|fd\/\d+)$/.test(text);
    return stream
      ? [neverMatches(rule, `\`/${text}\` is a stream, and no file`, 'remove it: it needs no permission')]
      : [];
  });
}
