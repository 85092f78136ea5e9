import fc from 'fast-check';
import { expect, test } from 'vitest';
import { print } from '../src/print/document.ts';
import { policy } from './arbitrary-policy.ts';
import { checkAnswer } from './check-answer.ts';

/** 50,000 where CI runs them. */
const MUTATIONS = process.env.CI === undefined ? 4000 : 50_000;

/** 40 policies that are not too long to be cut at every place. */
const POLICIES = fc
  .sample(policy, { numRuns: 900, seed: 6 })
  .map(print)
  .filter((text) => text.length > 120 && text.length < 400)
  .slice(0, 40);

test('there are 40 policies', () => expect(POLICIES).toHaveLength(40));

test('every beginning of a policy is one, or gets an error at a place in it', () => {
  for (const text of POLICIES) for (let end = 0; end <= text.length; end++) checkAnswer(text.slice(0, end));
});

const OTHERS = [
  'allow',
  'run',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '|',
  ',',
  '"',
  "'",
  '\\',
  '#',
  '=>',
  '**',
  '$x',
  ';',
  '-a',
  '<a:read>',
  'when',
  'except',
  '\n',
  '1',
  '\u00a0',
];

/** Words, blanks and signs as they stand. */
const tokensOf = (text: string): readonly string[] => text.match(/[\w-]+|\s+|./gs) ?? [];

type Mutate = (tokens: readonly string[], at: number, other: string) => readonly string[];
const MUTATE: readonly Mutate[] = [
  (tokens, at) => tokens.toSpliced(at, 1),
  (tokens, at) => tokens.toSpliced(at, 0, tokens[at] ?? ''),
  (tokens, at) => tokens.toSpliced(at, 2, tokens[at + 1] ?? '', tokens[at] ?? ''),
  (tokens, at, other) => tokens.toSpliced(at, 1, other),
  (tokens, at, other) => tokens.toSpliced(at, 0, other),
];

test('a policy with one token changed is one, or gets an error at a place in it', () => {
  const change = fc.record({
    text: fc.constantFrom(...POLICIES),
    at: fc.nat(),
    mutate: fc.constantFrom(...MUTATE),
    other: fc.constantFrom(...OTHERS),
  });
  fc.assert(
    fc.property(change, ({ text, at, mutate, other }) => {
      const tokens = tokensOf(text);
      checkAnswer(mutate(tokens, at % tokens.length, other).join(''));
    }),
    { numRuns: MUTATIONS },
  );
});
