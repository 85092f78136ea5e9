import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandPattern, runAct, textPattern } from '../testing/notation.ts';
import type { Parts, Word } from '../word.ts';
import { viewRun } from './run-view.ts';
import { compileText } from './text.ts';
import { compileCommand } from './words.ts';

/*
 * An uncertain word is a set of texts. Here that set is spelled out: every text up to a length over a small alphabet.
 * `yes` must mean that all of them match, `no` that none does.
 */

const ALPHABET = ['', 'a', 'b', 'ab', 'ba', 'aa', 'a/b', '.', 'abab'];

function spell(parts: Parts): readonly string[] {
  return parts.reduce<readonly string[]>(
    (heads, part) =>
      heads.flatMap((head) => (typeof part === 'string' ? [head + part] : ALPHABET.map((text) => head + text))),
    [''],
  );
}

/** A text pattern the slow way: every way to cut the text. */
function naiveMatch(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [head = '', ...rest] = pattern;
  const tail = rest.join('');
  if (head === '*')
    return Array.from({ length: text.length + 1 }, (_, at) => at).some((at) => naiveMatch(tail, text.slice(at)));
  return text !== '' && (head === '?' || head === text[0]) && naiveMatch(tail, text.slice(1));
}

const patternText = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/', '.'), maxLength: 6 });
const parts: fc.Arbitrary<Parts> = fc
  .array(fc.oneof(fc.constantFrom('a', 'b', 'ab', '/'), fc.constant({ hole: 'text' as const })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.filter((part, at) => typeof part === 'string' || typeof list[at - 1] === 'string' || at === 0));

test('a text pattern matches as the naive matcher does', () => {
  fc.assert(
    fc.property(
      patternText,
      fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 8 }),
      (pattern, text) => {
        expect(compileText(textPattern(pattern)).matches(text)).toBe(naiveMatch(pattern.replaceAll('**', '*'), text));
      },
    ),
    { numRuns: 5000 },
  );
});

test('`yes` is all, `no` is none', () => {
  fc.assert(
    fc.property(patternText, parts, (pattern, shape) => {
      const answer = compileText(textPattern(pattern)).compare(shape);
      const found = spell(shape).map((text) => naiveMatch(pattern.replaceAll('**', '*'), text));
      if (answer === 'yes') expect(found).not.toContain(false);
      if (answer === 'no') expect(found).not.toContain(true);
    }),
    { numRuns: 5000 },
  );
});

/* The same for argument lists: `$many` is no, one or two arguments. */

const ARGUMENTS = [[], ['x'], ['y'], ['x', 'y'], ['-f'], ['x', 'x']];
const commandWord = fc.constantFrom('x', 'y', '-f', '$one', '$many');
const patternItem = fc.constantFrom('x', 'y', '*', '**', '-f', '[x]', '(x|y -f)');

function spellCommand(words: readonly string[]): readonly (readonly string[])[] {
  return words.reduce<readonly (readonly string[])[]>(
    (heads, word) => {
      const options: readonly (readonly string[])[] =
        word === '$many' ? ARGUMENTS : word === '$one' ? [['x'], ['y'], ['-f'], ['z']] : [[word]];
      return heads.flatMap((head) => options.map((option) => [...head, ...option]));
    },
    [[]],
  );
}

/** Whether an allow's pattern covers known words, by trying every way to divide them. */
function naiveCovers(items: readonly string[], words: readonly string[]): boolean {
  const [item, ...rest] = items;
  if (item === undefined) return words.length === 0;
  if (item === '**') return words.some((_, at) => naiveCovers(rest, words.slice(at))) || naiveCovers(rest, []);
  if (item === '[x]') return naiveCovers(rest, words) || naiveCovers(['x', ...rest], words);
  if (item === '(x|y -f)') return naiveCovers(['x', ...rest], words) || naiveCovers(['y', '-f', ...rest], words);
  const [word, ...others] = words;
  return word !== undefined && (item === '*' || item === word) && naiveCovers(rest, others);
}

const places = { roots: ['/repo'], home: undefined };
const covers = (items: readonly string[], words: readonly string[]): boolean => {
  const view = viewRun(runAct(['c', ...words].join(' ')), places, new Set());
  return compileCommand(commandPattern(['c', ...items].join(' '))).some((matcher) => matcher.covers(view));
};

test('an allow covers a known command exactly as the naive matcher does', () => {
  fc.assert(
    fc.property(
      fc.array(patternItem, { maxLength: 4 }),
      fc.array(fc.constantFrom('x', 'y', '-f', 'z'), { maxLength: 5 }),
      (items, words) => {
        expect(covers(items, words)).toBe(naiveCovers(items, words));
      },
    ),
    { numRuns: 5000 },
  );
});

test('an allow covers an uncertain command only if it covers all it may be', () => {
  fc.assert(
    fc.property(fc.array(patternItem, { maxLength: 4 }), fc.array(commandWord, { maxLength: 4 }), (items, words) => {
      if (!covers(items, words)) return;
      for (const concrete of spellCommand(words)) expect(naiveCovers(items, concrete)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('a deny that cannot touch an uncertain command touches nothing it may be', () => {
  const touches = (items: readonly string[], words: readonly string[]): boolean => {
    const view = viewRun(runAct(['c', ...words].join(' ')), places, new Set());
    return compileCommand(commandPattern(['c', ...items].join(' '))).some((matcher) => matcher.touches(view) !== 'no');
  };
  fc.assert(
    fc.property(fc.array(patternItem, { maxLength: 3 }), fc.array(commandWord, { maxLength: 4 }), (items, words) => {
      if (touches(items, words)) return;
      for (const concrete of spellCommand(words)) expect(touches(items, concrete)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('a word of 64 KiB and a pattern of many stars take no longer than their product', () => {
  const many: Word = { kind: 'text', text: 'a'.repeat(65_536), span: { start: 0, end: 65_536 } };
  const matcher = compileText(textPattern(`${'*a'.repeat(20)}*b`));
  expect(matcher.matches(many.text)).toBe(false);
});
