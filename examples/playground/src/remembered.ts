import {
  documentOf,
  EMPTY_DOCUMENT,
  removeAnswers,
  type Store,
  type StoreDocument,
  type Surroundings,
  updateStore,
} from '@writ/approvals';
import type { OpenedStore } from '@writ/storage-browser';

/** What is remembered, as this page last saw it. */
export interface Remembered {
  readonly document: () => StoreDocument;
  /** Why it cannot be read; then nothing of it allows anything. */
  readonly problem: () => string | undefined;
  revoke(id: string): Promise<string | undefined>;
  /** Ends a loss: with the older answers that were found, or with none. */
  restore(which: 'found' | 'none'): Promise<void>;
  /** Whether there is an older state that could be brought back. */
  readonly found: () => boolean;
}

/** Follows a store: every change, from this tab or another, is read anew. */
export async function followStore(
  opened: OpenedStore,
  surroundings: Surroundings,
  changed: () => void,
): Promise<Remembered> {
  const store: Store = opened.store;
  let document = EMPTY_DOCUMENT;
  let problem: string | undefined;
  let found: StoreDocument | undefined;
  const read = async () => {
    try {
      const loaded = await store.load();
      problem = loaded.status === 'invalid' ? loaded.problem : undefined;
      document = loaded.status === 'invalid' ? EMPTY_DOCUMENT : documentOf(loaded);
      found = problem === undefined ? undefined : await olderState(opened);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      document = EMPTY_DOCUMENT;
    }
    changed();
  };
  store.subscribe(() => void read());
  await read();
  return {
    document: () => document,
    problem: () => problem,
    found: () => found !== undefined,
    revoke: async (id) => {
      const updated = await updateStore(
        store,
        (before) => removeAnswers(before, { id }, surroundings.now()),
        surroundings,
      );
      return 'problem' in updated ? updated.problem : undefined;
    },
    restore: async (which) => {
      if (opened.kept === 'database')
        await opened.store.restore(which === 'found' ? (found ?? EMPTY_DOCUMENT) : EMPTY_DOCUMENT);
      await read();
    },
  };
}

async function olderState(opened: OpenedStore): Promise<StoreDocument | undefined> {
  if (opened.kept !== 'database') return undefined;
  const state = await opened.store.inspect();
  return state.state === 'lost' ? state.found : undefined;
}
