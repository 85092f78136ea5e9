import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_TEXT, type Parts, partsOf, type Word } from '../word.ts';
import type { Consequence, Described } from './consequence.ts';
import { createKnowledge } from './knowledge.ts';
import { full, showConsequence, showWord, word as wordFrom } from './testing/build.ts';
import { SAMPLES } from './testing/samples.ts';
import { mayBe } from './word-parts.ts';

/* Law 3 (semantics.md §8) at its source: making a word less certain hides nothing. */

const knowledge = createKnowledge(SAMPLES.map((description) => full(description)));
const PROGRAMS = SAMPLES.flatMap(({ programs }) => programs);
const WORDS = [
  '-n',
  '-o',
  '-f',
  '-e',
  '-x',
  '-C',
  '-rf',
  '-ofile',
  '--output',
  '--output=out',
  '--',
  '-',
  'a',
  'b.txt',
  'out',
  'src/a.ts',
  '@f.txt',
  'A=1',
  'status',
  'log',
  'push',
  'https://h/x',
  'h:x',
  '+main',
  'github.com/u/r',
  '-exec',
  '-delete',
  'rm',
  '{}',
  ';',
  '+',
  '-t',
  '-I',
  '-l',
  '-m',
  '5',
  '-X',
  'GET',
  '--target-directory=b.txt',
  '-u',
  '-d',
  '--ext-diff',
  '-name',
  '-Sx',
];
const NOWHERE = { start: 0, end: 0 };

const textWord = (text: string): Word => ({ kind: 'text', text, span: NOWHERE });

/** Words that leave open what is known of a text, from a little to everything. */
function blurs(text: string): readonly Word[] {
  const half = Math.ceil(text.length / 2);
  const one = (parts: Parts): Word => ({ kind: 'one', parts, span: NOWHERE });
  const glob = (parts: Parts): Word => ({ kind: 'many', min: 1, each: parts, span: NOWHERE });
  const tail = text.slice(half);
  const start = text.slice(0, half);
  return [
    one(ANY_TEXT),
    one([...(start === '' ? [] : [start]), { hole: 'text' }]),
    one([{ hole: 'text' }, ...(tail === '' ? [] : [tail])]),
    { kind: 'many', min: 0, span: NOWHERE },
    ...(text.includes('/') ? [] : [one([{ hole: 'segment' }, ...(tail === '' ? [] : [tail])])]),
    ...(text.includes('/')
      ? []
      : [glob([{ hole: 'segment' }]), glob([{ hole: 'segment' }, ...(tail === '' ? [] : [tail])])]),
  ];
}

const isHopeless = (described: Described): boolean =>
  described.consequences.some((one) => one.kind === 'opaque' && one.why !== 'code');

/** Whether what follows for sure is among what may follow. */
function covers(blurred: Consequence, sure: Consequence): boolean {
  if (blurred.kind === 'opaque' && sure.kind === 'opaque') return blurred.hazard || !sure.hazard;
  if (blurred.kind !== sure.kind || (sure.hazard && !blurred.hazard)) return false;
  switch (sure.kind) {
    case 'read':
    case 'write':
    case 'delete': {
      const file = blurred as typeof sure;
      return (
        (file.tree || !sure.tree) &&
        fits(file.path, sure.path) &&
        (sure.base === undefined || (file.base !== undefined && fits(file.base, sure.base)))
      );
    }
    case 'connect':
      return fits((blurred as typeof sure).target, sure.target);
    case 'run':
      return fitsAll((blurred as typeof sure).argv, sure.argv);
    case 'shell': {
      const { text } = blurred as typeof sure;
      return sure.text === 'stdin' ? text === 'stdin' : text !== 'stdin' && fits(text, sure.text);
    }
    case 'env':
    case 'variable':
      return fits((blurred as typeof sure).name, sure.name);
    default:
      return showConsequence(blurred) === showConsequence(sure);
  }
}

/** What is itself not known for sure is tried with a text nobody else would write. */
const fits = (shape: Word, sure: Word): boolean =>
  showWord(shape) === showWord(sure) || mayBe(partsOf(shape), sampleOf(sure));

const sampleOf = (word: Word): string =>
  partsOf(word)
    .map((part) => (typeof part === 'string' ? part : 'Qz'))
    .join('');

/** Whether a list of shapes may be this list of words. */
function fitsAll(shapes: readonly Word[], sure: readonly Word[]): boolean {
  const [shape, ...rest] = shapes;
  const [first, ...others] = sure;
  if (shape === undefined) return first === undefined;
  if (shape.kind === 'many')
    return fitsAll(rest, sure) || (first !== undefined && fits(shape, first) && fitsAll(shapes, others));
  return first !== undefined && fits(shape, first) && fitsAll(rest, others);
}

const vector = fc.tuple(
  fc.constantFrom(...PROGRAMS),
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }),
);

test('whatever follows from a command may follow when a word of it is not known, or the word is a hazard', () => {
  let compared = 0;
  fc.assert(
    fc.property(vector, fc.nat(), fc.nat(), ([program, texts], place, kind) => {
      const argv: readonly [Word, ...Word[]] = [textWord(program), ...texts.map(textWord)];
      const sure = knowledge.describe(argv);
      const at = (place % texts.length) + 1;
      const choices = blurs(texts[at - 1] ?? '');
      const blurredWord = choices[kind % choices.length] ?? textWord('');
      const [head, ...tail] = argv;
      const blurred = knowledge.describe([head, ...tail.map((one, index) => (index + 1 === at ? blurredWord : one))]);
      if (sure === undefined || blurred === undefined || isHopeless(sure) || isHopeless(blurred)) return;
      compared++;
      const line = `${program} ${texts.join(' ')} with ${showWord(blurredWord)} for ${texts[at - 1]}`;
      for (const consequence of sure.consequences) {
        if (blurred.consequences.some((other) => covers(other, consequence))) continue;
        expect.fail(
          `${line}: ${showConsequence(consequence)} is not among ${blurred.consequences.map(showConsequence).join('; ')}`,
        );
      }
      expect(sure.complete || !blurred.complete, line).toBe(true);
    }),
    { numRuns: 30_000, seed: 7 },
  );
  expect(compared).toBeGreaterThan(1_000);
});

test('the blurs of this test are what they say', () => {
  expect(blurs('out').map(showWord)).toEqual(['‹?›', 'ou‹?›', '‹?›t', '?*', '‹*›t', '‹*›+', '‹*›t+']);
  expect(fitsAll([wordFrom('rm'), wordFrom('$x')], [wordFrom('rm'), wordFrom('a'), wordFrom('b')])).toBe(true);
});
