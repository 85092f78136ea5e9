import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { posixPlatform, windowsPlatform } from './platform.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { testWorld, withGrants } from './testing/test-world.ts';

test.for<[path: string, steps: readonly string[]]>([
  ['/', ['/']],
  ['/home/u/store', ['/', '/home', '/home/u', '/home/u/store']],
])('%s is reached through %j', ([path, steps]) => expect(posixPlatform(0).stepsTo(path)).toEqual(steps));

test.for<[path: string, steps: readonly string[]]>([
  ['C:\\Users\\u', ['C:\\', 'C:\\Users', 'C:\\Users\\u']],
  ['\\\\server\\share\\u', ['\\\\server\\share\\', '\\\\server\\share\\u']],
])('%s is reached through %j', ([path, steps]) => expect(windowsPlatform.stepsTo(path)).toEqual(steps));

test.for<[code: string | undefined, windows: boolean, posix: boolean]>([
  ['EPERM', true, false],
  ['EACCES', true, false],
  ['EBUSY', true, true],
  ['EIO', false, false],
  ['ENOSPC', false, false],
  [undefined, false, false],
])('%s may pass on Windows: %s, elsewhere: %s', ([code, windows, posix]) => {
  expect(windowsPlatform.mayPass(code)).toBe(windows);
  expect(posixPlatform(0).mayPass(code)).toBe(posix);
});

test.for<[code: string, windows: boolean, posix: boolean]>([
  ['EPERM', false, true],
  ['ENOTSUP', true, true],
  ['EEXIST', false, false],
  ['EIO', false, false],
])('%s says that there are no hard links on Windows: %s, elsewhere: %s', ([code, windows, posix]) => {
  expect(windowsPlatform.lacksLinks(code)).toBe(windows);
  expect(posixPlatform(0).lacksLinks(code)).toBe(posix);
});

test.for([{ windows: true }, { windows: true, hardLinks: false }])(
  '%j: a scanner holds the files for a moment: waited out',
  async (options) => {
    const disk = createMemoryDisk(options);
    const store = openFileStore('C:\\Users\\u\\store', { world: testWorld(disk.files, windowsPlatform) });
    for (let held = 0; held < 12; held += 1) {
      const { revision } = await store.load();
      disk.holdFor(held % 6);
      expect(await store.compareAndSwap(revision, withGrants(`grant-${held}`)), `held ${held % 6} times`).toMatchObject(
        { ok: true },
      );
    }
    expect(await store.load()).toMatchObject({ status: 'loaded', document: withGrants('grant-11') });
  },
);

test('on Windows, held for longer than anyone waits: an error, and the old document', async () => {
  const disk = createMemoryDisk({ windows: true });
  const store = openFileStore('C:\\store', { world: testWorld(disk.files, windowsPlatform) });
  await store.compareAndSwap((await store.load()).revision, withGrants('old'));
  const before = await store.load();
  disk.holdFor(1000);
  await expect(store.compareAndSwap(before.revision, withGrants('new'))).rejects.toMatchObject({ code: 'EPERM' });
  expect(await store.load()).toEqual(before);
});

test.for([{}, { windows: true }])(
  '%j: old generations go, the newest stay, and journals that are folded go too',
  async (options) => {
    const disk = createMemoryDisk(options);
    const isWindows = 'windows' in options;
    const folder = isWindows ? 'C:\\store' : '/store';
    const world = testWorld(disk.files, isWindows ? windowsPlatform : posixPlatform(0));
    const store = openFileStore(folder, { world });
    for (let index = 0; index < 200; index += 1) {
      await store.compareAndSwap((await store.load()).revision, withGrants(`grant-${index}`));
    }
    const generations = disk.names.filter((name) => name.includes('g-0'));
    expect(generations.length).toBe(64);
    expect(await store.load()).toMatchObject({ generation: 200, document: withGrants('grant-199') });
  },
);
