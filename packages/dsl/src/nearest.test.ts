import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

const SUBJECTS = ['run', 'read', 'write', 'delete', 'edit', 'connect', 'env', 'tool'];

test.for<[found: string, meant: string | undefined]>([
  ['rn', 'run'],
  ['raed', 'read'],
  ['WRITE', 'write'],
  ['conect', 'connect'],
  ['delte', 'delete'],
  ['everything', undefined],
  ['x', undefined],
  ['', undefined],
])('%s was meant as %s', ([found, meant]) => {
  expect(nearest(found, SUBJECTS)).toBe(meant);
});

/** The definition, worked out branch by branch. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [headA, headB] = [a.slice(0, -1), b.slice(0, -1)];
  const ways = [
    slowDistance(headA, b) + 1,
    slowDistance(a, headB) + 1,
    slowDistance(headA, headB) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(...ways, ...(swapped ? [slowDistance(a.slice(0, -2), b.slice(0, -2)) + 1] : []));
}

test('the table of distances holds what the definition says', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(fc.property(word, word, (a, b) => editDistance(a, b) === slowDistance(a, b)));
});
