import { afterEach, describe, expect, test } from 'vitest';
import { checkDocument, EMPTY_DOCUMENT, type Grant, type StoreDocument } from './document.ts';
import { MISSING_REVISION } from './revision.ts';
import type { Loaded, Store, StoreCapabilities } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { runApprovalTests } from './testing/approval-contract.ts';
import { updateStore } from './update-store.ts';
import { foldUsage } from './usage.ts';

/** A place where stores keep their bytes; every store opened on it sees the same ones. */
export interface StorePlace {
  open(): Promise<Store>;
  /** Spoils the stored bytes, as a disk or an editor might. */
  damage?(): Promise<void>;
}

/** What an adapter brings to its test. */
export interface StoreKit<P extends StorePlace> {
  /** A new place in which nothing was ever written. */
  create(): Promise<P>;
  destroy?(place: P): Promise<void>;
  readonly capabilities: StoreCapabilities;
}

/** The one contract every store adapter passes. What an adapter cannot do is shown as skipped. */
export function runStoreTests<P extends StorePlace>(name: string, kit: StoreKit<P>): void {
  const places: P[] = [];
  const stores: Store[] = [];
  const place = async () => {
    const created = await kit.create();
    places.push(created);
    return created;
  };
  const openOn = async (where: P) => {
    const store = await where.open();
    stores.push(store);
    return store;
  };
  const open = async () => openOn(await place());

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await Promise.all(places.splice(0).map((created) => kit.destroy?.(created)));
  });

  describe(`the store contract: ${name}`, () => {
    test('says what it can do', async () => {
      expect((await open()).capabilities).toEqual(kit.capabilities);
    });

    test('nothing was ever written: missing, with the revision that stands for it', async () => {
      const store = await open();
      expect(await store.load()).toEqual({ status: 'missing', revision: MISSING_REVISION });
      expect(await store.load()).toEqual({ status: 'missing', revision: MISSING_REVISION });
    });

    test('what was swapped in is loaded, field by field', async () => {
      const store = await open();
      const swapped = await store.compareAndSwap(MISSING_REVISION, FULL);
      const loaded = await store.load();
      expect(swapped).toEqual({ ok: true, revision: loaded.revision });
      expect(documentOf(loaded)).toEqual(FULL);
    });

    test('unknown fields survive', async () => {
      const store = await open();
      const grants = [{ ...grantCalled('one'), colour: 'blue' }];
      const document = { ...EMPTY_DOCUMENT, grants, plans: { later: [1, null, 'ü'] } };
      await store.compareAndSwap(MISSING_REVISION, document);
      expect(documentOf(await store.load())).toEqual(document);
    });

    test('names that mean something to JavaScript are only names', async () => {
      const store = await open();
      const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '7', '07'];
      const records = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
      const document = {
        ...withGrants(...names),
        usage: records({ uses: 1, lastUsedAt: 5 }),
        tombstones: records(5),
        counters: JSON.parse('{"__proto__":{"seconds":60,"times":[1]},"constructor":{"seconds":null,"times":[]}}'),
      } as StoreDocument;
      await store.compareAndSwap(MISSING_REVISION, document);
      expect(JSON.stringify(documentOf(await store.load()))).toBe(JSON.stringify(document));
    });

    test('any text comes back as it was: line ends, NUL, half characters, other alphabets', async () => {
      const store = await open();
      const texts = ['a\nb\r\n', 'a\u0000b', 'a\uD800b', '\u2028\u2029', '\uFEFFx', 'é e\u0301', '漢字 👩‍🚀', '\\"\''];
      const grants = texts.map((text, index) => ({ ...grantCalled(`g-${index}`), pattern: `run ${text}` }));
      await store.compareAndSwap(MISSING_REVISION, { ...EMPTY_DOCUMENT, grants });
      expect(documentOf(await store.load()).grants).toEqual(grants);
    });

    test('a revision changes with every change, and only then', async () => {
      const store = await open();
      const first = await swapTo(store, withGrants('one'));
      expect((await store.load()).revision).toBe(first);
      const second = await swapTo(store, withGrants('one', 'two'));
      expect(second).not.toBe(first);
    });

    test('the loser of a swap gets what is there now, and has changed nothing', async () => {
      const store = await open();
      await swapTo(store, withGrants('one'));
      const lost = await store.compareAndSwap(MISSING_REVISION, withGrants('two'));
      expect(lost).toEqual({ ok: false, why: 'conflict', current: await store.load() });
      expect(namesIn(await store.load())).toEqual(['one']);
    });

    test('an old revision does not come back', async () => {
      const store = await open();
      const first = await swapTo(store, withGrants('one'));
      await swapTo(store, withGrants('two'));
      expect(await store.compareAndSwap(first, withGrants('three'))).toMatchObject({ ok: false, why: 'conflict' });
    });

    test('a document that is not valid is never written', async () => {
      const store = await open();
      const nonsense = { ...EMPTY_DOCUMENT, grants: [{ id: 'x' }] } as unknown as StoreDocument;
      await expect(store.compareAndSwap(MISSING_REVISION, nonsense)).rejects.toThrow();
      expect((await store.load()).status).toBe('missing');
    });

    test('what is loaded belongs to the caller: changing it changes nothing stored', async () => {
      const store = await open();
      await swapTo(store, withGrants('one'));
      const loaded = documentOf(await store.load());
      try {
        (loaded.grants as Grant[]).length = 0;
      } catch {
        // A frozen document is a fine way to keep the promise.
      }
      expect(namesIn(await (await openOn(places[0] as P)).load())).toEqual(['one']);
    });

    test('forty updates at once: each is there exactly once', async () => {
      const store = await open();
      const names = Array.from({ length: 40 }, (_, index) => `grant-${index}`);
      await Promise.all(names.map((grant) => addUntilSaved(store, grant)));
      expect([...namesIn(await store.load())].sort()).toEqual([...names].sort());
    });

    test('a listener hears of a change, and not after it stopped listening', async () => {
      const store = await open();
      let heard = 0;
      const stop = store.subscribe(() => (heard += 1));
      await swapTo(store, withGrants('one'));
      await until(() => heard > 0);
      stop();
      const before = heard;
      await swapTo(store, withGrants('two'));
      expect(heard).toBe(before);
    });

    test('an uploaded document of ten thousand grants comes back whole', async () => {
      const store = await open();
      const document = withGrants(...Array.from({ length: 10_000 }, (_, index) => `grant-${index}`));
      await swapTo(store, document);
      expect(documentOf(await store.load())).toEqual(document);
    });

    const both = kit.capabilities.crossProcess ? test : test.skip;
    both('two stores on one place: both updates of a race are there', async () => {
      const where = await place();
      const [one, two] = [await openOn(where), await openOn(where)];
      await Promise.all([addUntilSaved(one, 'one'), addUntilSaved(two, 'two')]);
      expect([...namesIn(await one.load())].sort()).toEqual(['one', 'two']);
      expect(await two.load()).toEqual(await one.load());
    });

    const watched = kit.capabilities.watch && kit.capabilities.crossProcess ? test : test.skip;
    watched('a listener hears of a change made through another store', async () => {
      const where = await place();
      const [one, two] = [await openOn(where), await openOn(where)];
      await swapTo(one, withGrants('one'));
      let heard = 0;
      one.subscribe(() => (heard += 1));
      await swapTo(two, withGrants('one', 'two'));
      await until(() => heard > 0);
      expect(namesIn(await one.load())).toEqual(['one', 'two']);
    });

    const durable = kit.capabilities.durable ? test : test.skip;
    durable('what was acknowledged is there after closing and opening again', async () => {
      const where = await place();
      const store = await openOn(where);
      const revision = await swapTo(store, FULL);
      await store.close();
      const again = await (await openOn(where)).load();
      expect(again.revision).toBe(revision);
      expect(documentOf(again)).toEqual(FULL);
    });

    test('damaged bytes are invalid, say so in one line, and are never written over', async ({ skip }) => {
      const where = await place();
      const store = await openOn(where);
      await swapTo(store, withGrants('one'));
      if (where.damage === undefined) return skip('this adapter offers no way to damage its bytes');
      await where.damage();
      const loaded = await (await openOn(where)).load();
      expect(loaded).toMatchObject({ status: 'invalid', problem: expect.stringMatching(/^[^\n]+$/) });
      const swapped = await store.compareAndSwap(loaded.revision, withGrants('two'));
      expect(swapped).toMatchObject({ ok: false, why: 'conflict', current: { status: 'invalid' } });
      expect((await store.load()).status).toBe('invalid');
    });

    test('stamps in the journal are read back in order, and are no change of the document', async ({ skip }) => {
      const store = await open();
      if (store.journal === undefined) return skip('this adapter keeps usage in the document');
      const revision = await swapTo(store, withGrants('one'));
      await store.journal.append([{ grant: 'one', at: 5, uses: 2, command: 'ls "ü"' }]);
      await store.journal.append([{ grant: 'one', at: 7, uses: 1 }]);
      const stamps = await store.journal.read();
      const usage = foldUsage(documentOf(await store.load()), stamps).usage;
      expect(usage).toEqual({ one: { uses: 3, lastUsedAt: 7, lastUsedCommand: 'ls "ü"' } });
      expect((await store.load()).revision).toBe(revision);
    });

    runApprovalTests(
      {
        open: async () => {
          const where = await place();
          const store = await openOn(where);
          return [store, kit.capabilities.crossProcess ? await openOn(where) : store];
        },
        reopen: async () => {
          await Promise.all(stores.splice(0).map((store) => store.close()));
          return openOn(places[0] as P);
        },
      },
      kit.capabilities,
      TEST_SURROUNDINGS,
    );
  });
}

