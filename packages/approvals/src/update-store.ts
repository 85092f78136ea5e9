import { EMPTY_DOCUMENT, type StoreDocument } from './document.ts';
import type { Loaded, Store } from './store.ts';
import type { Surroundings } from './surroundings.ts';

/** What a change makes of a document, and what it has to say about it. The very same document means: nothing to write. */
export interface Change<T> {
  readonly document: StoreDocument;
  readonly result: T;
}

/** How a read-modify-write ended. `indeterminate`: it may have been written; only reading again tells. */
export type Updated<T> =
  | { readonly status: 'saved'; readonly revision: string; readonly result: T }
  | { readonly status: 'unchanged'; readonly revision: string; readonly result: T }
  | { readonly status: 'conflict'; readonly problem: string }
  | { readonly status: 'invalid'; readonly problem: string }
  | { readonly status: 'failed'; readonly problem: string; readonly indeterminate: boolean };

const TRIES = 8;
const FIRST_PAUSE_MS = 4;

/** The one read-modify-write: load, change a copy, swap; at most eight tries with growing, jittered pauses. Never throws. */
export async function updateStore<T>(
  store: Store,
  change: (document: StoreDocument) => Change<T>,
  surroundings: Surroundings,
): Promise<Updated<T>> {
  try {
    return await tryToUpdate(store, change, surroundings);
  } catch (error) {
    return { status: 'failed', problem: messageOf(error), indeterminate: false };
  }
}

async function tryToUpdate<T>(
  store: Store,
  change: (document: StoreDocument) => Change<T>,
  surroundings: Surroundings,
): Promise<Updated<T>> {
  let current = await store.load();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (current.status === 'invalid') return { status: 'invalid', problem: current.problem };
    const before = documentOf(current);
    const { document, result } = change(before);
    if (document === before) return { status: 'unchanged', revision: current.revision, result };
    const swapped = await store.compareAndSwap(current.revision, document);
    if (swapped.ok) return { status: 'saved', revision: swapped.revision, result };
    if (swapped.why === 'indeterminate') return { status: 'failed', problem: swapped.problem, indeterminate: true };
    if (attempt < TRIES) await surroundings.wait(pause(attempt, surroundings));
    current = attempt < TRIES ? await store.load() : swapped.current;
  }
  return { status: 'conflict', problem: `others changed the store during each of ${TRIES} tries` };
}

/** The document to start from: an empty one where nothing was ever written. */
export function documentOf(loaded: Exclude<Loaded, { status: 'invalid' }>): StoreDocument {
  return loaded.status === 'missing' ? EMPTY_DOCUMENT : loaded.document;
}

function pause(attempt: number, surroundings: Surroundings): number {
  const [random = 0] = surroundings.randomBytes(1);
  return (FIRST_PAUSE_MS * 2 ** attempt * random) / 255;
}

/** One line about whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
