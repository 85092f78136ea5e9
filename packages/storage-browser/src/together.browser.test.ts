import { expect, onTestFinished, test, vi } from 'vitest';
import { forgetBrowserStore, openBrowserStore } from './open-browser-store.ts';
import { grantRun, grantRunAtLast, patternsIn } from './testing/documents.ts';
import { newName } from './testing/places.ts';
import { openInWorker } from './testing/worker-store.ts';

const place = () => {
  const name = newName();
  onTestFinished(async () => void (await forgetBrowserStore(name)));
  return name;
};

test('a window and seven workers add twenty grants each: all are there, each once', async () => {
  const name = place();
  const { store } = await openBrowserStore(name);
  const workers = await Promise.all(Array.from({ length: 7 }, () => openInWorker(name)));
  const words = (writer: number) => Array.from({ length: 20 }, (_, index) => `tool-${writer}-${index}`);
  const here = (async () => {
    for (const word of words(7)) await grantRunAtLast(store, word);
  })();
  await Promise.all([here, ...workers.map((worker, writer) => worker.grant(words(writer)))]);
  const all = Array.from({ length: 8 }, (_, writer) => words(writer)).flat();
  expect([...(await patternsIn(store))].sort()).toEqual(all.map((word) => `run ${word}`).sort());
  await Promise.all([store, ...workers].map((one) => one.close()));
});

test('X009: two tabs add the same pattern at once: one entry, and both are told that it holds', async () => {
  const name = place();
  const [one, two] = await Promise.all([openBrowserStore(name), openBrowserStore(name)]);
  const added = await Promise.all([one, two].map(({ store }) => grantRun(store, 'make')));
  expect(added.map((each) => 'result' in each && each.result.status).sort()).toEqual(['added', 'present']);
  expect(await patternsIn(one.store)).toEqual(['run make']);
  expect(await patternsIn(two.store)).toEqual(['run make']);
  await Promise.all([one, two].map(({ store }) => store.close()));
});

test('without Web Locks and without messages between tabs, nothing is lost either', async () => {
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('BroadcastChannel', undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  const name = place();
  const opened = await Promise.all(Array.from({ length: 4 }, () => openBrowserStore(name)));
  expect(opened[0]?.store.capabilities.watch).toBe(false);
  await Promise.all(opened.map(({ store }, index) => grantRunAtLast(store, `tool-${index}`)));
  for (const { store } of opened)
    expect([...(await patternsIn(store))].sort()).toEqual([0, 1, 2, 3].map((index) => `run tool-${index}`));
  await Promise.all(opened.map(({ store }) => store.close()));
});

test('a tab that holds the lock for ever keeps nobody from writing', async () => {
  const name = place();
  let release: () => void = () => {};
  void navigator.locks.request(
    `writ:${name}`,
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const { store } = await openBrowserStore(name);
  expect((await grantRun(store, 'make')).status).toBe('saved');
  release();
  await store.close();
});
