import { readHolder, thisProcess, isGone } from './lock-holder.ts';
import { temporaryName } from './names.ts';
import { codeOf, ifPresent } from './problem.ts';
import { writeNew } from './whole-file.ts';
import { randomName, whileBusy, type World } from './world.ts';

const PATIENCE_MS = 5000;
const HELD = new Set(['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY', 'ENOTDIR']);

/**
 * Runs an action while holding a lock: a folder with its holder's name in it, put in place by one `rename`, which fails
 * while another is there. A lock whose holder is provably gone is moved aside, never judged by its age.
 */
export async function withLock<T>(world: World, path: string, action: () => Promise<T>): Promise<T> {
  const token = await acquire(world, path);
  try {
    return await action();
  } finally {
    await release(world, path, token);
  }
}

async function acquire(world: World, path: string): Promise<string> {
  const token = randomName(world);
  const candidate = `${path}${temporaryName(token)}`;
  await world.files.makeFolder(candidate);
  const holder = world.platform.join(candidate, 'holder');
  try {
    await writeNew(world, holder, Buffer.from(JSON.stringify({ ...(await thisProcess()), token })), false);
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
    if (!(await moveAside(world, path))) await surroundings.wait((pause * (1 + (surroundings.randomBytes(1)[0] ?? 0) / 255)) / 2);
  }
}

/**
 * Moves the lock of a holder that is gone to a name made of its token. Only one can: that name stays taken, so a slower
 * process that judged the same holder can no longer move the lock of the next one.
 */
async function moveAside(world: World, path: string): Promise<boolean> {
  const holder = await readHolder(world, path);
  if (holder === undefined || !(await isGone(holder))) return false;
  try {
    await world.files.rename(path, `${path}.gone-${holder.token}`);
    return true;
  } catch {
    return false;
  }
}

/** What was done under the lock is done: a failure here is no failure of it, and the lock goes with the process. */
async function release(world: World, path: string, token: string): Promise<void> {
  const old = `${path}${temporaryName(token)}`;
  try {
    const holder = await readHolder(world, path);
    if (holder?.token !== token) return; // Not ours any more: leave it to whoever has it.
    await whileBusy(world, () => world.files.rename(path, old));
    await world.files.remove(world.platform.join(old, 'holder'));
    await world.files.removeFolder(old);
  } catch {
    return;
  }
}

async function stillHeld(world: World, path: string, cause: unknown): Promise<Error> {
  const holder = await readHolder(world, path).catch(() => undefined);
  const exists = await ifPresent(world.files.stat(path));
  const who = holder === undefined ? (exists === undefined ? 'nobody we can see' : 'an unknown process') : `process ${holder.pid} on ${holder.machine}`;
  const message = `\`${path}\` is held by ${who}; if it no longer runs, remove that folder`;
  return Object.assign(new Error(message, { cause }), { code: 'ELOCKED' });
}
