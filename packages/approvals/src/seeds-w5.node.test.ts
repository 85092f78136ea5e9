import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { applicableGrants } from './applicable.ts';
import { EMPTY_DOCUMENT } from './document.ts';
import { addGrant, draftOf } from './grants.ts';
import { createMemory, createMemoryStore } from './memory-store.ts';
import { MISSING_REVISION } from './revision.ts';
import { createHarness, grantFor } from './testing/harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { createHastySurroundings, START } from './testing/test-surroundings.ts';
import { compileToy, draftFor } from './testing/toy-patterns.ts';
import { updateStore } from './update-store.ts';
import { foldUsage } from './usage.ts';

const surroundings = createHastySurroundings();

/** A store with these bytes. */
function storeWith(text?: string) {
  const memory = createMemory();
  memory.text = text;
  return { memory, store: createMemoryStore(memory) };
}

const add = (store: ReturnType<typeof createMemoryStore>, pattern: string, more = {}) =>
  updateStore(store, (document) => addGrant(document, draftFor(pattern, more), surroundings), surroundings);

/** Damaged in this way it is refused in full, whoever asks, and kept as it is. */
const damaged = (text: string) => async () => {
  const { memory, store } = storeWith(text);
  expect(await store.load()).toMatchObject({ status: 'invalid' });
  expect(await add(store, 'git *')).toMatchObject({ status: 'invalid' });
  const harness = createHarness({ allow: ['ls'] }, { store });
  harness.posture = { kind: 'never' };
  expect((await harness.run('ls')).outcome).toBe('refuse');
  expect(memory.text).toBe(text);
};

const namesFor = (agent: string | undefined, grants: readonly ReturnType<typeof grantFor>[]) =>
  applicableGrants(
    { ...EMPTY_DOCUMENT, grants },
    { roots: ['/repo'], ...(agent === undefined ? {} : { agent }) },
    START,
  ).map((grant) => grant.id);

const forAgent = (id: string, pattern: string, agent: string) =>
  grantFor(id, pattern, { scope: { workspace: '/repo', agent } });

