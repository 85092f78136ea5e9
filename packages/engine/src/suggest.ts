import type { Act, FileAct, RunAct } from './act.ts';
import type { ActVerdict } from './decision.ts';
import { parseTarget } from './match/host.ts';
import { absoluteText, resolveWord } from './match/path.ts';
import { knownText, type Word } from './word.ts';

/** Where paths are written from. */
export interface PlainPlaces {
  readonly roots: readonly string[];
  readonly home: string | undefined;
}

/** The narrowest rules that would answer what is asked; empty where some part of it no rule could allow safely. */
export function suggestRules(asked: readonly ActVerdict[], places: PlainPlaces): readonly string[] {
  const rules = asked.flatMap((verdict) => suggestFor(verdict, places));
  return rules.includes(undefined) ? [] : [...new Set(rules.filter((rule) => rule !== undefined))];
}

function suggestFor(verdict: ActVerdict, places: PlainPlaces): readonly (string | undefined)[] {
  const { act } = verdict;
  // An ask by rule wants that rule changed, not another one beside it.
  if (verdict.basis !== undefined && verdict.basis.kind !== 'default') return [undefined];
  if (act.kind === 'run') return suggestRun(act, verdict, places);
  return [ruleFor(act, places)];
}

/** The command as it stands, and an allow for each file or host it reaches that a rule on the command cannot cover. */
function suggestRun(act: RunAct, verdict: ActVerdict, places: PlainPlaces): readonly (string | undefined)[] {
  const words = act.argv.map(knownText);
  if (words.some((word) => word === undefined)) return [undefined];
  const open = verdict.consequences.filter(
    (one) => one.effect === 'none' && one.act.hazard !== true && outside(one.act, places),
  );
  return [
    `allow run ${words.map((word) => patternWord(word ?? '')).join(' ')}`,
    ...open.map((one) => ruleFor(one.act, places)),
  ];
}

function outside(act: Act, places: PlainPlaces): boolean {
  if (act.kind === 'read' || act.kind === 'write' || act.kind === 'delete')
    return !(pathPattern(act, places) ?? '').startsWith('./');
  return act.kind === 'env' || act.kind === 'escalate' || act.kind === 'credential' || act.kind === 'connect';
}

function ruleFor(act: Act, places: PlainPlaces): string | undefined {
  switch (act.kind) {
    case 'read':
    case 'write':
    case 'delete': {
      const path = pathPattern(act, places);
      return path === undefined ? undefined : `allow ${act.kind} ${path}${act.tree ? '/**' : ''}`;
    }
    case 'connect': {
      const { host, port } = parseTarget(act.target);
      return host === undefined
        ? undefined
        : `allow connect ${host.includes(':') ? `[${host}]` : host}${port === undefined ? ':*' : port === 443 || port === 80 ? '' : `:${port}`}`;
    }
    case 'change':
      return `allow change ${patternWord(act.name)}`;
    case 'env':
      return named('env', act.name);
    case 'escalate':
      return named('escalate', act.user);
    case 'credential':
      return `allow ${act.access} credential:${patternWord(act.name)}`;
    case 'tool':
      return `allow tool ${patternWord(act.tool)}`;
    default:
      return undefined;
  }
}

function named(subject: string, word: Word): string | undefined {
  const text = knownText(word);
  return text === undefined ? undefined : `allow ${subject} ${patternWord(text)}`;
}

/** The path as a policy writes it: under a root as `./x`, under home as `~/x`, else absolute. */
function pathPattern(act: FileAct, places: PlainPlaces): string | undefined {
  const resolved = resolveWord(act.path, act.folders);
  const text = resolved.length === 1 && resolved[0] !== undefined ? absoluteText(resolved[0]) : undefined;
  if (text === undefined) return undefined;
  const root = places.roots.find((one) => text === one || text.startsWith(`${one}/`));
  if (root !== undefined) return `./${quoteRest(text.slice(root.length + 1))}`;
  if (places.home !== undefined && text.startsWith(`${places.home}/`))
    return `~/${quoteRest(text.slice(places.home.length + 1))}`;
  return `/${quoteRest(text.slice(1))}`;
}

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
const CLAUSES: ReadonlySet<string> = new Set([
  'except',
  'when',
  'because',
  'instead',
  'until',
  'limit',
  'locked',
  'firm',
  'unguarded',
  'exactly',
  'as',
]);

const quoteRest = (text: string): string => (text === '' || PLAIN.test(text) ? text : quoted(text));
const patternWord = (text: string): string =>
  PLAIN.test(text) && !CLAUSES.has(text) && !text.endsWith(',') ? text : quoted(text);

function quoted(text: string): string {
  const escaped = [...text].map((character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return (character.codePointAt(0) ?? 0) < 32 ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
  });
  return `"${escaped.join('')}"`;
}
