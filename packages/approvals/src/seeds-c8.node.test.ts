import { expect } from 'vitest';
import { EMPTY_DOCUMENT } from './document.ts';
import { addGrant } from './grants.ts';
import { createMemory, createMemoryStore } from './memory-store.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { createHastySurroundings } from './testing/test-surroundings.ts';
import { draftFor } from './testing/toy-patterns.ts';
import { updateStore } from './update-store.ts';

const surroundings = createHastySurroundings();
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `C${from + index}`);

runSeedRows('C8', {
  checks: {
    C294: async () => expect(await createMemoryStore().load()).toMatchObject({ status: 'missing' }),
    C295: async () => {
      const memory = createMemory();
      memory.text = 'not = [a document';
      const added = await updateStore(
        createMemoryStore(memory),
        (document) => addGrant(document, draftFor('git *'), surroundings),
        surroundings,
      );
      expect(added).toMatchObject({ status: 'invalid' });
      expect(memory.text).toBe('not = [a document');
    },
    C297: async () => {
      const memory = createMemory();
      const [mine, other] = [createMemoryStore(memory), createMemoryStore(memory)];
      const add = (store: typeof mine) =>
        updateStore(store, (document) => addGrant(document, draftFor('git *'), surroundings), surroundings);
      await add(other);
      expect(await add(mine)).toMatchObject({ status: 'unchanged', result: { status: 'present' } });
    },
    C299: () => {
      const everywhere = draftFor('git *', { scope: {} });
      expect(addGrant(EMPTY_DOCUMENT, everywhere, surroundings).result).toMatchObject({ status: 'refused' });
      expect(addGrant(EMPTY_DOCUMENT, { ...everywhere, widen: true }, surroundings).result).toMatchObject({
        status: 'added',
      });
      expect(addGrant(EMPTY_DOCUMENT, draftFor('**'), surroundings).result).toMatchObject({ status: 'refused' });
    },
    C300: async () => {
      const memory = createMemory();
      const store = createMemoryStore(memory);
      const before = await store.load();
      await updateStore(store, (document) => addGrant(document, draftFor('git *'), surroundings), surroundings);
      const text = memory.text;
      expect(await store.compareAndSwap(before.revision, EMPTY_DOCUMENT)).toMatchObject({ ok: false, why: 'conflict' });
      expect(memory.text).toBe(text);
    },
  },
  elsewhere: {
    'links and permission bits: storage-node (trusted-path.test.ts)': ['C296', 'C301'],
    'comments live in policy text: the formatter keeps them (dsl)': ['C298'],
    'what commands do: engine and std': ids(302, 313),
    'hosts: the engine matches': ids(314, 317),
    'a grant holds exact words; grouping is a pattern someone wrote': ['C318', 'C321'],
    'canonical requests and tool aliases: the engine and its bindings': ['C319', 'C320'],
    'replay of receipts: the audit chain (audit.test.ts)': ['C322'],
    'how shells read text: the engine': ids(323, 325),
  },
});