/** Adds a grant, trying again for as long as others keep winning. */
async function addUntilSaved(store: Store, name: string): Promise<void> {
  for (;;) {
    const updated = await updateStore(
      store,
      (document) => ({ document: { ...document, grants: [...document.grants, grantCalled(name)] }, result: undefined }),
      TEST_SURROUNDINGS,
    );
    if (updated.status === 'saved') return;
    if (updated.status !== 'conflict') throw new Error(`${updated.status}`);
  }
}

declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

/** Real time, and randomness good enough to spread tries. */
const TEST_SURROUNDINGS: Surroundings = {
  now: () => Date.now(),
  randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(Math.random() * 256)),
  wait: sleep,
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5); // The test's own time limit ends this when it never comes true.
}

async function swapTo(store: Store, document: StoreDocument): Promise<string> {
  const swapped = await store.compareAndSwap((await store.load()).revision, document);
  if (!swapped.ok) throw new Error(`could not write: ${swapped.why}`);
  return swapped.revision;
}

function documentOf(loaded: Loaded): StoreDocument {
  if (loaded.status !== 'loaded') throw new Error(`the store is ${loaded.status}`);
  expect(checkDocument(loaded.document).ok).toBe(true);
  return loaded.document;
}

const namesIn = (loaded: Loaded) => documentOf(loaded).grants.map((grant) => grant.id);

