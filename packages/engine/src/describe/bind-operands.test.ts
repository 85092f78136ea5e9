import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperandItem } from '../policy.ts';
import type { Word } from '../word.ts';
import { bindOperands } from './bind-operands.ts';
import type { Operand } from './operand-fit.ts';
import { compileOperands, type ValueItem } from './operand-grammar.ts';
import { operands as parseOperands, showWord, word } from './testing/build.ts';

/** The name of the operand that each word is; `-` for a literal, `a|b` where it may be several, `?` where it fits nowhere. */
function bound(grammar: string, line: string): string {
  const given = line
    .split(' ')
    .map((text, index): Operand => ({ word: word(text), index, ...(text === '--' ? { separator: true } : {}) }));
  const { items, untaken, missing } = bindOperands(compileOperands(parseOperands(grammar)), given);
  const names = items.map((found, place) =>
    untaken.includes(place) ? '?' : found.map(({ name }) => name).join('|') || '-',
  );
  return [...names, ...(missing ? ['…'] : [])].join(' ');
}

test.for<[grammar: string, line: string, expected: string]>([
  ['<file>...', 'a b', 'file file'],
  ['<src>... <dst>', 'a b c', 'src src dst'],
  ['<src>... <dst>', 'a', 'src …'],
  ['<pattern> [<file>...]', 'a b c', 'pattern file file'],
  ['[<in> [<out>]]', 'a b', 'in out'],
  ['[<in> [<out>]]', 'a b c', 'in out ?'],
  ['', 'a', '?'],
  ['[<rev>...] [-- <path>...]', 'a -- b c', 'rev - path path'],
  ['(start|stop) <name>', 'start x', '- name'],
  ['(start|stop) <name>', 'restart x', '? ?'],
  ['<set:env>... <command:run>...', 'A=1 ls B=2', 'set command command'],
  ['<set:env>... <command:run>...', 'ls', 'command'],
  ['<set:env>... <command:run>...', 'A=1', 'set …'],
  ['[<set:env>...] [<command:run>...]', 'A=1', 'set'],
  ['[<set:env>...] [<command:run>...]', 'ls A=1', 'command command'],
  ['<command:run>…(;|+) [<path>...]', 'rm {} + a', 'command command - path'],
  ['<command:run>…(;|+) [<path>...]', 'echo + ; a', 'command command - path'],
  ['[<key> <value>]...', 'a b c d', 'key value key value'],
  // Unknown words.
  ['<src>... <dst>', '$x b', 'src dst|src'],
  ['<src>... <dst>', 'a $x', 'src src|dst'],
  ['<src>... <dst>', '"$x" "$x"', 'src dst'],
  ['(start|stop) <name>', '"$x" x', '- name'],
  ['[<in> [<out>]]', '$x b', 'in in|out'],
  ['<set:env>... <command:run>...', '"$x" ls', 'set|command command'],
])('%s takes %s as %s', ([grammar, line, expected]) => expect(bound(grammar, line)).toBe(expected));

/* ---- a reference that tries everything ---- */

type Step = ValueItem | readonly string[];

/** Every sequence of steps of a grammar with at most `most` words, the preferred first. */
function* sequences(items: readonly OperandItem[], most: number): Generator<readonly Step[]> {
  const [item, ...rest] = items;
  if (item === undefined) {
    yield [];
    return;
  }
  for (const head of stepsOf(item, most))
    for (const tail of sequences(rest, most - head.length)) yield [...head, ...tail];
}

function* stepsOf(item: OperandItem, most: number): Generator<readonly Step[]> {
  if (most < 0) return;
  switch (item.kind) {
    case 'literal':
      if (most > 0) yield [[item.text]];
      return;
    case 'choice':
      if (most > 0) yield [item.texts];
      return;
    case 'value':
      if (item.repeat === true) for (let count = most; count > 0; count--) yield new Array<Step>(count).fill(item);
      else if (most > 0) yield [item];
      return;
    case 'optional':
      for (const once of sequences(item.items, most)) {
        if (item.repeat === true && once.length > 0)
          for (const again of stepsOf(item, most - once.length)) yield [...once, ...again];
        else yield once;
      }
      yield [];
  }
}

