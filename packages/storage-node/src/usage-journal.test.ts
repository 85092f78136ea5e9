import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_DOCUMENT, foldUsage, readUsage, type UsageStamp } from '@writ/approvals';
import { expect, onTestFinished, test } from 'vitest';
import { type FileStore, openFileStore } from './file-store.ts';
import { grantCalled } from './testing/test-world.ts';

async function storeWith(...grants: readonly string[]): Promise<{ folder: string; store: FileStore; journal: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-journal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = openFileStore(folder, { sync: false });
  await store.compareAndSwap((await store.load()).revision, {
    ...EMPTY_DOCUMENT,
    grants: grants.map((id) => grantCalled(id)),
  });
  return { folder, store, journal: join(folder, 'usage-000001.log') };
}

const stamp = (grant: string, at: number, uses = 1): UsageStamp => ({ grant, at, uses, command: `run ${grant}` });

async function usesOf(store: FileStore, grant: string): Promise<number> {
  const loaded = await store.load();
  if (loaded.status !== 'loaded') throw new Error(loaded.status);
  return (await readUsage(store, loaded.document))[grant]?.uses ?? 0;
}

test('cut off at any byte: the whole lines before it count, and the next stamp is not lost', async () => {
  const { store, journal } = await storeWith('a');
  await store.journal?.append([stamp('a', 1), stamp('a', 2)]);
  const whole = await readFile(journal);
  const firstLineEnd = whole.indexOf('\n', 1) + 1;
  for (let length = 0; length < whole.length; length += 1) {
    await truncate(journal, 0);
    await appendFile(journal, whole.subarray(0, length));
    await store.journal?.append([stamp('a', 3, 10)]);
    const before = length >= whole.length - 1 ? 2 : length >= firstLineEnd - 1 ? 1 : 0;
    expect(await usesOf(store, 'a'), `cut to ${length} bytes`).toBe(before + 10);
  }
});

test('lines that were damaged are left out, all others count', async () => {
  const { store, journal } = await storeWith('a');
  await store.journal?.append([stamp('a', 1)]);
  await appendFile(
    journal,
    'garbage\n\0\0\0\n{"grant":"a","at":1,"uses":99}\n00000000 {"grant":"a","at":1,"uses":99}\n',
  );
  await store.journal?.append([stamp('a', 2)]);
  expect(await usesOf(store, 'a')).toBe(2);
});

test('folding changes nothing about the usage, and counts nothing twice', async () => {
  const { store } = await storeWith('a', 'b');
  await store.journal?.append([stamp('a', 1), stamp('b', 2, 5)]);
  const before = await readUsageOf(store);
  expect(await store.compact()).toMatchObject({ ok: true });
  expect(await readUsageOf(store)).toEqual(before);
  expect(await store.journal?.read()).toEqual([]);
  await store.journal?.append([stamp('a', 9)]);
  await store.compact();
  expect(await usesOf(store, 'a')).toBe(2);
});

test('with nothing to fold nothing is written', async () => {
  const { store } = await storeWith('a');
  const { revision } = await store.load();
  expect(await store.compact()).toEqual({ ok: true, revision });
});

test('a stamp that comes after its grant was removed brings nothing back', async () => {
  const { store } = await storeWith('a');
  const loaded = await store.load();
  await store.compareAndSwap(loaded.revision, EMPTY_DOCUMENT);
  await store.journal?.append([stamp('a', 5)]);
  await store.compact();
  expect(await store.load()).toMatchObject({ document: EMPTY_DOCUMENT });
});

test('a large journal is folded by itself, and large files give way to new ones', async () => {
  const { store, folder } = await storeWith('a');
  const many = Array.from({ length: 4000 }, (_, index) => stamp('a', index));
  for (let round = 0; round < 12; round += 1) await store.journal?.append(many);
  expect(await usesOf(store, 'a')).toBe(48_000);
  const loaded = await store.load();
  expect(loaded.status === 'loaded' && loaded.document.usage.a?.uses).toBe(48_000);
  await expect(readFile(join(folder, 'usage-000001.log'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('without its folder there is no usage, and no failure', async () => {
  const store = openFileStore('/nonexistent/writ-store');
  expect(await store.journal?.read()).toEqual([]);
});

test('folding in memory and folding on disk agree', async () => {
  const { store } = await storeWith('a', 'b');
  const stamps = [stamp('a', 5), stamp('b', 3), stamp('a', 2, 4), stamp('gone', 9)];
  await store.journal?.append(stamps);
  await store.compact();
  const loaded = await store.load();
  const document = { ...EMPTY_DOCUMENT, grants: [grantCalled('a'), grantCalled('b')] };
  expect(loaded).toMatchObject({ document: foldUsage(document, stamps) });
});

async function readUsageOf(store: FileStore) {
  const loaded = await store.load();
  return loaded.status === 'loaded' ? readUsage(store, loaded.document) : undefined;
}
