import { runStoreTests } from '@writ/approvals/testing';
import { expect, test } from 'vitest';
import { createKeyValueStore, type KeyValues } from './storage-store.ts';

/** As long-lived as the test. */
function createValues(): KeyValues & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return { all, getItem: (key) => all.get(key) ?? null, setItem: (key, value) => void all.set(key, value) };
}

runStoreTests('one key of a key-value storage', {
  capabilities: { durable: true, crossProcess: false, watch: true },
  create: async () => {
    const values = createValues();
    return {
      open: async () => createKeyValueStore(values, 'writ'),
      damage: async () => values.setItem('writ', 'half a docu'),
    };
  },
});

test('a full storage: an error, and what was there stays', async () => {
  const values = createValues();
  const full = {
    ...values,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  const store = createKeyValueStore(full, 'writ');
  const { revision } = await store.load();
  const document = {
    version: 1,
    grants: [],
    usage: {},
    answers: [],
    approvals: [],
    counters: {},
    tombstones: {},
  } as const;
  await expect(store.compareAndSwap(revision, document)).rejects.toThrow('QuotaExceededError');
  expect((await store.load()).status).toBe('missing');
});
