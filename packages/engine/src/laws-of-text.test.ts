import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Json } from './act.ts';
import { isStricter, strictest } from './decision.ts';
import { compileEngine, type Engine } from './engine.ts';
import type { Context, Request } from './request.ts';
import { arbitraryRule, documentOf } from './testing/arbitrary.ts';

/* The laws of semantics.md §8 that concern the text of a command, through the real shell walker. */

const CONTEXT: Context = { roots: ['/repo'], home: '/home/u', cwd: '/repo', mode: 'plan' };
const RUNS = { numRuns: 1500 * inject('share') };

const engineOf = (rules: Parameters<typeof documentOf>[0]): Engine =>
  compileEngine({ layers: [{ name: 'user', documents: [documentOf(rules)] }] });
const policy = fc.array(arbitraryRule, { maxLength: 5 }).map(engineOf);
const effect = (engine: Engine, command: string) => engine.decide({ kind: 'shell', command }, CONTEXT).effect;

const WORDS = ['x', 'y', '-r', '-rf', '.env', 'src/a', '../z', '/etc/p', '**', '$one', "it's", 'a b', ''] as const;
const argv = fc
  .tuple(fc.constantFrom('a', 'b', '/usr/bin/a', './a'), fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }))
  .map(([program, words]) => [program, ...words]);

/* ---- law 11 ---- */

const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const double = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
const dollar = (text: string): string =>
  `$'${[...text].map((one) => `\\x${(one.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`).join('')}'`;
const escaped = (text: string): string => (text === '' ? "''" : [...text].map((one) => `\\${one}`).join(''));
const halves = (text: string): string => single(text.slice(0, 1)) + double(text.slice(1));
const continued = (text: string): string => `\\\n${single(text)}\\\n`;
const SPELLINGS = [single, double, dollar, escaped, halves, continued] as const;
const BLANKS = [' ', '  ', '\t', ' \\\n '] as const;

const spelled = (words: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...SPELLINGS), fc.constantFrom(...BLANKS)), {
      minLength: words.length,
      maxLength: words.length,
    })
    .map((ways) => words.map((word, at) => (ways[at]?.[1] ?? ' ') + (ways[at]?.[0] ?? single)(word)).join(''));

test('law 11: every spelling of an argument vector has the verdict of the vector itself', () => {
  fc.assert(
    fc.property(
      policy,
      argv.chain((words) => fc.tuple(fc.constant(words), spelled(words))),
      (engine, [words, text]) => {
        expect(effect(engine, text)).toBe(engine.decide({ kind: 'exec', argv: words }, CONTEXT).effect);
      },
    ),
    RUNS,
  );
});

/* ---- law 4 ---- */

const commandLine = argv.map((words) => words.map(single).join(' '));

test('law 4: the verdict on a list is the strictest of its parts', () => {
  fc.assert(
    fc.property(
      policy,
      commandLine,
      commandLine,
      fc.constantFrom(' ; ', ' && ', ' | ', ' || ', '\n', ' & '),
      (engine, a, b, operator) => {
        expect(effect(engine, a + operator + b)).toBe(strictest([effect(engine, a), effect(engine, b)]));
      },
    ),
    RUNS,
  );
});

const WRAPS: readonly ((command: string) => string)[] = [
  (command) => `(${command})`,
  (command) => `{ ${command}; }`,
  (command) => `if true; then ${command}; fi`,
  (command) => `for i in 1; do ${command}; done`,
  (command) => `! ${command}`,
  (command) => `: "$(${command})"`,
  (command) => `f() { ${command}; }; f`,
];

test('law 4: wrapping never makes a verdict looser', () => {
  fc.assert(
    fc.property(policy, commandLine, fc.constantFrom(...WRAPS), (engine, command, wrap) => {
      expect(isStricter(effect(engine, command), effect(engine, wrap(command)))).toBe(false);
    }),
    RUNS,
  );
});

/* ---- laws 5 and 9 ---- */

const HOSTILE = [
  "'",
  '"',
  '`',
  '$(',
  '${',
  '((',
  '[[',
  '{',
  '}',
  ')',
  ';',
  '&',
  '|',
  '<',
  '>',
  '<<E',
  '\n',
  '\\',
  '#',
  'a',
  ' ',
  '=',
  '$x',
  '*',
  'if ',
  'do ',
  'case x in ',
  ';;',
  '\0',
  '\u00a0',
  '!',
  '@P}',
  '\ud800',
  '\udc00',
] as const;
const hostileText = fc.array(fc.constantFrom(...HOSTILE), { maxLength: 40 }).map((pieces) => pieces.join(''));

test('law 5: no text throws, and text that is not understood is not allowed by a rule for one program', () => {
  const engine = engineOf([]);
  fc.assert(
    fc.property(hostileText, (text) => {
      const decision = engine.decide({ kind: 'shell', command: text }, CONTEXT);
      if (decision.effect === 'allow') expect(decision.acts).toEqual([]);
    }),
    { numRuns: 5000 * inject('share') },
  );
});

test.for(['$(', '"', '{', '(', '`', 'a;', 'if x; then ', '<<E\n', '{a,b}', '*', '${x:-', '$((', '[[ ', 'x='])(
  'law 9: 64 KiB of %j are read to the end',
  (piece) => {
    const text = piece.repeat(Math.floor(65_536 / piece.length));
    expect(engineOf([]).decide({ kind: 'shell', command: text }, CONTEXT).effect).toMatch(/allow|ask/);
  },
);

const DEEP = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as Json;
const ROUND: Json[] = [];
ROUND.push(ROUND);

test.for<[what: string, request: Request, context: Context]>([
  ['half of a character in a command', { kind: 'shell', command: 'cat \ud800' }, CONTEXT],
  ['half of a character in a path', { kind: 'read', path: '/\udc00' }, CONTEXT],
  ['half of a character in the environment', { kind: 'exec', argv: ['a'] }, { ...CONTEXT, env: { A: '\ud800' } }],
  ['arguments of a tool in 100,000 lists', { kind: 'tool', tool: 'x', args: { a: DEEP } }, CONTEXT],
  ['arguments of a tool inside themselves', { kind: 'tool', tool: 'x', args: ROUND }, CONTEXT],
])('%s: nothing throws, and nothing is allowed', ([, request, context]) => {
  expect(engineOf([]).decide(request, context).effect).toBe('ask');
  expect(engineOf([]).explain(request, context).effect).toBe('ask');
});

test('requests that differ in half a character only have two fingerprints', () => {
  const fingerprint = (command: string) => engineOf([]).decide({ kind: 'shell', command }, CONTEXT).fingerprint;
  expect(fingerprint('rm \ud800')).not.toBe(fingerprint('rm \ud801'));
  expect(fingerprint('rm \ud800')).not.toBe(fingerprint('rm \ufffd'));
});
