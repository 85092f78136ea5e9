import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsAt, refund, reserve, taken } from './counters.ts';
import { EMPTY_DOCUMENT, type StoreDocument } from './document.ts';

const push = (count = 1) => ({ key: 'push', count, limit: 3, seconds: 60 });

function reserved(document: StoreDocument, now: number, ...all: readonly ReturnType<typeof push>[]): StoreDocument {
  const result = reserve(document, all, now);
  if ('exhausted' in result) throw new Error(`${result.exhausted.key} is exhausted`);
  return result.document;
}

test('as many as the limit, then none', () => {
  const full = reserved(EMPTY_DOCUMENT, 0, push(3));
  expect(reserve(full, [push()], 0)).toEqual({ exhausted: push() });
  expect(countsAt(full, 0)).toEqual({ push: 3 });
});

test('the window slides', () => {
  const full = reserved(reserved(EMPTY_DOCUMENT, 0, push(2)), 30_000, push());
  expect(taken(full.counters.push, 59_999)).toBe(3);
  expect(taken(full.counters.push, 60_000)).toBe(1);
  expect(taken(full.counters.push, 90_000)).toBe(0);
});

test('all or none', () => {
  const result = reserve(EMPTY_DOCUMENT, [push(), { key: 'grant:g', count: 2, limit: 1, seconds: null }], 0);
  expect(result).toMatchObject({ exhausted: { key: 'grant:g' } });
});

test('what is given back goes to the window it was taken from', () => {
  const both = reserved(reserved(EMPTY_DOCUMENT, 0, push()), 10, push());
  expect(refund(both, [push()], 10).counters.push?.times).toEqual([0]);
  expect(refund(both, [push()], 99).counters.push?.times).toEqual([0, 10]);
  expect(refund(EMPTY_DOCUMENT, [push()], 0).counters).toEqual({});
});

test('a clock that goes back frees nothing', () => {
  const full = reserved(EMPTY_DOCUMENT, 1_000_000, push(3));
  expect(taken(full.counters.push, 0)).toBe(3);
});

test('a limit for ever never slides', () => {
  const once = { key: 'grant:g', count: 1, limit: 1, seconds: null };
  const result = reserve(EMPTY_DOCUMENT, [once], 0);
  if ('exhausted' in result) throw new Error('exhausted');
  expect(reserve(result.document, [once], 10 ** 13)).toEqual({ exhausted: once });
});

test('never more than the limit within any window', () => {
  const waits = fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 3 })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(waits, (steps) => {
      let now = 0;
      let document = EMPTY_DOCUMENT;
      const given: number[] = [];
      for (const [wait, count] of steps) {
        now += wait;
        const result = reserve(document, [push(count)], now);
        if ('exhausted' in result) {
          expect(given.filter((time) => time > now - 60_000).length + count).toBeGreaterThan(3);
        } else {
          document = result.document;
          given.push(...Array<number>(count).fill(now));
        }
        expect(given.filter((time) => time > now - 60_000).length).toBeLessThanOrEqual(3);
      }
    }),
  );
});
