import { EMPTY_DOCUMENT as EMPTY } from '@writ/approvals';
import { promisifyRequest } from 'idb-keyval';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { databaseName } from './browser-store.ts';
import { forgetBrowserStore, openBrowserStore, persist } from './open-browser-store.ts';
import { problemOf } from './problem.ts';
import { grantRun, patternsIn } from './testing/documents.ts';
import { newName } from './testing/places.ts';

afterEach(() => vi.unstubAllGlobals());

const upgrade = (name: string, version: number): Promise<IDBDatabase> => {
  const request = indexedDB.open(databaseName(name), version);
  request.onupgradeneeded = () =>
    request.result.objectStoreNames.contains('writ') || request.result.createObjectStore('writ');
  return promisifyRequest(request);
};

test('no IndexedDB: nothing is kept, and every use says why', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const opened = await openBrowserStore(newName());
  expect(opened).toMatchObject({ kept: 'nothing', problem: { kind: 'missing' } });
  expect(await opened.store.load().catch(problemOf)).toEqual(opened.problem);
  expect(await grantRun(opened.store, 'make')).toMatchObject({ status: 'failed', problem: opened.problem?.text });
});

test('no IndexedDB, and memory was asked for: it is used, and said', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const opened = await openBrowserStore(newName(), { fallback: 'memory' });
  expect(opened).toMatchObject({ kept: 'memory', problem: { kind: 'missing' } });
  expect(opened.store.capabilities.durable).toBe(false);
  await grantRun(opened.store, 'make');
  expect(await patternsIn(opened.store)).toEqual(['run make']);
});

test.for(['SecurityError', 'InvalidStateError'])(
  'opening fails with %s: denied, and memory only when asked',
  async (name) => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        const request = { error: new DOMException('no', name), onerror: () => {} };
        queueMicrotask(() => request.onerror());
        return request;
      },
    });
    expect(await openBrowserStore(newName())).toMatchObject({ kept: 'nothing', problem: { kind: 'denied' } });
    expect(await openBrowserStore(newName(), { fallback: 'memory' })).toMatchObject({ kept: 'memory' });
  },
);

test('another tab that does not let go: blocked, and fine once it does', async () => {
  const name = newName();
  const holder = await upgrade(name, 1);
  const request = indexedDB.deleteDatabase(databaseName(name)); // It waits for the holder, and whoever opens waits for it.
  const opened = await openBrowserStore(name, { openMs: 50, fallback: 'memory' });
  expect(opened).toMatchObject({ kept: 'database', problem: { kind: 'blocked' } });
  expect(await grantRun(opened.store, 'make')).toMatchObject({ status: 'failed' });
  holder.close();
  await promisifyRequest(request);
  await vi.waitFor(async () => expect((await grantRun(opened.store, 'make')).status).toBe('saved'));
  onTestFinished(() => opened.store.close());
});

test('a newer program upgrades the database: we let go, and say so', async () => {
  const name = newName();
  const opened = await openBrowserStore(name);
  await grantRun(opened.store, 'make');
  (await upgrade(name, 2)).close();
  expect(await opened.store.load().catch(problemOf)).toMatchObject({ kind: 'newer' });
  expect(await openBrowserStore(name, { fallback: 'memory' })).toMatchObject({
    problem: { kind: 'newer' },
    kept: 'database',
  });
  await opened.store.close();
});

test('no room: nothing is changed, and what was there is still there', async () => {
  const name = newName();
  const { store } = await openBrowserStore(name);
  await grantRun(store, 'make');
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const full = await store.compareAndSwap((await store.load()).revision, EMPTY).catch(problemOf);
  put.mockRestore();
  expect(full).toMatchObject({ kind: 'quota' });
  expect(await patternsIn(store)).toEqual(['run make']);
  await store.close();
  await forgetBrowserStore(name);
});

test('a write that takes too long is taken back, and is not there later', async () => {
  const name = newName();
  const { store: patient } = await openBrowserStore(name);
  await grantRun(patient, 'make');
  await patient.close();
  const { store } = await openBrowserStore(name, { writeMs: 50 });
  const { revision } = await store.load();
  const other = await upgrade(name, 1);
  const busy = other.transaction('writ', 'readwrite');
  let isBusy = true;
  const keepBusy = () => {
    if (isBusy) busy.objectStore('writ').get('x').onsuccess = keepBusy;
  };
  keepBusy();
  expect(await store.compareAndSwap(revision, EMPTY).catch(problemOf)).toMatchObject({ kind: 'blocked' });
  isBusy = false;
  await promisifyRequest(busy);
  other.close();
  expect(await patternsIn(store)).toEqual(['run make']);
  await store.close();
});

test('the browser is asked to keep the data, and its answer is told', async () => {
  expect(['persistent', 'refused']).toContain(await persist());
  vi.stubGlobal('navigator', { storage: undefined });
  expect(await persist()).toBe('unsupported');
});
