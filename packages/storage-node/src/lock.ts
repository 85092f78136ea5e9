import { type Holder, holderName, readHolderName } from './lock-holder.ts';
import { temporaryName } from './names.ts';
import { codeOf, ifPresent } from './problem.ts';
import { writeNew } from './whole-file.ts';
import { randomName, type World, whileBusy } from './world.ts';

const PATIENCE_MS = 5000;
const HELD = new Set(['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY', 'ENOTDIR']);

/**
 * Runs an action while holding a lock: a folder with one file in it, named after its holder, put in place by a `rename`
 * that fails while another is there. Taking over from a holder that is provably gone renames that file, and giving back
 * removes it: both touch one holder's name only, so that nobody can move a lock that has changed hands meanwhile.
 */
export async function withLock<T>(world: World, path: string, action: () => Promise<T>): Promise<T> {
  const token = randomName(world);
  held.add(token); // Before anyone can see the lock: what is not in here counts as given up.
  try {
    const mine = holderName({ ...(await world.processes.self()), token });
    await acquire(world, path, mine);
    try {
      return await action();
    } finally {
      await release(world, path, mine);
    }
  } finally {
    held.delete(token);
  }
}

/** What this process holds at the moment; a lock in its name beside these is one that it failed to give back. */
const held = new Set<string>();

async function acquire(world: World, path: string, mine: string): Promise<void> {
  const { files, platform } = world;
  const candidate = platform.join(platform.resolve(path, '..'), temporaryName(randomName(world)));
  await files.makeFolder(candidate);
  try {
    await writeNew(world, platform.join(candidate, mine), new Uint8Array(), false);
    await waitFor(world, path, candidate, mine);
  } finally {
    await files.remove(platform.join(candidate, mine)).catch(() => {});
    await files.removeFolder(candidate).catch(() => {});
  }
}

async function waitFor(world: World, path: string, candidate: string, mine: string): Promise<void> {
  const { surroundings, files } = world;
  for (let waited = 0, pause = 1; ; waited += pause, pause = Math.min(pause * 2, 100)) {
    try {
      return await files.rename(candidate, path);
    } catch (error) {
      if (!HELD.has(codeOf(error) ?? '')) throw error;
      if (await takeOver(world, path, mine)) return;
      if (waited > PATIENCE_MS) throw await stillHeld(world, path, error);
    }
    await surroundings.wait((pause * (1 + (surroundings.randomBytes(1)[0] ?? 0) / 255)) / 2);
  }
}

/** Puts our name in the place of a holder's that is gone. Of several that try, one finds the name it is looking for. */
async function takeOver(world: World, path: string, mine: string): Promise<boolean> {
  const names = (await ifPresent(world.files.list(path))) ?? [];
  if (names.length === 0) await world.files.removeFolder(path).catch(() => {}); // Its holder was killed while giving it back.
  const [name = ''] = names;
  const holder = readHolderName(name);
  if (names.length !== 1 || holder === undefined || !(await isAbandoned(world, holder))) return false;
  try {
    await world.files.rename(world.platform.join(path, name), world.platform.join(path, mine));
    return true;
  } catch {
    return false;
  }
}

async function isAbandoned(world: World, holder: Holder): Promise<boolean> {
  const self = await world.processes.self();
  return holderName({ ...self, token: holder.token }) === holderName(holder)
    ? !held.has(holder.token)
    : world.processes.isGone(holder);
}

const RELEASE_TRIES = 3;

/** What was done under the lock is done: a failure here is no failure of it, and the lock goes with the process. */
async function release(world: World, path: string, mine: string): Promise<void> {
  for (let attempt = 1; attempt <= RELEASE_TRIES; attempt += 1) {
    try {
      await whileBusy(world, () => ifPresent(world.files.remove(world.platform.join(path, mine))));
      await world.files.removeFolder(path).catch(() => {}); // The next holder may be in it already.
      return;
    } catch {
      await world.surroundings.wait(attempt);
    }
  }
}

async function stillHeld(world: World, path: string, cause: unknown): Promise<Error> {
  const names = (await world.files.list(path).catch(() => [])).map(readHolderName);
  const who = names[0] === undefined ? 'an unknown process' : `process ${names[0].pid}`;
  const message = `\`${path}\` is held by ${who}; if it no longer runs, remove that folder`;
  return Object.assign(new Error(message, { cause }), { code: 'ELOCKED' });
}
