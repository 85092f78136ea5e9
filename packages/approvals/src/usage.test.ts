import { expect, test } from 'vitest';
import { EMPTY_DOCUMENT } from './document.ts';
import { createMemory, createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { grantFor } from './testing/harness.ts';
import { createTestSurroundings, settled } from './testing/test-surroundings.ts';
import { createUsageRecorder, foldUsage, readUsage, usageOf } from './usage.ts';

/** A store that counts its writes. */
function countedStore(journal: boolean) {
  const memory = createMemory();
  memory.text = JSON.stringify({ ...EMPTY_DOCUMENT, grants: [grantFor('a', 'x'), grantFor('b', 'y')] });
  const inner = createMemoryStore(memory);
  const written: unknown[] = [];
  let fails = false;
  const store: Store = {
    ...inner,
    compareAndSwap: (base, next) => {
      if (fails) return Promise.reject(new Error('full'));
      written.push(next);
      return inner.compareAndSwap(base, next);
    },
    ...(journal
      ? {
          journal: {
            append: async (stamps) => {
              if (fails) throw new Error('full');
              written.push(stamps);
            },
            read: async () => written.flat() as never,
          },
        }
      : {}),
  };
  return {
    store,
    written,
    failing: (now: boolean) => (fails = now),
    usage: async () => {
      const loaded = await store.load();
      return loaded.status === 'loaded' ? readUsage(store, loaded.document) : {};
    },
  };
}

const stamp = (grant: string, at: number) => ({ grant, at, uses: 1, command: `run ${at}` });

test.for([true, false])('a thousand uses are at most two writes (journal: %s)', async (journal) => {
  const { store, written, usage } = countedStore(journal);
  const surroundings = createTestSurroundings();
  const recorder = createUsageRecorder(store, surroundings);
  for (let at = 0; at < 1000; at += 1) recorder.stamp(stamp(at % 2 === 0 ? 'a' : 'b', at));
  await settled();
  expect(written).toEqual([]);
  await surroundings.pass(1000);
  await recorder.close();
  expect(written.length).toBeLessThanOrEqual(2);
  expect(await usage()).toEqual({
    a: { uses: 500, lastUsedAt: 998, lastUsedCommand: 'run 998' },
    b: { uses: 500, lastUsedAt: 999, lastUsedCommand: 'run 999' },
  });
});

test('closing writes what is pending, and stops the clock', async () => {
  const { store, written, usage } = countedStore(true);
  const recorder = createUsageRecorder(store, createTestSurroundings());
  recorder.stamp(stamp('a', 5));
  expect(await recorder.close()).toEqual({});
  expect(written).toHaveLength(1);
  expect(usageOf(await usage(), 'a')?.uses).toBe(1);
});

test.for([true, false])(
  'what could not be written is said, and written the next time (journal: %s)',
  async (journal) => {
    const { store, failing, usage } = countedStore(journal);
    const recorder = createUsageRecorder(store, createTestSurroundings());
    failing(true);
    recorder.stamp(stamp('a', 5));
    expect(await recorder.flush()).toEqual({ problem: 'full' });
    recorder.stamp(stamp('a', 6));
    failing(false);
    expect(await recorder.close()).toEqual({});
    expect(usageOf(await usage(), 'a')).toMatchObject({ uses: 2, lastUsedAt: 6 });
  },
);

test('a stamp that arrives late does not turn the clock back', () => {
  const document = { ...EMPTY_DOCUMENT, grants: [grantFor('a', 'x')] };
  const { usage } = foldUsage(foldUsage(document, [stamp('a', 9)]), [stamp('a', 3)]);
  expect(usage).toEqual({ a: { uses: 2, lastUsedAt: 9, lastUsedCommand: 'run 9' } });
});

test('ids that are names of the language are ids like others', () => {
  const document = { ...EMPTY_DOCUMENT, grants: [grantFor('constructor', 'x')] };
  expect(usageOf(document.usage, 'constructor')).toBeUndefined();
  expect(foldUsage(document, [stamp('constructor', 1)]).usage).toEqual({
    constructor: { uses: 1, lastUsedAt: 1, lastUsedCommand: 'run 1' },
  });
});
