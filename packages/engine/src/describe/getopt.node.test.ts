import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Style } from '../policy.ts';
import type { Word } from '../word.ts';
import { readArguments } from './getopt.ts';
import { compileLevel } from './level.ts';
import { EMPTY_LEVEL } from './merge.ts';
import { option } from './testing/build.ts';

/* getopt(1) is getopt_long(3) as a program: same options, same values, same operands, and an error where it has one. */

interface Spec {
  readonly short: string;
  readonly long: string;
  /** What people write for it. */
  readonly usual: readonly string[];
}

const SPECS: readonly Spec[] = [
  {
    short: 'abo:',
    long: 'all,output:',
    usual: [
      '-a',
      '-b',
      '-ab',
      '-o',
      '-oF',
      '-ao',
      '-aoF',
      '--all',
      '--al',
      '--a',
      '--output',
      '--output=F',
      '--out=F',
      '--o=',
      '-boo',
    ],
  },
  {
    short: 'n:u::x',
    long: 'untracked::,number:,exclude',
    usual: [
      '-n',
      '-n5',
      '-xn',
      '-u',
      '-uno',
      '-xu',
      '-xuno',
      '--untracked',
      '--untracked=no',
      '--u=no',
      '--number',
      '--n=3',
      '--exclude',
      '--ex',
    ],
  },
  {
    short: 'rf',
    long: 'recursive,force,foo,foobar,format:',
    usual: ['-rf', '-fr', '-r', '--rec', '--foo', '--foob', '--for', '--forc', '--format=x', '--form', '--recursive'],
  },
  {
    short: 'e:i::',
    long: 'in-place::,expression:,in,include:',
    usual: [
      '-e',
      '-i',
      '-i.bak',
      '-es/a/b/',
      '--in',
      '--in-',
      '--in-place',
      '--in-p=.b',
      '--inc',
      '--include=*.c',
      '--expr',
      '--e=1',
    ],
  },
];
const PLAIN = ['F', 'file', 'a=b', '-', '', '--', '='];
const ODD = ['--zzz', '-z', '-r-', '-=', '---', '--all=1', '--fo', '--f', '--i', '--ex=1', '-é', '-bz', '-uno'];

const argvOf = ({ usual }: Spec): fc.Arbitrary<readonly string[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...usual) },
      { weight: 8, arbitrary: fc.constantFrom(...PLAIN) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD) },
    ),
    { maxLength: 7 },
  );

function levelOf({ short, long }: Spec, style: Style): ReturnType<typeof compileLevel> {
  const shape = (name: string, colons: string): string =>
    `${name}${colons === '::' ? '[=<v>]' : colons === ':' ? ' <v>' : ''}`;
  const letters = [...short.matchAll(/([a-z])(:*)/g)].map(([, letter, colons]) =>
    option(shape(`-${letter}`, colons ?? '')),
  );
  const words = long
    .split(',')
    .map((text) => option(shape(`--${text.replace(/:+$/, '')}`, /:*$/.exec(text)?.[0] ?? '')));
  return compileLevel({ ...EMPTY_LEVEL, style, options: [...letters, ...words] });
}

/** `-a`, `-o=F`, `--all`, then `:` and the operands; or `error`. */
function ours(table: ReturnType<typeof compileLevel>, argv: readonly string[]): string {
  const words = ['program', ...argv].map((text): Word => ({ kind: 'text', text, span: { start: 0, end: 0 } }));
  const found = readArguments(table, words);
  const short = (name: string): string => (name.startsWith('--') ? name : name.slice(0, 2));
  const texts = found.options.map(({ entry, value }) => {
    const shown = value?.kind === 'text' ? value.text : '';
    return entry.takes === 'nothing' ? short(entry.names[0] ?? '') : `${entry.names[0]}=${shown}`;
  });
  const failed =
    found.unlisted.length > 0 ||
    found.options.some(({ entry, value }) => entry.takes === 'value' && value === undefined);
  return failed
    ? 'error'
    : [...texts, ':', ...found.operands.map(({ word }) => (word.kind === 'text' ? word.text : '?'))].join(' ');
}

/** Runs getopt(1) once for each vector, all from one shell. */
function theirs({ short, long }: Spec, style: Style, vectors: readonly (readonly string[])[]): readonly string[] {
  const optstring = style === 'posix' ? `+${short}` : short;
  const script = `while IFS= read -r -d '' count; do args=(); for ((i = 0; i < count; i++)); do IFS= read -r -d '' arg; args+=("$arg"); done
    getopt -o '${optstring}' -l '${long}' -- "\${args[@]}" 2>/dev/null; printf '%s\\0' "$?"; done`;
  const input = vectors.map((argv) => [String(argv.length), ...argv].map((text) => `${text}\0`).join('')).join('');
  const run = spawnSync('bash', ['-c', script], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  const answers = run.stdout.split('\0').slice(0, -1);
  return answers.map((answer) => (answer.endsWith('\n0') ? readable(answer.slice(0, -2), short, long) : 'error'));
}

/** getopt prints ` -o 'F' --all -- 'operand'`: every value and operand in quotes. */
function readable(line: string, short: string, long: string): string {
  const tokens: readonly string[] = line.match(/'[^']*'|[^\s']+/g) ?? [];
  const end = tokens.indexOf('--');
  const takesValue = (name: string): boolean =>
    name.startsWith('--') ? new RegExp(`(^|,)${name.slice(2)}:`).test(long) : short.includes(`${name.slice(1)}:`);
  const texts: string[] = [];
  for (let at = 0; at < end; at++) {
    const name = tokens[at] ?? '';
    if (takesValue(name)) texts.push(`${name}=${(tokens[++at] ?? '').slice(1, -1)}`);
    else texts.push(name);
  }
  return [...texts, ':', ...tokens.slice(end + 1).map((token) => token.slice(1, -1))].join(' ');
}

const VECTORS = 1300;

const ROWS = SPECS.flatMap((spec): [Style, string, Spec][] => [
  ['gnu', `-o ${spec.short} -l ${spec.long}`, spec],
  ['posix', `-o ${spec.short} -l ${spec.long}`, spec],
]);

test.for(ROWS)(`%s %s agrees with getopt(1) on ${VECTORS} vectors`, { timeout: 120_000 }, ([style, , spec]) => {
  const table = levelOf(spec, style);
  const sample = fc.sample(argvOf(spec), { numRuns: VECTORS, seed: 3 });
  const vectors = [...new Map(sample.map((argv) => [JSON.stringify(argv), argv])).values()];
  const expected = theirs(spec, style, vectors);
  expect(expected).toHaveLength(vectors.length);
  const differing = vectors.flatMap((argv, at) => {
    const mine = ours(table, argv);
    return mine === expected[at] ? [] : [`${JSON.stringify(argv)}: ${mine} | ${expected[at]}`];
  });
  expect(differing).toEqual([]);
  expect(expected.filter((line) => line !== 'error').length).toBeGreaterThan(vectors.length / 2);
});