const takes = (step: Step, text: string): boolean => !Array.isArray(step) || step.includes(text);
const itemOf = (step: Step): ValueItem | undefined => (Array.isArray(step) ? undefined : (step as ValueItem));

/** All the ways in which these words are the grammar's, the preferred first. */
function ways(
  items: readonly OperandItem[],
  texts: readonly string[],
): readonly (readonly (ValueItem | undefined)[])[] {
  const found: (readonly (ValueItem | undefined)[])[] = [];
  for (const steps of sequences(items, texts.length)) {
    if (steps.length === texts.length && steps.every((step, at) => takes(step, texts[at] ?? '')))
      found.push(steps.map(itemOf));
  }
  return found;
}

const GRAMMARS = [
  '<a>...',
  '<a>... <b>',
  '<a> [<b>...]',
  '[<a> [<b>]]',
  '[<a>] [<b>] <c>',
  '(x|y) <a>',
  '[x <a>]... <b>...',
  '<a> [x <b>...]',
  '[<a>...] [<b> x]',
  '<a>... <b> <c>',
  '[<a> <b>]...',
  '(x|y) [(x|z)] <a>...',
];
const grammar = fc.constantFrom(...GRAMMARS).map(parseOperands);
const TEXTS = ['x', 'y', 'z', 'w'];

test('known words are bound in the first way in which all of them are taken', () => {
  fc.assert(
    fc.property(grammar, fc.array(fc.constantFrom(...TEXTS), { maxLength: 5 }), (items, texts) => {
      const result = bindOperands(
        compileOperands(items),
        texts.map((text, index) => ({ word: word(text), index })),
      );
      const [first] = ways(items, texts);
      expect(result.untaken.length === 0 && !result.missing).toBe(first !== undefined);
      if (first !== undefined) expect(result.items.map(([item]) => item)).toEqual(first);
    }),
    { numRuns: 2000 },
  );
});

/** What an unknown word may turn out to be, with as many arguments as any grammar here tells apart. */
function possibilities(shape: Word): readonly (readonly string[])[] {
  if (shape.kind === 'text') return [[shape.text]];
  if (shape.kind === 'one') return TEXTS.map((text) => [text]);
  const lists: string[][] = [[]];
  for (const list of lists) if (list.length < 3) lists.push(...TEXTS.map((text) => [...list, text]));
  return lists;
}

test('an unknown word gets every operand that it may be', () => {
  fc.assert(
    fc.property(
      grammar,
      fc.array(fc.constantFrom('x', 'w', '"$x"', '$x'), { minLength: 1, maxLength: 3 }),
      (items, texts) => {
        fc.pre(texts.filter((text) => text === '$x').length < 2);
        const shapes = texts.map(word);
        const result = bindOperands(
          compileOperands(items),
          shapes.map((shape, index) => ({ word: shape, index })),
        );
        const possible: Set<ValueItem>[] = shapes.map(() => new Set());
        let some = false;
        const walk = (place: number, before: readonly string[], owners: readonly number[]): void => {
          const shape = shapes[place];
          if (shape === undefined) {
            for (const way of ways(items, before)) {
              some = true;
              for (const [at, item] of way.entries()) if (item !== undefined) possible[owners[at] ?? 0]?.add(item);
            }
            return;
          }
          for (const list of possibilities(shape))
            walk(place + 1, [...before, ...list], [...owners, ...list.map(() => place)]);
        };
        walk(0, [], []);
        expect(!result.missing && result.untaken.every((place) => texts[place] === '$x')).toBe(some);
        if (!some) return;
        const known = shapes.every((shape) => shape.kind === 'text');
        const plain = known || (shapes.every((shape) => shape.kind !== 'many') && !compileOperands(items).readsText);
        for (const [place, found] of possible.entries()) {
          const told = new Set(result.items[place]);
          const label = `${texts.join(' ')}: ${showWord(shapes[place] ?? word(''))}`;
          // Words that are one argument each are bound as known ones are: in the first way.
          if (plain)
            expect(
              [...told].every((item) => found.has(item)),
              label,
            ).toBe(true);
          else expect(new Set([...found].filter((item) => !told.has(item))), label).toEqual(new Set());
        }
      },
    ),
    { numRuns: 1000 },
  );
});
