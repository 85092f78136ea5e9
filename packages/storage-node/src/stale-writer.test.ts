import { EMPTY_DOCUMENT } from '@writ/approvals';
import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import type { FileSystem } from './file-system.ts';
import { posixPlatform } from './platform.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { testWorld, withGrants } from './testing/test-world.ts';

/** Stops before a call of that name until others have written so many generations. */
function sleepy(files: FileSystem, before: 'link' | 'list', meanwhile: () => Promise<void>): FileSystem {
  let hasSlept = false;
  let isAwake = false;
  const sleep = async () => {
    if (hasSlept || !isAwake) return;
    hasSlept = true;
    await meanwhile();
  };
  return {
    ...files,
    open: async (path, mode) => {
      isAwake ||= mode === 'create'; // From here on it has read what it starts from.
      return files.open(path, mode);
    },
    link: async (from, to) => {
      if (before === 'link') await sleep();
      await files.link(from, to);
    },
    list: async (folder) => {
      if (before === 'list') await sleep();
      return files.list(folder);
    },
  };
}

test.for<[others: number, first: boolean]>([
  [1, false],
  [63, false],
  [64, false],
  [65, false],
  [100, false],
  [127, false],
  [200, false],
  [1, true],
  [100, true],
])(
  'a writer that sleeps while others write %i generations (from an empty store: %s) loses, or says it does not know',
  async ([others, first]) => {
    const disk = createMemoryDisk();
    const other = openFileStore('/store', { world: testWorld(disk.files, posixPlatform(0), 2) });
    if (!first) await other.compareAndSwap((await other.load()).revision, withGrants('start'));
    const { revision } = await other.load();
    const meanwhile = async () => {
      for (let index = 0; index < others; index += 1) {
        await other.compareAndSwap((await other.load()).revision, withGrants(`other-${index}`));
      }
    };
    const slow = openFileStore('/store', {
      world: testWorld(sleepy(disk.files, 'link', meanwhile), posixPlatform(0), 3),
    });
    const swapped = await slow.compareAndSwap(revision, withGrants('mine'));
    expect(swapped.ok).toBe(false);
    if (others < 128) expect(swapped).toMatchObject({ why: 'conflict' });
    expect(await other.load()).toMatchObject({ document: withGrants(`other-${others - 1}`) });
  },
);

test.for([1, 63, 64, 65, 100, 120])(
  'a writer that published and then sleeps while others write %i more knows that it won',
  async (others) => {
    const disk = createMemoryDisk();
    const other = openFileStore('/store', { world: testWorld(disk.files, posixPlatform(0), 2) });
    await other.compareAndSwap((await other.load()).revision, withGrants('start'));
    const { revision } = await other.load();
    const meanwhile = async () => {
      for (let index = 0; index < others; index += 1) {
        const loaded = await other.load();
        const document = loaded.status === 'loaded' ? loaded.document : EMPTY_DOCUMENT;
        await other.compareAndSwap(loaded.revision, { ...document, tombstones: { [`other-${index}`]: 1 } });
      }
    };
    const slow = openFileStore('/store', {
      world: testWorld(sleepy(disk.files, 'list', meanwhile), posixPlatform(0), 3),
    });
    expect(await slow.compareAndSwap(revision, withGrants('mine'))).toMatchObject({ ok: true });
    expect(await other.load()).toMatchObject({ document: { grants: withGrants('mine').grants } });
  },
);
