import { createUsageRecorder } from '@writ/approvals';
import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import type { FileSystem } from './file-system.ts';
import { posixPlatform } from './platform.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { testSurroundings, testWorld, withGrants } from './testing/test-world.ts';

/** Counts what is flushed and written. */
function counted(inner: FileSystem) {
  const counts = { writes: 0, syncs: 0, folderSyncs: 0 };
  const files: FileSystem = {
    ...inner,
    open: async (path, mode) => {
      const file = await inner.open(path, mode);
      return {
        ...file,
        write: async (bytes, offset) => {
          counts.writes += 1;
          return file.write(bytes, offset);
        },
        sync: async () => {
          counts.syncs += 1;
          await file.sync();
        },
      };
    },
    syncFolder: async (path) => {
      counts.folderSyncs += 1;
      await inner.syncFolder(path);
    },
  };
  return { files, counts };
}

async function storeOf(count: number, sync: boolean) {
  const { files, counts } = counted(createMemoryDisk().files);
  const store = openFileStore('/store', { world: testWorld(files, posixPlatform(0)), sync });
  const names = Array.from({ length: count }, (_, index) => `grant-${index}`);
  await store.compareAndSwap((await store.load()).revision, withGrants(...names));
  Object.assign(counts, { writes: 0, syncs: 0, folderSyncs: 0 });
  return { store, counts, names };
}

test.for([
  [true, { writes: 1, syncs: 1, folderSyncs: 1 }],
  [false, { writes: 1, syncs: 0, folderSyncs: 0 }],
] as const)('a grant added to ten thousand, fsync %s: %j', async ([sync, cost]) => {
  const { store, counts, names } = await storeOf(10_000, sync);
  const swapped = await store.compareAndSwap((await store.load()).revision, withGrants(...names, 'one-more'));
  expect(swapped.ok).toBe(true);
  expect(counts).toEqual(cost);
});

test('a thousand uses cost at most two writes, and no flush', async () => {
  const { store, counts } = await storeOf(10_000, true);
  const recorder = createUsageRecorder(store, { ...testSurroundings(), wait: () => new Promise(() => {}) });
  for (let use = 0; use < 1000; use += 1) recorder.stamp({ grant: `grant-${use}`, at: use, uses: 1, command: 'make' });
  expect(await recorder.close()).toEqual({});
  expect((await store.journal?.read())?.length).toBe(1000);
  expect(counts.writes).toBeLessThanOrEqual(2);
  expect(counts.syncs + counts.folderSyncs).toBe(0);
});
