import { expect, test } from 'vitest';
import { problemOf } from './fuzzed.ts';
import { noiseOf } from './generate/noise.ts';
import { readStock } from './stock.ts';

test('whatever a text is, reading it ends, and says something about the text', () => {
  const stock = readStock();
  const texts = Array.from({ length: 20_000 }, (_, index) => noiseOf(60, index, stock));
  const problems = texts.flatMap((text) => {
    const problem = problemOf(text);
    return problem === undefined ? [] : [`${problem}: ${JSON.stringify(text)}`];
  });
  expect(problems).toEqual([]);
});
