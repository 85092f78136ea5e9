import type { Random } from '../random.ts';

/** What readers of shell text trip over. */
// biome-ignore format: a table
const SPECIALS = [
  '"', "'", '`', '$', '$(', '${', '$((', ')', '))', '(', '}', '{', ' ', '\n', '\t', '\\', '\\\n', ';', ';;', '&',
  '&&', '|', '||', '|&', '<', '>', '<<', '<<<', '<<E', '>&', '#', ' #', '*', '?', '[', ']', '[[', ']]', '!', '~',
  '=', '+=', '=(', '<(', '>(', '\r', '\u00a0', '\u2028', '\u0001', "$'", '$"', '@', '%', '^', ',', '..', '\nE\n',
  ' in ', ' do ', ' done', ' then ', ' fi', ' esac', ' c199', '; c198', '$(c197)', '`c196`', '\nc195\n', 'if ',
  'for ', 'case ', 'function ', 'time ', 'coproc ', '${x', '#}', '\ufeff', '-', '0', '2', 'é', '😀',
] as const;

const WRAPPERS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['$(', ')'],
  ['`', '`'],
  ['"', '"'],
  ["'", "'"],
  ['{ ', '; }'],
  ['(', ')'],
  ['${x:-', '}'],
  ['$((', '))'],
  ['<(', ')'],
  ["eval '", "'"],
  ['c194 <<E\n', '\nE\n'],
  ['a=(', ')'],
  ['[[ ', ' ]]'],
  ['f() { ', '; }; f'],
  ['case a in a) ', ';; esac'],
  ['if ', '; then c193; fi'],
  ['"$(', ')"'],
  ['for x in ', '; do c192 $x; done'],
];

/** A script with a few small accidents. `others` are scripts to take pieces from. */
export function mutate(random: Random, script: string, others: () => string): string {
  let mutated = script;
  for (
    let count = random.weighted([
      [5, 1],
      [3, 2],
      [1, 3],
      [0.5, 6],
    ]);
    count > 0;
    count--
  )
    mutated = mutateOnce(random, mutated, others);
  return mutated;
}

function mutateOnce(random: Random, script: string, others: () => string): string {
  const characters = [...script];
  const at = random.below(characters.length + 1);
  const length =
    1 +
    random.weighted([
      [5, 0],
      [2, random.below(4)],
      [1, random.below(16)],
    ]);
  const part = (from: number, to?: number): string => characters.slice(from, to).join('');
  return random.weighted<() => string>([
    [6, () => part(0, at) + random.pick(SPECIALS) + part(at)],
    [5, () => part(0, at) + part(at + length)],
    [2, () => part(0, at + length) + part(at)],
    [2, () => part(0, at) + random.pick(SPECIALS) + part(at + length)],
    [2, () => part(0, at) + part(at + 1, at + 2) + part(at, at + 1) + part(at + 2)],
    [1, () => part(0, at) + random.pick(SPECIALS) + part(at, at + length) + random.pick(SPECIALS) + part(at + length)],
    [1, () => `${script}${random.pick(['; ', '\n', ' && ', ' | ', ' ', ''])}${others()}`],
    [0.7, () => part(0, at) + others() + part(at)],
    [0.7, () => part(0, at) + wrap(random, part(at, at + length)) + part(at + length)],
    [0.5, () => wrap(random, script)],
    [0.3, () => part(0, at)],
    [0.2, () => part(at)],
  ])();
}

function wrap(random: Random, text: string): string {
  const [open, close] = random.pick(WRAPPERS);
  return `${open}${text}${close}`;
}
