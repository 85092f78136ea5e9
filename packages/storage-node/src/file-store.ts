import { foldUsage, type Loaded, type Store, type StoreDocument, type Swapped, type UsageStamp } from '@writ/approvals';
import { commit, type Shelf } from './commit.ts';
import type { GenerationHead, JournalPlace } from './generation-file.ts';
import { type Newest, readNewest } from './read-generation.ts';
import { appendStamps, readStamps, rotateJournal } from './usage-journal.ts';
import { watchGenerations } from './watch.ts';
import { currentWorld, type World } from './world.ts';

/** How a store on files behaves. */
export interface FileStoreOptions {
  /** `false` gives up surviving a power cut for speed; the end of the process is survived either way. */
  readonly sync?: boolean;
  /** The largest generation file that is read or written, in bytes; 64 MiB without it. */
  readonly maxBytes?: number;
  /** How often to look for changes where the system does not tell, in milliseconds; 1000 without it. */
  readonly pollMs?: number;
  readonly world?: World;
}

/** A store on files that can also fold its journal on demand. */
export interface FileStore extends Store {
  /** Folds the usage journal into the document. Happens by itself once the journal is large. */
  compact(): Promise<Swapped>;
}

const MAX_BYTES = 64 * 1024 * 1024;
const COMPACT_AT = 256 * 1024;
const POLL_MS = 1000;

/** Opens the store in a folder (absolute path). Nothing is touched before the first use; what is wrong shows when loading. */
export function openFileStore(path: string, options: FileStoreOptions = {}): FileStore {
  const world = options.world ?? currentWorld();
  if (!world.platform.isAbsolute(path)) throw new TypeError(`the path of a store must be absolute: ${path}`);
  const folder = world.platform.resolve(path, '.');
  const shelf: Shelf = { world, folder, sync: options.sync ?? true, most: options.maxBytes ?? MAX_BYTES };
  const watchers = new Set<() => void>();
  let known: Newest | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const read = async () => (known = await readNewest(world, folder, shelf.most, known));
  // Writers of one process wait in line, so that they do not lose races against each other.
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const turn = last.then(action, action);
    last = turn.catch(() => {});
    return turn;
  };
  const write = async (before: GenerationHead, next: StoreDocument, place: JournalPlace): Promise<Swapped> => {
    const committed = await commit(shelf, before, next, place);
    if (committed.status === 'lost') return lost(await read());
    if (committed.status === 'indeterminate') return { ok: false, why: 'indeterminate', problem: committed.problem };
    known = committed.newest;
    return { ok: true, revision: committed.revision };
  };
  const swap = async (base: string, next: StoreDocument): Promise<Swapped> => {
    const current = await read();
    if (current.status === 'invalid' || current.revision !== base) return lost(current);
    return write(current.head, next, current.head.journal);
  };
  const compact = async (): Promise<Swapped> => {
    const current = await read();
    if (current.status !== 'loaded') return lost(current);
    const part = await readStamps(world, folder, current.head.journal);
    if (part.stamps.length === 0) return { ok: true, revision: current.revision };
    await rotateJournal(world, folder, part.end);
    return write(current.head, foldUsage(current.document, part.stamps), part.end);
  };
  const journal = {
    append: async (stamps: readonly UsageStamp[]) => {
      await appendStamps(world, folder, stamps);
      const current = await read();
      if (current.status !== 'loaded') return;
      const { size } = await readStamps(world, folder, current.head.journal);
      if (size > COMPACT_AT) await inTurn(compact);
    },
    read: async () => {
      const current = await read();
      return current.status === 'loaded' ? (await readStamps(world, folder, current.head.journal)).stamps : [];
    },
  };
  return {
    capabilities: { durable: true, crossProcess: true, watch: true, maxBytes: shelf.most },
    load: async () => loadedOf(await read()),
    compareAndSwap: (base, next) => inTurn(() => swap(base, next)),
    compact: () => inTurn(compact),
    journal,
    subscribe: (listener) => {
      const stop = watchGenerations(world, folder, listener, options.pollMs ?? POLL_MS);
      watchers.add(stop);
      return () => {
        watchers.delete(stop);
        stop();
      };
    },
    close: async () => {
      for (const stop of watchers) stop();
      watchers.clear();
      await last;
    },
  };
}

function loadedOf(newest: Newest): Loaded {
  switch (newest.status) {
    case 'missing':
      return { status: 'missing', revision: newest.revision };
    case 'invalid':
      return newest;
    case 'loaded':
      return {
        status: 'loaded',
        document: newest.document,
        revision: newest.revision,
        generation: newest.head.generation,
      };
  }
}

function lost(current: Newest): Swapped {
  return { ok: false, why: 'conflict', current: loadedOf(current) };
}
