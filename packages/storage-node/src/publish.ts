import type { GenerationHead } from './generation-file.ts';
import { withLock } from './lock.ts';
import { generationName, generationsIn } from './names.ts';
import { codeOf, ifPresent, messageOf } from './problem.ts';
import { readNewest } from './read-generation.ts';
import { type World, whileBusy } from './world.ts';

/** How publishing ended. `lost`: somebody else published this generation. */
export type Published =
  | { readonly status: 'published' }
  | { readonly status: 'lost' }
  | { readonly status: 'indeterminate'; readonly problem: string };

/** A complete file that is to become a generation of the store in `folder`. */
export interface Candidate {
  readonly folder: string;
  readonly temporary: string;
  readonly head: GenerationHead;
  /** The largest generation file, in bytes. */
  readonly most: number;
}

/**
 * Gives the file its place with `link`, which fails if the place is taken: no lock, no clock, nothing to clean up after
 * a kill. Where there are no hard links, with a lock and `rename`. Rejects if nothing was published.
 */
export async function publish(world: World, candidate: Candidate): Promise<Published> {
  const target = world.platform.join(candidate.folder, generationName(candidate.head.generation));
  try {
    await whileBusy(world, () => world.files.link(candidate.temporary, target));
  } catch (error) {
    const linked = await isLinked(world, candidate.temporary, codeOf(error));
    if (linked === 'unknown') return { status: 'indeterminate', problem: messageOf(error) };
    if (linked === 'no') return withoutLink(world, candidate, target, error);
  }
  return confirm(world, candidate).catch((error: unknown) => ({ status: 'indeterminate', problem: messageOf(error) }));
}

/** On network file systems a call can succeed and its answer still be an error: the number of names tells. */
async function isLinked(world: World, temporary: string, code: string | undefined): Promise<'yes' | 'no' | 'unknown'> {
  try {
    return (await world.files.stat(temporary)).links > 1 ? 'yes' : 'no';
  } catch (error) {
    // We slept so long that others took our file for a leftover: there was nothing to link.
    return code === 'ENOENT' && codeOf(error) === 'ENOENT' ? 'no' : 'unknown';
  }
}

async function withoutLink(world: World, candidate: Candidate, target: string, error: unknown): Promise<Published> {
  if (codeOf(error) === 'EEXIST') return { status: 'lost' };
  if (world.platform.lacksLinks(codeOf(error))) return publishLocked(world, candidate, target);
  throw error;
}

/**
 * A writer that slept while others went on may find its place free again, because old generations are collected. Then
 * the generation it started from is gone as well, and the newest one does not know its name.
 */
async function confirm(world: World, { folder, head, most }: Candidate): Promise<Published> {
  const { join } = world.platform;
  const generations = generationsIn(await world.files.list(folder));
  const startedFrom = head.generation - 1;
  const isLatest = (generations.at(-1) ?? 0) <= head.generation;
  if (isLatest || generations.includes(startedFrom)) return { status: 'published' };
  const newest = await readNewest(world, folder, most);
  if (newest.status !== 'loaded') return { status: 'indeterminate', problem: 'the store changed beyond recognition' };
  if (newest.head.id === head.id || newest.head.recent.includes(head.id)) return { status: 'published' };
  if (newest.head.generation - head.generation > newest.head.recent.length) {
    return { status: 'indeterminate', problem: 'too many others wrote at the same time' };
  }
  await ifPresent(world.files.remove(join(folder, generationName(head.generation))));
  return { status: 'lost' };
}

async function publishLocked(world: World, candidate: Candidate, target: string): Promise<Published> {
  return withLock(world, world.platform.join(candidate.folder, 'lock'), async (): Promise<Published> => {
    const generations = generationsIn(await world.files.list(candidate.folder));
    if ((generations.at(-1) ?? 0) >= candidate.head.generation) return { status: 'lost' };
    try {
      await whileBusy(world, () => world.files.rename(candidate.temporary, target));
    } catch (error) {
      const stillThere = await world.files.stat(candidate.temporary).catch(() => undefined);
      if (stillThere !== undefined) throw error;
      return { status: 'indeterminate', problem: messageOf(error) };
    }
    return { status: 'published' };
  });
}
