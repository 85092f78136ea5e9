import type { Holder } from './lock-holder.ts';
import { temporaryName } from './names.ts';
import { codeOf, ifPresent } from './problem.ts';
import { readWhole, writeNew } from './whole-file.ts';
import { randomName, type World, whileBusy } from './world.ts';

const PATIENCE_MS = 5000;
const HELD = new Set(['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY', 'ENOTDIR']);

/**
 * Runs an action while holding a lock: a folder with its holder's name in it, put in place by one `rename`, which fails
 * while another is there. A lock whose holder is provably gone is moved aside, never judged by its age.
 */
export async function withLock<T>(world: World, path: string, action: () => Promise<T>): Promise<T> {
  const token = await acquire(world, path);
  held.add(token);
  try {
    return await action();
  } finally {
    await release(world, path, token);
    held.delete(token);
  }
}

/** What this process holds at the moment; a lock in its name beside these is one that it failed to give back. */
const held = new Set<string>();

async function acquire(world: World, path: string): Promise<string> {
  const token = randomName(world);
  const candidate = `${path}${temporaryName(token)}`;
  await world.files.makeFolder(candidate);
  const holder = world.platform.join(candidate, 'holder');
  try {
    await writeNew(world, holder, Buffer.from(JSON.stringify({ ...(await world.processes.self()), token })), false);
    await waitFor(world, path, candidate);
    return token;
  } catch (error) {
    await world.files.remove(holder).catch(() => {});
    await world.files.removeFolder(candidate).catch(() => {});
    throw error;
  }
}

async function waitFor(world: World, path: string, candidate: string): Promise<void> {
  const { surroundings, files } = world;
  for (let waited = 0, pause = 1; ; waited += pause, pause = Math.min(pause * 2, 100)) {
    try {
      return await files.rename(candidate, path);
    } catch (error) {
      if (!HELD.has(codeOf(error) ?? '')) throw error;
      if (waited > PATIENCE_MS) throw await stillHeld(world, path, error);
    }
    if (!(await moveAside(world, path)))
      await surroundings.wait((pause * (1 + (surroundings.randomBytes(1)[0] ?? 0) / 255)) / 2);
  }
}

/**
 * Moves the lock of a holder that is gone to a name made of its token. Only one can: that name stays taken, so a slower
 * process that judged the same holder can no longer move the lock of the next one.
 */
async function moveAside(world: World, path: string): Promise<boolean> {
  const holder = await readHolder(world, path);
  if (holder === undefined || !(await isAbandoned(world, holder))) return false;
  try {
    await world.files.rename(path, `${path}.gone-${holder.token}`);
    return true;
  } catch {
    return false;
  }
}

async function isAbandoned(world: World, holder: Holder): Promise<boolean> {
  const self = await world.processes.self();
  const isOurs =
    holder.pid === self.pid &&
    holder.started === self.started &&
    holder.machine === self.machine &&
    holder.namespace === self.namespace;
  return isOurs ? !held.has(holder.token) : world.processes.isGone(holder);
}

const RELEASE_TRIES = 3;

/** What was done under the lock is done: a failure here is no failure of it, and the lock goes with the process. */
async function release(world: World, path: string, token: string): Promise<void> {
  const old = `${path}${temporaryName(token)}`;
  for (let attempt = 1; attempt <= RELEASE_TRIES; attempt += 1) {
    try {
      const holder = await readHolder(world, path);
      if (holder?.token === token) await whileBusy(world, () => world.files.rename(path, old));
      await ifPresent(world.files.remove(world.platform.join(old, 'holder')));
      return await ifPresent(world.files.removeFolder(old));
    } catch {
      await world.surroundings.wait(attempt);
    }
  }
}

async function stillHeld(world: World, path: string, cause: unknown): Promise<Error> {
  const holder = await readHolder(world, path).catch(() => undefined);
  const exists = await ifPresent(world.files.stat(path));
  const who =
    holder === undefined
      ? exists === undefined
        ? 'nobody we can see'
        : 'an unknown process'
      : `process ${holder.pid} on ${holder.machine}`;
  const message = `\`${path}\` is held by ${who}; if it no longer runs, remove that folder`;
  return Object.assign(new Error(message, { cause }), { code: 'ELOCKED' });
}

/** The holder named in a lock; `undefined` where there is none, or none that can be understood. */
async function readHolder(world: World, lock: string): Promise<Holder | undefined> {
  const file = await ifPresent(readWhole(world, world.platform.join(lock, 'holder'), { most: 4096 }));
  if (file === undefined || !file.ok) return undefined;
  try {
    const holder = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as Holder;
    return Number.isSafeInteger(holder.pid) && /^[A-Za-z0-9_-]+$/.test(holder.token) ? holder : undefined;
  } catch {
    return undefined;
  }
}
