import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIALECTS } from '../request.ts';
import { actsOf, OPTIONS } from './notation.ts';
import { walk } from './walk.ts';

const whys = (command: string): ReadonlySet<string> =>
  new Set(walk(command, OPTIONS).map((act) => (act.kind === 'opaque' ? act.why : act.kind)));

test.for<[name: string, command: string]>([
  ['parentheses', '('.repeat(10_000)],
  ['closed parentheses', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
  ['substitutions', 'a $('.repeat(10_000)],
  ['arithmetic', '$(('.repeat(10_000)],
  ['braces', '${x:-'.repeat(10_000)],
  ['quotes in substitutions', '"$('.repeat(10_000)],
  ['groups', '{ '.repeat(10_000)],
  ['conditionals', 'if a; then '.repeat(5_000)],
  ['extended globs', '@('.repeat(10_000)],
  ['processes', '<('.repeat(10_000)],
  ['functions', 'f() { '.repeat(8_000)],
  ['brace words', `a ${'{b,'.repeat(10_000)}`],
  ['subscripts', 'a['.repeat(10_000)],
])('%s nested 10,000 deep end in an opaque act', ([, command]) => {
  const found = whys(command);
  expect(found.has('limit') || found.has('syntax')).toBe(true);
});

test.for<[name: string, command: string]>([
  ['negations', `${'! '.repeat(20_000)}a`],
  ['and', `${'a && '.repeat(900)}a`],
  ['else-ifs', `if a; then b; ${'elif c; then d; '.repeat(300)}fi`],
  ['pipes', `${'a | '.repeat(900)}a`],
  ['conditions', `[[ ${'( '.repeat(10_000)}a${' )'.repeat(10_000)} ]]`],
])('%s are read to their end however many there are', ([, command]) => {
  expect(whys(command).has('opaque')).toBe(false);
  expect(whys(command).has('syntax')).toBe(false);
});

test('what was read before a limit stays reported', () => {
  expect(actsOf(`rm x; ${'('.repeat(60)}`)).toBe('run rm x; opaque limit');
});

test('behind 64 KiB nothing is read, and the word that is cut off may go on in any way', () => {
  const acts = walk(`rm x; echo ${'a'.repeat(70_000)}; rm y`, OPTIONS);
  expect(acts.map((act) => (act.kind === 'run' ? act.argv.map((word) => word.kind).join(' ') : act.kind))).toEqual([
    'text text',
    'text many',
    'opaque',
  ]);
});

test('of more words than a loop follows one by one, their common shape may begin with a dot where one of them does', () => {
  const words = Array.from({ length: 40 }, (_, at) => `${at}.b`).join(' ');
  expect(actsOf(`for x in ${words}; do a c/$x; done`)).toBe('run a c/‹*›.b');
  expect(actsOf(`for x in .b ${words}; do a c/$x; done`)).toBe('run a c/‹?›.b');
});

test('after 1,000 acts the rest is one opaque act', () => {
  const acts = walk('a;'.repeat(1_200), OPTIONS);
  expect(acts).toHaveLength(1_001);
  expect(acts[1_000]).toMatchObject({ kind: 'opaque', why: 'limit' });
});

test('functions that call one another over and over come to an end', () => {
  const definitions = Array.from({ length: 40 }, (_, at) => `f${at + 1}() { f${at}; f${at}; }`).join('; ');
  expect(whys(`f0() { :; }; ${definitions}; f40`).has('limit')).toBe(true);
});

test('variables that name many others come to an end', () => {
  const naming = (name: string) => `${name} `.repeat(300);
  expect(actsOf(`a='${naming('b')}'; b='${naming('c')}'; c='${naming('d')}'; d=1; ((a))`)).toBe('opaque code');
});

test('values that grow and loops in loops come to an end', () => {
  expect(actsOf(`x=a; ${'x=$x$x; '.repeat(60)}b $x`)).toBe('run b ‹…›');
  expect(actsOf(`${'for x in a b; do '.repeat(12)}c${'; done'.repeat(12)}`)).toContain('run c');
});

/** Pieces that mean something to a shell, in any order. */
const TOKENS = [
  'a',
  ' ',
  '\n',
  ';',
  '&',
  '|',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '"',
  "'",
  '`',
  '$',
  '\\',
  '$(',
  '${',
  '$((',
  '))',
  '[[',
  ']]',
  '<<E',
  'E',
  '#',
  '=',
  '!',
  '*',
  '~',
  '@(',
  'if ',
  'then ',
  'fi',
  'for ',
  'in ',
  'do ',
  'done',
  'case ',
  'esac',
  ';;',
  'x=',
  '((',
  '[',
  ']',
  ':-',
  '0',
  '\t',
  '\0',
  '\r',
  'function ',
  'coproc ',
  'time ',
  '<<<',
  '>&',
  '{1..3}',
  ',',
  'é',
  '\u00a0',
  'eval ',
  'cd ',
  'export ',
  'read ',
];

test('no text throws, in any dialect', () => {
  const text = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), fc.constantFrom(...DIALECTS), (command, dialect) => {
      for (const act of walk(command, { ...OPTIONS, dialect })) {
        expect(act.span.start).toBeLessThanOrEqual(act.span.end);
        expect(act.span.end).toBeLessThanOrEqual(command.length);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('blanks and comments around a command change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('a b', 'a && b', 'f() { a; }; f', 'cat <<E\nx\nE'),
      fc.constantFrom('', ' ', '\t', '\n', '# c\n', ' \\\n'),
      (command, space) => {
        expect(actsOf(`${space}${command}\n${space}`)).toBe(actsOf(command));
      },
    ),
  );
});
