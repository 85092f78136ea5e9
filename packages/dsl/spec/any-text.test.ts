import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { print } from '../src/print/document.ts';
import { policy } from './arbitrary-policy.ts';
import { checkAnswer } from './check-answer.ts';

/** 100,000 texts of three kinds where CI runs them, a tenth elsewhere. */
const RUNS = process.env.CI === undefined ? 10_000 : 100_000;

const TOKENS = [
  'writ',
  '1',
  'layer',
  'user',
  'default',
  'ask',
  'use',
  'std',
  'let',
  'x',
  '=',
  'allow',
  'deny',
  'run',
  'read',
  'edit',
  'connect',
  'env',
  'tool',
  'opaque',
  'pure',
  'when',
  'describe',
  'bind',
  'test',
  'with',
  'except',
  'because',
  'until',
  'limit',
  '5',
  'per',
  'hour',
  'locked',
  'firm',
  'exactly',
  'as',
  'git',
  '**',
  '*',
  './x/**',
  '$x',
  '"a b"',
  "'c'",
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '{ ',
  ' }',
  '{a,b}',
  '|',
  ',',
  ', ',
  ';',
  '&',
  '<',
  '>',
  '\\',
  '`',
  '#',
  '# ',
  '!',
  '...',
  '…',
  '[=<v>]',
  '<f:read>',
  'option',
  'options',
  '-a',
  '--all',
  'operands',
  'does',
  'code',
  'change',
  'remote',
  'command',
  'form',
  'without',
  'complete',
  'style',
  'gnu',
  'inherit',
  'args.a',
  'any',
  'is',
  'not',
  'and',
  'or',
  'in',
  'matches',
  'under',
  'exists',
  '=>',
  ' => ask',
  'host:80',
  'https://a/b',
  '10.0.0.0/8',
  '[::1]:80',
  '\n',
  '\n',
  '\n  ',
  ' ',
  ' ',
  ' ',
  '\t',
  '\u00a0',
  '\u200b',
  '\r',
  '\ud800',
  'é',
  '漢',
];

const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(''));
const lines = fc
  .array(
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 8 }).map((tokens) => tokens.join(' ')),
    { maxLength: 8 },
  )
  .map((all) => all.join('\n'));
const anyString = fc.string({ unit: 'binary', maxLength: 60 });

test('tokens in any order never throw', () => {
  fc.assert(fc.property(soup, checkAnswer), { numRuns: RUNS * 0.45 });
});

test('lines of tokens never throw', () => {
  fc.assert(fc.property(lines, checkAnswer), { numRuns: RUNS * 0.4 });
});

test('strings of anything never throw', () => {
  fc.assert(fc.property(anyString, checkAnswer), { numRuns: RUNS * 0.1 });
});

test('policies with something cut, doubled or put in never throw', () => {
  const texts = fc
    .sample(policy, 400)
    .map(print)
    .filter((text) => text.length < 1200);
  const change = fc.tuple(
    fc.constantFrom(...texts),
    fc.nat(),
    fc.nat({ max: 20 }),
    fc.constantFrom('', ...TOKENS),
    fc.boolean(),
  );
  fc.assert(
    fc.property(change, ([text, at, length, token, twice]) => {
      const start = at % (text.length + 1);
      const cut = text.slice(0, start) + token + text.slice(start + length);
      checkAnswer(twice ? cut + text.slice(start, start + 50) : cut);
    }),
    { numRuns: RUNS * 0.05 }, // `mutations.test.ts` makes 50,000 more of this kind
  );
});

const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

test.for<[what: string, source: string]>([
  ['parentheses without end', `deny run git ${'('.repeat(20_000)}`],
  ['parentheses within parentheses', `deny run git ${deep('(', ')', 10_000)}`],
  ['braces within braces', `deny read ${deep('{a,', '}', 10_000)}`],
  ['conditions within parentheses', `deny run git when ${'('.repeat(2_000)}mode is plan${')'.repeat(2_000)}`],
  ['negations without end', `deny run git when ${'not '.repeat(2_000)}mode is plan`],
  ['blocks within blocks', `describe x ${'{\ncommand y '.repeat(2_000)}`],
  ['conditions around conditions', 'when mode is plan {\n'.repeat(2_000)],
  ['contexts within contexts', `test "x" {\n${'with mode is plan {\n'.repeat(2_000)}`],
  ['operands within brackets', `describe x {\noperands ${deep('[', ']', 10_000)}\n}`],
  ['no end of one word', `deny run ${'a'.repeat(1_000_000)}`],
  ['no end of stars', `deny read ${'*a'.repeat(100_000)}`],
  ['no end of quotes', `deny read ${'"a"'.repeat(66_000)}`],
  ['no end of commas', `deny read ${'a, '.repeat(66_000)}`],
  ['no end of subjects', `deny ${'read|'.repeat(40_000)}`],
  ['no end of brackets', `deny run x ${') '.repeat(100_000)}`],
  ['no end of escapes', `deny run "${'\\u{'.repeat(66_000)}"`],
  ['no end of unclosed braces', `deny read ${'{a '.repeat(66_000)}`],
  ['no end of arrows', `test "x" {\n${' => ask x'.repeat(22_000)}\n}`],
  ['no end of flags', `describe x ${'complete '.repeat(22_000)}`],
  ['no end of placeholders', `describe x {\noperands ${'<a'.repeat(66_000)}\n}`],
  ['no end of options', `describe x {\noption ${'-a '.repeat(66_000)}\n}`],
  ['no end of conditions', `deny run x when ${'mode is a and '.repeat(14_000)}mode is b`],
  ['no end of clauses', `deny run x ${'because "a" '.repeat(16_000)}`],
  [
    'no end of lists',
    `${Array.from({ length: 20 }, (_, at) => `let l${at} = $l${at + 1}, $l${at + 1}`).join('\n')}\nlet l20 = ./x\ndeny read $l0`,
  ],
  ['no end of comments', '# x\n'.repeat(50_000)],
  ['no end of open groups', 'deny run (a\n'.repeat(16_000)],
  ['no end of hidden characters', '\u200b'.repeat(68_000)],
])('%s: an answer, and no exception', ([, source]) => {
  expect(compile(source, { file: 'deep.writ' }).ok).toBeTypeOf('boolean');
});

test('longer than a megabyte is refused unread', () => {
  const result = compile(`# ${'é'.repeat(600_000)}`, { file: 'long.writ' });
  expect(result.ok ? [] : result.diagnostics.map((one) => one.code)).toEqual(['too-long']);
});
