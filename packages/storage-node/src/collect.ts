import { generationName, generationsIn, isTemporary, journalName, journalsIn } from './names.ts';
import { ifPresent } from './problem.ts';
import type { World } from './world.ts';

const KEPT = 64;
const KEPT_AT_LEAST = 8;
const KEPT_BYTES = 16 * 1024 * 1024;
const TEMPORARY_KEPT_MS = 60 * 60 * 1000;

/**
 * Removes old generations (oldest first, so that a gap never hides a writer's starting point), journal files that are
 * folded in, and what killed writers left. Failures do not matter: the next writer tries again.
 */
export async function collectGarbage(world: World, folder: string, size: number, firstJournal: number): Promise<void> {
  const names = await world.files.list(folder);
  const generations = generationsIn(names);
  const kept = Math.max(KEPT_AT_LEAST, Math.min(KEPT, Math.floor(KEPT_BYTES / Math.max(1, size))));
  for (const generation of generations.slice(0, -kept)) await remove(world, folder, generationName(generation));
  for (const file of journalsIn(names)) if (file < firstJournal) await remove(world, folder, journalName(file));
  await removeLeftovers(world, folder);
}

/** Removes what killed writers left in a folder an hour ago or earlier. One that is only slow fails, with nothing changed. */
export async function removeLeftovers(world: World, folder: string): Promise<void> {
  const old = world.surroundings.now() - TEMPORARY_KEPT_MS;
  for (const name of (await world.files.list(folder)).filter(isTemporary)) {
    const path = world.platform.join(folder, name);
    const stat = await ifPresent(world.files.stat(path));
    if (stat === undefined || stat.changed >= old) continue;
    if (stat.kind === 'folder') await removeLock(world, path);
    else await remove(world, folder, name);
  }
}

/** A lock that its writer never put in place: a folder with one file. */
async function removeLock(world: World, path: string): Promise<void> {
  for (const name of await world.files.list(path)) await remove(world, path, name);
  await ifPresent(world.files.removeFolder(path));
}

async function remove(world: World, folder: string, name: string): Promise<void> {
  await ifPresent(world.files.remove(world.platform.join(folder, name)));
}
