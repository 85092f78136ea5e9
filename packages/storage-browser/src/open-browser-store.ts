import { createMemoryStore, type Store } from '@writ/approvals';
import { type BrowserStore, type BrowserStoreOptions, createBrowserStore, databaseName } from './browser-store.ts';
import { problemOf, type StorageProblem, storageError } from './problem.ts';
import { createWitnesses } from './witness.ts';

/**
 * A store, and where it keeps what it is given. `database` with a problem: not reachable right now, tried again with
 * every use. `memory`: asked for, and only until the page is closed. `nothing`: every use fails with the problem.
 */
export type OpenedStore =
  | { readonly kept: 'database'; readonly store: BrowserStore; readonly problem?: StorageProblem }
  | { readonly kept: 'memory' | 'nothing'; readonly store: Store; readonly problem: StorageProblem };

/** Opens the answers kept under a name in this page's origin, in a window or a worker. Never rejects. */
export async function openBrowserStore(name: string, options: BrowserStoreOptions = {}): Promise<OpenedStore> {
  const factory = browserFactory();
  if ('kind' in factory) return without(factory, options);
  const store = createBrowserStore(factory, name, options);
  const state = await store.inspect();
  if (state.state !== 'unavailable') return { kept: 'database', store };
  if (state.problem.kind !== 'denied') return { kept: 'database', store, problem: state.problem };
  await store.close();
  return without(state.problem, options);
}

/** Removes the answers kept under a name, and every witness of them: afterwards nothing was ever there. */
export async function forgetBrowserStore(
  name: string,
  options: Pick<BrowserStoreOptions, 'witness' | 'openMs'> = {},
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: StorageProblem }> {
  const factory = browserFactory();
  if ('kind' in factory) return { ok: false, problem: factory };
  try {
    await deleteDatabase(factory, databaseName(name), options.openMs ?? 10_000);
    await createWitnesses(name, options.witness).forget();
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Asks the browser to keep this page's data even when room gets short. It may ask its user, or decide by itself. */
export async function persist(): Promise<'persistent' | 'refused' | 'unsupported'> {
  try {
    const storage = globalThis.navigator.storage as StorageManager | undefined;
    if (typeof storage?.persist !== 'function') return 'unsupported';
    return (await storage.persist()) ? 'persistent' : 'refused';
  } catch {
    return 'refused';
  }
}

/** Some browsers throw where a page merely looks at storage it may not use. */
function browserFactory(): IDBFactory | StorageProblem {
  try {
    const factory = globalThis.indexedDB as IDBFactory | null | undefined;
    return factory ?? storageError('missing').problem;
  } catch {
    return storageError('denied').problem;
  }
}

function without(problem: StorageProblem, { fallback }: BrowserStoreOptions): OpenedStore {
  if (fallback === 'memory') return { kept: 'memory', store: createMemoryStore(), problem };
  return { kept: 'nothing', store: failingStore(problem), problem };
}

/** Nothing can be read and nothing is remembered: a coordinator asks about everything, and says why. */
function failingStore({ kind }: StorageProblem): Store {
  const fail = async () => {
    throw storageError(kind);
  };
  return {
    capabilities: { durable: false, crossProcess: false, watch: false },
    load: fail,
    compareAndSwap: fail,
    subscribe: () => () => {},
    close: async () => {},
  };
}

function deleteDatabase(factory: IDBFactory, name: string, waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(storageError('blocked')), waitMs);
    const request = factory.deleteDatabase(name);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
  });
}