const grantCalled = (id: string): Grant => ({
  id,
  pattern: `run ${id}`,
  target: { kind: 'run', commands: [[{ kind: 'word', word: [id] }]], except: [] },
  scope: { workspace: '/repo' },
  origin: 'person',
  createdAt: 1_700_000_000_000,
});

const withGrants = (...ids: string[]): StoreDocument => ({ ...EMPTY_DOCUMENT, grants: ids.map(grantCalled) });

const FULL: StoreDocument = {
  version: 1,
  grants: [{ ...grantCalled('one'), expiresAt: 1_800_000_000_000.5, maxUses: 3, exact: '00ff' }],
  usage: {
    one: { uses: 2, lastUsedAt: 1.5e12, lastUsedCommand: 'echo "ü" 🙂 \u2028', lastResolvedPath: '/usr/bin/echo' },
  },
  answers: [
    {
      id: 'no',
      pattern: 'read **/.env',
      target: {
        kind: 'file',
        subjects: ['read'],
        paths: [{ anchor: 'any', path: [{ wild: '**' }, '/.env'] }],
        except: [],
      },
      scope: {},
      origin: 'prompt',
      createdAt: 1,
      because: 'secrets',
    },
  ],
  approvals: [{ id: 'apr_1', status: 'pending', history: [] }],
  counters: { pushes: { seconds: 3600, times: [1, 2] }, 'grant:one': { seconds: null, times: [3] } },
  tombstones: { gone: 4 },
};
