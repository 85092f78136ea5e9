import { EMPTY_DOCUMENT, foldUsage, type Loaded, type StoreDocument, type UsageStamp } from '@writ/approvals';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { posixPlatform } from './platform.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { grantCalled, testWorld } from './testing/test-world.ts';

/** The naive store: a variable and a list. */
interface Model {
  document: StoreDocument | undefined;
  stamps: UsageStamp[];
}

type Step =
  | { readonly does: 'write' | 'write from an old state'; readonly by: number; readonly grant: string }
  | { readonly does: 'stamp'; readonly by: number; readonly grant: string; readonly uses: number }
  | { readonly does: 'compact' | 'open anew'; readonly by: number };

const by = fc.integer({ min: 0, max: 1 });
const grant = fc.constantFrom('a', 'b', 'c', 'd');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('write' as const), by, grant }),
  fc.record({ does: fc.constant('write from an old state' as const), by, grant }),
  fc.record({ does: fc.constant('stamp' as const), by, grant, uses: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ does: fc.constantFrom('compact' as const, 'open anew' as const), by }),
);

test.for([{ hardLinks: true }, { hardLinks: false }])(
  'two stores on one disk (%j) are one variable and one list',
  async (options) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const disk = createMemoryDisk(options);
        const open = (process: number) =>
          openFileStore('/store', { world: testWorld(disk.files, posixPlatform(0), process + 1) });
        const stores = [open(0), open(1)];
        const model: Model = { document: undefined, stamps: [] };
        let old: Loaded = await open(0).load();
        for (const one of steps) {
          const store = stores[one.by] ?? open(one.by);
          const now = await store.load();
          if (one.does === 'write') {
            const next = toggled(now, one.grant);
            expect(await store.compareAndSwap(now.revision, next)).toMatchObject({ ok: true });
            model.document = toggledModel(model, one.grant);
            old = now;
          } else if (one.does === 'write from an old state') {
            const isOld = old.revision !== now.revision;
            const swapped = isOld ? await store.compareAndSwap(old.revision, toggled(old, one.grant)) : undefined;
            if (isOld) expect(swapped).toEqual({ ok: false, why: 'conflict', current: now });
          } else if (one.does === 'stamp' && model.document !== undefined) {
            const stamp = { grant: one.grant, at: model.stamps.length, uses: one.uses };
            await store.journal?.append([stamp]);
            model.stamps.push(stamp);
          } else if (one.does === 'compact' && model.document !== undefined) {
            await store.compact();
            model.document = foldUsage(model.document, model.stamps);
            model.stamps = [];
          } else if (one.does === 'open anew') {
            stores[one.by] = open(one.by);
          }
          for (const reader of stores) await expectSame(reader, model);
        }
      }),
      { numRuns: 150 },
    );
  },
);

async function expectSame(store: ReturnType<typeof openFileStore>, model: Model): Promise<void> {
  const loaded = await store.load();
  if (model.document === undefined) {
    expect(loaded.status).toBe('missing');
    return;
  }
  if (loaded.status !== 'loaded') throw new Error(loaded.status);
  const stamps = (await store.journal?.read()) ?? [];
  expect(loaded.document.grants).toEqual(model.document.grants);
  expect(foldUsage(loaded.document, stamps).usage).toEqual(foldUsage(model.document, model.stamps).usage);
}

/** The document with a grant added, or taken away with its usage. */
function toggled(loaded: Loaded, id: string): StoreDocument {
  return toggle(loaded.status === 'loaded' ? loaded.document : EMPTY_DOCUMENT, id);
}

function toggledModel(model: Model, id: string): StoreDocument {
  return toggle(model.document ?? EMPTY_DOCUMENT, id);
}

function toggle(document: StoreDocument, id: string): StoreDocument {
  const others = document.grants.filter((one) => one.id !== id);
  const { [id]: _, ...usage } = document.usage;
  return others.length < document.grants.length
    ? { ...document, grants: others, usage }
    : { ...document, grants: [...others, grantCalled(id)] };
}
