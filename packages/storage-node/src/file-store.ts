import { checkDocument, foldUsage, type Loaded, type Store, type StoreDocument, type Swapped } from '@writ/approvals';
import { collectGarbage } from './collect.ts';
import { encodeGeneration, type GenerationHead, type JournalPlace } from './generation-file.ts';
import { temporaryName } from './names.ts';
import { codeOf, messageOf } from './problem.ts';
import { type Published, publish } from './publish.ts';
import { type Newest, readNewest } from './read-generation.ts';
import { ensureFolder } from './trusted-path.ts';
import { appendStamps, readStamps, rotateJournal } from './usage-journal.ts';
import { watchGenerations } from './watch.ts';
import { writeNew } from './whole-file.ts';
import { currentWorld, randomName, type World } from './world.ts';

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
const RECENT = 128;

/** Opens the store in a folder (absolute path). Nothing is touched before the first use; what is wrong shows when loading. */
export function openFileStore(path: string, options: FileStoreOptions = {}): FileStore {
  const world = options.world ?? currentWorld();
  if (!world.platform.isAbsolute(path)) throw new TypeError(`the path of a store must be absolute: ${path}`);
  const folder = world.platform.resolve(path, '.');
  const settings = { sync: options.sync ?? true, most: options.maxBytes ?? MAX_BYTES, pollMs: options.pollMs ?? 1000 };
  const watchers = new Set<() => void>();
  let known: Newest | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const read = async () => (known = await readNewest(world, folder, settings.most, known));
  // Writers of one process wait in line, so that they do not lose races against each other.
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const turn = last.then(action, action);
    last = turn.catch(() => {});
    return turn;
  };
  const swap = async (base: string, next: StoreDocument): Promise<Swapped> => {
    const current = await read();
    if (current.status === 'invalid' || current.revision !== base) return lost(current);
    return commit(world, folder, settings, current, next, current.head.journal, read);
  };
  const compact = async (): Promise<Swapped> => {
    const current = await read();
    if (current.status !== 'loaded') return lost(current);
    const part = await readStamps(world, folder, current.head.journal);
    if (part.stamps.length === 0) return { ok: true, revision: current.revision };
    await rotateJournal(world, folder, part.end);
    return commit(world, folder, settings, current, foldUsage(current.document, part.stamps), part.end, read);
  };
  const journal = {
    append: async (stamps: Parameters<typeof appendStamps>[2]) => {
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
    capabilities: { durable: true, crossProcess: true, watch: true, maxBytes: settings.most },
    load: async () => loadedOf(await read()),
    compareAndSwap: (base, next) => inTurn(() => swap(base, next)),
    compact: () => inTurn(compact),
    journal,
    subscribe: (listener) => {
      const stop = watchGenerations(world, folder, listener, settings.pollMs);
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

interface Settings {
  readonly sync: boolean;
  readonly most: number;
}

/** One commit: every step up to the last is needed before the caller may be told (storage.md §2). */
async function commit(
  world: World,
  folder: string,
  settings: Settings,
  current: Exclude<Newest, { status: 'invalid' }>,
  next: StoreDocument,
  journal: JournalPlace,
  read: () => Promise<Newest>,
): Promise<Swapped> {
  const checked = checkDocument(next);
  if (!checked.ok) throw new Error(`the new document is not valid: ${checked.problem}`);
  const state = await ensureFolder(world, folder);
  if (state.state !== 'present') return lost(await read());
  const head = headAfter(current.head, randomName(world), journal);
  const { bytes, revision } = encodeGeneration(head, next);
  if (bytes.length > settings.most) throw new Error(`the store would be larger than ${settings.most} bytes`);
  const temporary = world.platform.join(state.path, temporaryName(head.id));
  await writeNew(world, temporary, bytes, settings.sync);
  const published = await publishOrClean(world, { folder: state.path, temporary, head, most: settings.most });
  if (published.status === 'lost') return lost(await read());
  if (published.status === 'indeterminate') return { ok: false, why: 'indeterminate', problem: published.problem };
  const problem = settings.sync ? await syncName(world, state.path, head.generation) : undefined;
  if (problem !== undefined) return { ok: false, why: 'indeterminate', problem };
  await collectGarbage(world, state.path, bytes.length, journal.file).catch(() => {});
  return { ok: true, revision };
}

/** Makes the new name durable; with the first generation, also the names of the folders it lies in. The problem, if there is one. */
async function syncName(world: World, folder: string, generation: number): Promise<string | undefined> {
  if (!world.platform.syncsFolders) return undefined;
  const above = generation === 1 ? world.platform.stepsTo(folder).slice(0, -1).reverse() : [];
  try {
    await world.files.syncFolder(folder);
    for (const step of above) await syncAbove(world, step);
    return undefined;
  } catch (error) {
    return `it is written, but may not survive a power cut: ${messageOf(error)}`;
  }
}

/** A folder we may not open is one that we did not make. */
async function syncAbove(world: World, folder: string): Promise<void> {
  try {
    await world.files.syncFolder(folder);
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
  }
}

async function publishOrClean(world: World, candidate: Parameters<typeof publish>[1]): Promise<Published> {
  try {
    return await publish(world, candidate);
  } finally {
    await world.files.remove(candidate.temporary).catch(() => {}); // Gone already where it was renamed.
  }
}

function headAfter(before: GenerationHead, id: string, journal: JournalPlace): GenerationHead {
  const recent = before.id === '' ? [] : [before.id, ...before.recent].slice(0, RECENT);
  return { generation: before.generation + 1, id, recent, journal };
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
