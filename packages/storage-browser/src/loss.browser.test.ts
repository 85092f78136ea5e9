import { EMPTY_DOCUMENT } from '@writ/approvals';
import { promisifyRequest } from 'idb-keyval';
import { expect, onTestFinished, test } from 'vitest';
import { type BrowserStore, databaseName } from './browser-store.ts';
import { forgetBrowserStore, openBrowserStore } from './open-browser-store.ts';
import type { StoredRecord } from './record.ts';
import { grantRun, patternsIn } from './testing/documents.ts';
import { contents, newName, spoil } from './testing/places.ts';

const open = async (name: string): Promise<BrowserStore> => {
  const opened = await openBrowserStore(name);
  if (opened.kept !== 'database') throw new Error(opened.problem.text);
  onTestFinished(async () => {
    await opened.store.close();
    await forgetBrowserStore(name);
  });
  return opened.store;
};
const deleteUnder = (name: string) => promisifyRequest(indexedDB.deleteDatabase(databaseName(name)));

const BY = {
  localStorage: (name: string) =>
    caches.open('writ-witness').then((cache) => cache.delete(`https://witness.invalid/${name}`)),
  caches: async (name: string) => localStorage.removeItem(`writ-witness:${name}`),
  'the open page': async (name: string) => {
    await BY.localStorage(name);
    await BY.caches(name);
  },
};

test.for(Object.keys(BY) as (keyof typeof BY)[])('a deleted database is noticed by %s alone', async (place) => {
  const name = newName();
  const store = await open(name);
  await grantRun(store, 'make');
  await BY[place](name);
  await deleteUnder(name);
  const later = place === 'the open page' ? store : await open(name);
  expect(await later.inspect()).toMatchObject({ state: 'lost', expected: 1 });
  expect(await patternsIn(later)).toMatch(/the browser lost answers that were kept here/);
  expect((await grantRun(later, 'ls')).status).toBe('invalid');
  expect((await later.inspect()).state).toBe('lost');
});

test('an older state that came back is noticed, and is what a restore can offer', async () => {
  const name = newName();
  const store = await open(name);
  await grantRun(store, 'make');
  const old = (await contents(name)).answers;
  await grantRun(store, 'ls');
  await spoil(name, () => old);
  const again = await open(name);
  const state = await again.inspect();
  if (state.state !== 'lost' || state.found === undefined) throw new Error(state.state);
  expect(state).toMatchObject({ expected: 2, found: { grants: [{ pattern: 'run make' }] } });
  expect(await again.restore(state.found)).toMatchObject({ ok: true });
  expect(await patternsIn(again)).toEqual(['run make']);
  expect(await again.inspect()).toMatchObject({ state: 'kept', generation: 3 });
});

test('after a loss, an export is put back once, by whoever is first', async () => {
  const name = newName();
  const store = await open(name);
  await grantRun(store, 'make');
  const loaded = await store.load();
  if (loaded.status !== 'loaded') throw new Error(loaded.status);
  await deleteUnder(name);
  const other = await open(name);
  expect(await store.restore(loaded.document)).toMatchObject({ ok: true });
  expect(await other.restore(EMPTY_DOCUMENT)).toMatchObject({
    ok: false,
    why: 'conflict',
    current: { status: 'loaded' },
  });
  expect(await patternsIn(other)).toEqual(['run make']);
});

test.for<[string, (record: StoredRecord) => unknown]>([
  ['half the text', (record) => ({ ...record, text: record.text.slice(0, record.text.length / 2) })],
  ['one more grant', (record) => ({ ...record, text: record.text.replace('make', 'rm') })],
  ['a number', () => 7],
  ['an empty object', () => ({})],
])('edited to %s: reported, allowing nothing, and kept when replaced', async ([, change]) => {
  const name = newName();
  const store = await open(name);
  await grantRun(store, 'make');
  await spoil(name, change);
  const { answers: spoilt } = await contents(name);
  expect(await patternsIn(store)).toMatch(/^the stored answers cannot be used: /);
  expect((await grantRun(store, 'ls')).status).toBe('invalid');
  expect((await contents(name)).answers).toEqual(spoilt);
  expect(await store.restore(EMPTY_DOCUMENT)).toMatchObject({ ok: true });
  expect(await patternsIn(store)).toEqual([]);
  expect((await contents(name))['set aside before write 2']).toEqual(spoilt);
});

test('no restore where nothing is lost', async () => {
  const store = await open(newName());
  expect(await store.restore(EMPTY_DOCUMENT)).toMatchObject({ ok: false, current: { status: 'missing' } });
  await grantRun(store, 'make');
  expect(await store.restore(EMPTY_DOCUMENT)).toMatchObject({ ok: false, current: { status: 'loaded' } });
  expect(await patternsIn(store)).toEqual(['run make']);
});

test('what was forgotten on purpose is not lost', async () => {
  const name = newName();
  const store = await open(name);
  await grantRun(store, 'make');
  await store.close();
  expect(await forgetBrowserStore(name)).toEqual({ ok: true });
  expect(await patternsIn(await open(name))).toEqual([]);
});
