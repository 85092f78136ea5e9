import { expect, test } from 'vitest';
import { EMPTY_DOCUMENT, type StoreDocument } from './document.ts';
import { createMemory, createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { grantFor } from './testing/harness.ts';
import { createHastySurroundings } from './testing/test-surroundings.ts';
import { updateStore } from './update-store.ts';

const surroundings = createHastySurroundings();
const withGrant = (document: StoreDocument) => ({
  document: { ...document, grants: [...document.grants, grantFor('g', 'x')] },
  result: 'done',
});

/** A store in which somebody else always writes first, so many times. */
function contested(times: number): Store & { readonly tries: () => number } {
  const memory = createMemory();
  const inner = createMemoryStore(memory);
  let tries = 0;
  return {
    ...inner,
    tries: () => tries,
    compareAndSwap: async (base, next) => {
      tries += 1;
      if (tries <= times)
        memory.text = JSON.stringify({ ...EMPTY_DOCUMENT, tombstones: { [`other-${tries}`]: tries } });
      return inner.compareAndSwap(base, next);
    },
  };
}

test('saved: what the change said comes back', async () => {
  const store = createMemoryStore();
  expect(await updateStore(store, withGrant, surroundings)).toEqual({
    status: 'saved',
    revision: (await store.load()).revision,
    result: 'done',
  });
});

test('unchanged: nothing is written', async () => {
  const memory = createMemory();
  expect(
    await updateStore(createMemoryStore(memory), (document) => ({ document, result: 1 }), surroundings),
  ).toMatchObject({ status: 'unchanged' });
  expect(memory.text).toBeUndefined();
});

test('others win seven times: tried again on what they wrote', async () => {
  const store = contested(7);
  expect(await updateStore(store, withGrant, surroundings)).toMatchObject({ status: 'saved' });
  expect(store.tries()).toBe(8);
  expect(await store.load()).toMatchObject({ document: { grants: [{ id: 'g' }], tombstones: { 'other-7': 7 } } });
});

test('others always win: a conflict, after eight tries', async () => {
  const store = contested(1000);
  expect(await updateStore(store, withGrant, surroundings)).toMatchObject({ status: 'conflict' });
  expect(store.tries()).toBe(8);
});

test('damaged: said, and not written over', async () => {
  const memory = createMemory();
  memory.text = '';
  expect(await updateStore(createMemoryStore(memory), withGrant, surroundings)).toMatchObject({
    status: 'invalid',
    problem: 'it is not valid JSON',
  });
  expect(memory.text).toBe('');
});

test.for<[what: string, broken: Partial<Store>, outcome: object]>([
  [
    'loading fails',
    { load: () => Promise.reject(new Error('EIO')) },
    { status: 'failed', problem: 'EIO', indeterminate: false },
  ],
  [
    'swapping fails',
    { compareAndSwap: () => Promise.reject(new Error('ENOSPC')) },
    { status: 'failed', problem: 'ENOSPC', indeterminate: false },
  ],
  [
    'it is not known whether it was written',
    { compareAndSwap: async () => ({ ok: false, why: 'indeterminate', problem: 'EIO' }) },
    { status: 'failed', problem: 'EIO', indeterminate: true },
  ],
])('%s: an outcome, never an exception, never a blind second try', async ([, broken, outcome]) => {
  expect(await updateStore({ ...createMemoryStore(), ...broken }, withGrant, surroundings)).toEqual(outcome);
});

test('the change itself fails: an outcome', async () => {
  const failing = () => {
    throw new Error('no');
  };
  expect(await updateStore(createMemoryStore(), failing, surroundings)).toMatchObject({
    status: 'failed',
    problem: 'no',
  });
});
