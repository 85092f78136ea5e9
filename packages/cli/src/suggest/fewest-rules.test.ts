import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Demand, fewestRules, isMet } from './fewest-rules.ts';

const RULES = 6;
const demands = fc
  .array(fc.array(fc.uniqueArray(fc.nat(RULES - 1), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), {
    maxLength: 6,
  })
  .map((all): readonly Demand[] => all.map((ways, line) => ({ line, ways })));

const met = (wanted: readonly Demand[], rules: readonly number[]): number =>
  wanted.filter((demand) => isMet(demand, new Set(rules))).length;

/** Every set of rules there is: of those that allow nothing forbidden, the most lines, then the fewest rules. */
function exhaustive(wanted: readonly Demand[], forbidden: readonly Demand[]) {
  const sets = Array.from({ length: 2 ** RULES }, (_, bits) =>
    Array.from({ length: RULES }, (_, rule) => rule).filter((rule) => ((bits >> rule) & 1) === 1),
  ).filter((rules) => met(forbidden, rules) === 0);
  const most = Math.max(...sets.map((rules) => met(wanted, rules)));
  return {
    most,
    fewest: Math.min(...sets.filter((rules) => met(wanted, rules) === most).map((rules) => rules.length)),
  };
}

const harmonic = (count: number): number =>
  Array.from({ length: count }, (_, at) => 1 / (at + 1)).reduce((a, b) => a + b, 0);

test('nothing forbidden is ever met, and no rule could be left out', () => {
  fc.assert(
    fc.property(demands, demands, (wanted, forbidden) => {
      const rules = fewestRules(wanted, forbidden, () => 1);
      expect(met(forbidden, rules)).toBe(0);
      for (const rule of rules)
        expect(
          met(
            wanted,
            rules.filter((one) => one !== rule),
          ),
        ).toBeLessThan(met(wanted, rules));
    }),
    { numRuns: 2000 },
  );
});

test('where nothing is forbidden, all is met, with few more rules than the search through all sets needs', () => {
  fc.assert(
    fc.property(demands, (wanted) => {
      const rules = fewestRules(wanted, [], () => 1);
      const { most, fewest } = exhaustive(wanted, []);
      expect(met(wanted, rules)).toBe(most);
      // The bound of greedy covering (Chvátal 1979), times the rules of one way.
      expect(rules.length).toBeLessThanOrEqual(3 * harmonic(wanted.length) * fewest);
    }),
    { numRuns: 1000 },
  );
});

test('where each line needs one rule, it does as well as the bound of greedy covering', () => {
  const single = fc
    .array(fc.uniqueArray(fc.nat(RULES - 1), { minLength: 1 }), { maxLength: 6 })
    .map((all): readonly Demand[] => all.map((rules, line) => ({ line, ways: rules.map((rule) => [rule]) })));
  fc.assert(
    fc.property(single, single, (wanted, forbidden) => {
      const rules = fewestRules(wanted, forbidden, () => 1);
      const { most, fewest } = exhaustive(wanted, forbidden);
      expect(met(wanted, rules)).toBe(most);
      expect(rules.length).toBeLessThanOrEqual(harmonic(wanted.length) * fewest);
    }),
    { numRuns: 1000 },
  );
});

test('of equal ways the narrowest is taken', () => {
  const wanted = [{ line: 1, ways: [[0], [1], [2]] }];
  expect(fewestRules(wanted, [], (rule) => [3, 1, 2][rule] ?? 0)).toEqual([1]);
});