runSeedRows('W5', {
  checks: {
    W140: async () => {
      const { memory, store } = storeWith();
      expect(await store.load()).toEqual({ status: 'missing', revision: MISSING_REVISION });
      expect(memory.text).toBeUndefined();
    },
    W142: damaged('{"version":1,'),
    W143: async () => {
      for (const version of ['', '"version":0,', '"version":2,']) await damaged(`{${version}"grants":[]}`)();
    },
    W144: damaged(JSON.stringify({ ...EMPTY_DOCUMENT, grants: [{ ...grantFor('g', 'x'), origin: 1 }] })),
    W154: () => expect(namesFor('main', [grantFor('rg', 'rg'), forAgent('git', 'git', 'main')])).toEqual(['rg', 'git']),
    W156: () => expect(draftOf('', { scope: {}, origin: 'person' }, compileToy)).toMatchObject({ ok: false }),
    W161: async () => {
      const document = {
        ...EMPTY_DOCUMENT,
        grants: [grantFor('g', 'x')],
        usage: { g: { uses: 1, lastUsedAt: 1.5e12 } },
      };
      const { store } = storeWith(JSON.stringify(document));
      expect(await store.load()).toMatchObject({ document: { usage: { g: { lastUsedAt: 1.5e12 } } } });
    },
    W162: async () => {
      const { memory, store } = storeWith();
      await add(store, 'git *');
      expect(memory.text).not.toContain('null');
    },
    W163: async () => {
      const { store } = storeWith();
      await add(store, 'C:\\a\\b.exe');
      expect(await store.load()).toMatchObject({
        document: { grants: [{ id: expect.stringMatching(/./), pattern: 'C:\\a\\b.exe' }], usage: {} },
      });
    },
    W164: async () => {
      const { store } = storeWith();
      await add(store, 'C:\\A.exe');
      const again = await updateStore(
        store,
        (document) => addGrant(document, draftFor('c:\\a.EXE'), surroundings, { foldCase: true }),
        surroundings,
      );
      expect(again).toMatchObject({ status: 'unchanged', result: { status: 'present' } });
    },
    W165: () => {
      for (const blank of ['', '   '])
        expect(draftOf(blank, { scope: {}, origin: 'person' }, compileToy)).toMatchObject({ ok: false });
    },
    W166: async () => {
      const { memory, store } = storeWith();
      expect(await add(store, 'git *')).toMatchObject({ status: 'saved', result: { status: 'added' } });
      expect(memory.text).toContain('git *');
    },
    W167: damaged('not json'),
    W169: () => expect(namesFor('new', [forAgent('g', 'git', 'new')])).toEqual(['g']),
    W170: async () => {
      const { store } = storeWith();
      await Promise.all(Array.from({ length: 5 }, () => add(store, 'git *')));
      expect(await store.load()).toMatchObject({ document: { grants: [{ pattern: 'git *' }] } });
      const loaded = await store.load();
      expect(loaded.status === 'loaded' && loaded.document.grants.length).toBe(1);
    },
    W171: async () => {
      const { store } = storeWith();
      const blocked = { ...store, compareAndSwap: () => Promise.reject(new Error('EBUSY')) };
      expect(await add(blocked, 'git *')).toEqual({ status: 'failed', problem: 'EBUSY', indeterminate: false });
    },
    W173: () => {
      expect(foldUsage(EMPTY_DOCUMENT, [{ grant: 'absent', at: 1, uses: 1 }])).toBe(EMPTY_DOCUMENT);
    },
    W174: () => {
      const document = { ...EMPTY_DOCUMENT, grants: [grantFor('a', 'x'), grantFor('b', 'y')] };
      const stamped = foldUsage(document, [{ grant: 'a', at: 5, uses: 1, command: 'x', path: '/usr/bin/x' }]);
      expect(stamped.usage).toEqual({
        a: { uses: 1, lastUsedAt: 5, lastUsedCommand: 'x', lastResolvedPath: '/usr/bin/x' },
      });
      expect(stamped.grants).toBe(document.grants);
    },
    W175: async () => {
      const harness = createHarness({}, { grants: [grantFor('all', 'make')] });
      await harness.run('make');
      await harness.coordinator.close();
      expect(Object.keys((await harness.document()).usage)).toEqual(['all']);
    },
    W177: async () => {
      const harness = createHarness({}, { grants: [grantFor('a', 'make a'), grantFor('b', 'make b')] });
      await harness.run('make b');
      await harness.coordinator.close();
      expect(Object.keys((await harness.document()).usage)).toEqual(['b']);
    },
    W178: async () => {
      const { memory, store } = storeWith();
      await add(store, 'git *');
      expect((await store.load()).revision).toBe(
        createHash('sha256')
          .update(memory.text ?? '')
          .digest('hex'),
      );
    },
    W179: async () => {
      const { store } = storeWith();
      await add(store, 'git *');
      expect(await store.compareAndSwap(MISSING_REVISION, EMPTY_DOCUMENT)).toMatchObject({
        ok: false,
        why: 'conflict',
      });
    },
    W180: () => expect(MISSING_REVISION).toBe(`missing:${createHash('sha256').update('').digest('hex')}`),
  },
  elsewhere: {
    'nothing is created by looking; the first write creates': ['W141', 'W147'],
    'a folder, a link or a second name in the place of a file: storage-node (trusted-path.test.ts)': ['W145', 'W188'],
    'nothing temporary is left: storage-node (trusted-path.test.ts, commit-faults.test.ts)': ['W168'],
    'settings by agent: the import says which posture a host is to be given (cli, openclaw-posture.test.ts)': [
      ...['W146', 'W148', 'W149', 'W150', 'W151', 'W152', 'W153', 'W157', 'W158', 'W159'],
    ],
    'a socket protocol we do not have': ['W160'],
    'letter case of grants follows the platform: foldCase, shown by W164 and M046': ['W155'],
    'grants from prompts always carry their words; there is no pattern of a program alone to refuse': ['W172'],
    'of two grants that cover an act, the one that answered is stamped': ['W176'],
    'remote changes come through the command line or a host': ['W181', 'W182', 'W183'],
    'moving an old folder: there is none before this version': ['W184', 'W185', 'W186', 'W187'],
  },
});
