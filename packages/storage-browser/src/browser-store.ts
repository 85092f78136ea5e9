import { type Loaded, type Store, type StoreDocument, type Swapped, textToStore } from '@writ/approvals';
import { promisifyRequest } from 'idb-keyval';
import { createChanges } from './changes.ts';
import { createDatabase, type Patience, RECORD } from './database.ts';
import { problemOf, type StorageProblem } from './problem.ts';
import { type BrowserState, generationOf, stateOf } from './record.ts';
import { inTurn } from './turn.ts';
import { createWitnesses, type Witness } from './witness.ts';
import type { WitnessPlace } from './witness-places.ts';

/** How a store in the browser behaves. */
export interface BrowserStoreOptions {
  /** `memory`: where the browser keeps nothing at all for this page, answers hold until it is closed. */
  readonly fallback?: 'memory';
  /** A place of the host's own that remembers the last write, beside those of the browser. */
  readonly witness?: WitnessPlace;
  /** How long to wait for the database to open, in milliseconds; 10 000 without it. */
  readonly openMs?: number;
  /** How long one read or write may take before it is taken back, in milliseconds; 10 000 without it. */
  readonly writeMs?: number;
}

/** A store in the browser's database. What is lost or damaged is `invalid` to the contract, and told apart here. */
export interface BrowserStore extends Store {
  /** What is known of the stored answers. Never rejects. */
  inspect(): Promise<BrowserState | { readonly state: 'unavailable'; readonly problem: StorageProblem }>;
  /**
   * Ends the states `lost` and `invalid` with a document somebody chose: an export, the older document that was found,
   * or `EMPTY_DOCUMENT` to start anew. What was there is set aside in the database. A conflict in every other state.
   */
  restore(document: StoreDocument): Promise<Swapped>;
  /** Whether a loss would be noticed even after the page was closed. */
  readonly witnessed: boolean;
}

const PATIENCE: Patience = { openMs: 10_000, writeMs: 10_000 };

type Attempt =
  | { readonly written: Witness; readonly revision: string }
  | { readonly written?: never; readonly current: BrowserState };

/** A store on one database; `factory` is the browser's `indexedDB`. Nothing is touched before the first use. */
export function createBrowserStore(factory: IDBFactory, name: string, options: BrowserStoreOptions): BrowserStore {
  const database = createDatabase(factory, databaseName(name), patienceOf(options));
  const witnesses = createWitnesses(name, options.witness);
  const changes = createChanges(name);

  // Witnesses hear of a write only after it is in the database. So whoever asks them first and then reads never finds
  // the database behind them, unless it lost something.
  const look = async (): Promise<BrowserState> => {
    const witness = await witnesses.latest();
    const state = stateOf(await database.use('readonly', (table) => promisifyRequest(table.get(RECORD))), witness);
    if (state.state === 'kept' && state.generation > (witness?.generation ?? 0))
      await witnesses.note({ generation: state.generation, digest: state.revision });
    return state;
  };
  const write = async (next: StoreDocument, mayReplace: (state: BrowserState) => boolean): Promise<Swapped> => {
    const { text, revision } = textToStore(next);
    const witness = await witnesses.latest();
    const attempt = await database.use('readwrite', async (table): Promise<Attempt> => {
      const stored: unknown = await promisifyRequest(table.get(RECORD));
      const current = stateOf(stored, witness);
      if (!mayReplace(current)) return { current };
      const generation = Math.max(generationOf(stored), witness?.generation ?? 0) + 1;
      if (!isSound(current) && stored !== undefined) table.put(stored, `set aside before write ${generation}`);
      table.put({ generation, digest: revision, text }, RECORD);
      return { written: { generation, digest: revision }, revision };
    });
    if (attempt.written === undefined) return { ok: false, why: 'conflict', current: loadedOf(attempt.current) };
    await witnesses.note(attempt.written);
    changes.tell();
    return { ok: true, revision: attempt.revision };
  };
  return {
    capabilities: { durable: true, crossProcess: true, watch: changes.heardFromOthers },
    witnessed: witnesses.places > 0,
    load: async () => loadedOf(await look()),
    compareAndSwap: (base, next) =>
      inTurn(name, () => write(next, (state) => isSound(state) && state.revision === base)),
    restore: (document) => inTurn(name, () => write(document, (state) => !isSound(state))),
    inspect: () => look().catch((error: unknown) => ({ state: 'unavailable', problem: problemOf(error) }) as const),
    subscribe: changes.subscribe,
    close: async () => {
      changes.close();
      database.close();
    },
  };
}

/** The name under which the browser's own tools show the database. */
export function databaseName(name: string): string {
  return `writ:${name}`;
}

function patienceOf({ openMs = PATIENCE.openMs, writeMs = PATIENCE.writeMs }: BrowserStoreOptions): Patience {
  return { openMs, writeMs };
}

function isSound({ state }: BrowserState): boolean {
  return state === 'empty' || state === 'kept';
}

function loadedOf(state: BrowserState): Loaded {
  const { revision } = state;
  switch (state.state) {
    case 'empty':
      return { status: 'missing', revision };
    case 'kept':
      return { status: 'loaded', document: state.document, revision, generation: state.generation };
    case 'lost':
    case 'invalid':
      return { status: 'invalid', revision, problem: state.problem };
  }
}
