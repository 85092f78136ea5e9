import { checkDocument, type StoreDocument } from '@writ/approvals';
import { collectGarbage } from './collect.ts';
import { encodeGeneration, type GenerationHead, type JournalPlace } from './generation-file.ts';
import { generationName, temporaryName } from './names.ts';
import { codeOf, messageOf } from './problem.ts';
import { type Candidate, type Published, publish } from './publish.ts';
import { frozen, type Newest, stampOf } from './read-generation.ts';
import { ensureFolder } from './trusted-path.ts';
import { writeNew } from './whole-file.ts';
import { randomName, type World } from './world.ts';

/** The folder of a store, and how it is kept. */
export interface Shelf {
  readonly world: World;
  readonly folder: string;
  readonly sync: boolean;
  /** The largest generation file, in bytes. */
  readonly most: number;
}

/** How a commit ended. `newest` is the state after it, where that could be looked at. */
export type Committed =
  | { readonly status: 'saved'; readonly revision: string; readonly newest: Newest | undefined }
  | { readonly status: 'lost' }
  | { readonly status: 'indeterminate'; readonly problem: string };

const RECENT = 128;

/** One commit: every step up to the last is needed before the caller may be told (storage.md §2). */
export async function commit(
  shelf: Shelf,
  before: GenerationHead,
  next: StoreDocument,
  journal: JournalPlace,
): Promise<Committed> {
  const { world, sync, most } = shelf;
  const checked = checkDocument(next);
  if (!checked.ok) throw new Error(`the new document is not valid: ${checked.problem}`);
  const state = await ensureFolder(world, shelf.folder);
  if (state.state !== 'present') return { status: 'lost' };
  const head = headAfter(before, randomName(world), journal);
  const { bytes, revision } = encodeGeneration(head, next);
  if (bytes.length > most) throw new Error(`the store would be larger than ${most} bytes`);
  const temporary = world.platform.join(state.path, temporaryName(head.id));
  await writeNew(world, temporary, bytes, sync);
  const published = await publishOrClean(world, { folder: state.path, temporary, head, most });
  if (published.status !== 'published') return published;
  const problem = sync ? await syncName(world, state.path, head.generation) : undefined;
  if (problem !== undefined) return { status: 'indeterminate', problem };
  await collectGarbage(world, state.path, bytes.length, journal.file).catch(() => {});
  const newest = await newestAfter(world, state.path, head, next, revision).catch(() => undefined);
  return { status: 'saved', revision, newest };
}

/** What a reader would find now: it spares reading back what was just written. */
async function newestAfter(
  world: World,
  folder: string,
  head: GenerationHead,
  document: StoreDocument,
  revision: string,
): Promise<Newest> {
  const path = world.platform.join(folder, generationName(head.generation));
  const stamp = stampOf(path, await world.files.stat(path));
  return { status: 'loaded', revision, head, document: frozen(document), stamp };
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

async function publishOrClean(world: World, candidate: Candidate): Promise<Published> {
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
