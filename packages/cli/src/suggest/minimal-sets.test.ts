import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalSets } from './minimal-sets.ts';

/** Every set of up to eight numbers, tried. */
function reference(numbers: readonly number[], isEnough: (set: readonly number[]) => boolean) {
  const all = numbers.reduce<readonly (readonly number[])[]>(
    (sets, one) => sets.concat(sets.map((set) => [...set, one])),
    [[]],
  );
  const enough = all.filter(isEnough);
  return enough.filter((set) => !enough.some((other) => other.length < set.length && within(other, set)));
}

const within = (small: readonly number[], large: readonly number[]): boolean =>
  small.every((one) => large.includes(one));

test.for<[what: string, ways: readonly (readonly number[])[]]>([
  ['nothing is enough', []],
  ['nothing is needed', [[]]],
  ['one', [[3]]],
  ['one of two', [[1], [3]]],
  ['one, or two others', [[3], [1, 2]]],
  [
    'two that share one',
    [
      [1, 2],
      [2, 3],
    ],
  ],
])('%s', ([, ways]) => {
  expect(minimalSets([1, 2, 3, 4], (set) => ways.some((way) => within(way, set)))).toEqual(ways);
});

test('finds what trying every set finds', () => {
  const ways = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(ways, (all) => {
      const numbers = [0, 1, 2, 3, 4, 5, 6];
      const isEnough = (set: readonly number[]): boolean => all.some((way) => within(way, set));
      const keys = (sets: readonly (readonly number[])[]): readonly string[] => sets.map((set) => set.join()).sort();
      expect(keys(minimalSets(numbers, isEnough))).toEqual(keys(reference(numbers, isEnough)));
    }),
  );
});

test('one that is enough of eight takes ten questions', () => {
  let asked = 0;
  minimalSets([0, 1, 2, 3, 4, 5, 6, 7], (set) => {
    asked += 1;
    return set.includes(5);
  });
  expect(asked).toBe(10);
});
