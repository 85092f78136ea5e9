import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { posixPlatform } from './platform.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { testWorld, withGrants } from './testing/test-world.ts';

/** Waiting ends when the test says so. */
function watchedStore(watch: 'fails at once' | 'fails later') {
  const disk = createMemoryDisk();
  const world = testWorld(disk.files, posixPlatform(0));
  const wakes: (() => void)[] = [];
  const surroundings = {
    ...world.surroundings,
    wait: (_: number, cancel?: { addEventListener(type: 'abort', listener: () => void): void }) =>
      new Promise<void>((resolve) => {
        wakes.push(resolve);
        cancel?.addEventListener('abort', resolve);
      }),
  };
  const failLater = (_folder: string, _changed: () => void, failed: () => void) => {
    setImmediate(failed);
    return () => {};
  };
  const files = watch === 'fails at once' ? disk.files : { ...disk.files, watch: failLater };
  const store = openFileStore('/store', { world: { ...world, files, surroundings } });
  const poll = async () => {
    await settle();
    for (const wake of wakes.splice(0)) wake();
    await settle();
  };
  return { store, poll };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test.for(['fails at once', 'fails later'] as const)(
  'watching %s: a look now and then finds the change, once',
  async (watch) => {
    const { store, poll } = watchedStore(watch);
    await store.compareAndSwap((await store.load()).revision, withGrants('one'));
    let heard = 0;
    const stop = store.subscribe(() => {
      heard += 1;
    });
    await poll();
    expect(heard).toBe(0);
    await store.compareAndSwap((await store.load()).revision, withGrants('two'));
    await poll();
    await poll();
    expect(heard).toBe(1);
    stop();
    await store.compareAndSwap((await store.load()).revision, withGrants('three'));
    await poll();
    expect(heard).toBe(1);
  },
);
