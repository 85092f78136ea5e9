import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withLock } from './lock.ts';
import { type Holder, holderName, nodeProcesses } from './lock-holder.ts';
import { currentWorld } from './world.ts';

async function lockPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-lock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'lock');
}

/** A lock as another process would have left it. */
async function plant(path: string, holder: Partial<Holder>): Promise<void> {
  await mkdir(path);
  await writeFile(join(path, holderName({ ...(await nodeProcesses.self()), token: 'planted', ...holder })), '', {
    mode: 0o600,
  });
}

/** Waiting takes no time, so that patience runs out at once. */
const impatient = () => {
  const world = currentWorld();
  return { ...world, surroundings: { ...world.surroundings, wait: async () => {} } };
};

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('one at a time, and nothing is left', async () => {
  const path = await lockPath();
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      withLock(currentWorld(), path, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    ),
  );
  expect(most).toBe(1);
  expect(await readdir(join(path, '..'))).toEqual([]);
});

test('it is given back when the action fails', async () => {
  const path = await lockPath();
  await expect(withLock(currentWorld(), path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(currentWorld(), path, async () => 'again')).toBe('again');
});

test('the holder has ended: taken over', async () => {
  const path = await lockPath();
  await plant(path, { pid: await endedProcess() });
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test('another process has the number of the holder now: taken over', async () => {
  const path = await lockPath();
  const { started } = await nodeProcesses.self();
  await plant(path, { pid: process.ppid, started: `${Number(started) + 1}` });
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test('the machine has been started anew since: taken over, even from our own number', async () => {
  const path = await lockPath();
  await plant(path, { boot: '0123456789ab' });
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test('this very process failed to give it back: taken over', async () => {
  const path = await lockPath();
  await plant(path, {});
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test.for<[what: string, holder: Partial<Holder>]>([
  ['runs', { pid: process.ppid, started: '' }],
  ['is on another machine', { machine: 'ffffffffffff', pid: 999_999_999 }],
  ['is in another container', { namespace: 'ffffffffffff', pid: 999_999_999 }],
])('the holder %s: never taken over, whatever the time, and said so', async ([, holder]) => {
  const path = await lockPath();
  await plant(path, holder);
  await expect(withLock(impatient(), path, async () => {})).rejects.toThrow(
    /is held by process .* if it no longer runs, remove that folder/,
  );
  expect((await readdir(path)).map((name) => name.split('.').at(-1))).toEqual(['planted']);
});

test('the holder is stopped in the middle (SIGSTOP), for however long: never taken over', async () => {
  const path = await lockPath();
  const holder = spawn('sleep', ['600']);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder, 'spawn');
  holder.kill('SIGSTOP');
  const [, fields = ''] = (await readFile(`/proc/${holder.pid}/stat`, 'utf8').catch(() => '')).split(') ');
  await plant(path, { pid: holder.pid ?? 0, started: fields.split(' ')[19] ?? '' });
  await expect(withLock(impatient(), path, async () => {})).rejects.toThrow(/is held by process/);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test('a lock nobody can read is never taken over', async () => {
  const path = await lockPath();
  await mkdir(path);
  await writeFile(join(path, 'something'), '');
  await expect(withLock(impatient(), path, async () => {})).rejects.toThrow(/held by an unknown process/);
});

test('eight writers find the lock of one that ended: still one at a time', async () => {
  for (let round = 0; round < 20; round += 1) {
    const path = await lockPath();
    await plant(path, { pid: await endedProcess(), token: `ended-${round}` });
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(currentWorld(), path, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
  }
});

test('a holder killed while giving it back leaves an empty folder: taken', async () => {
  const path = await lockPath();
  await mkdir(path);
  expect(await withLock(impatient(), path, async () => 'mine')).toBe('mine');
});

test('a slow process that judged a holder gone cannot take the lock of the next one', async () => {
  const path = await lockPath();
  await plant(path, { pid: await endedProcess(), token: 'ended' });
  const world = currentWorld();
  let letGo = () => {};
  const waiting = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isSlow = true;
  const files = {
    ...world.files,
    rename: async (from: string, to: string) => {
      if (isSlow && from.endsWith('.ended')) {
        isSlow = false;
        await waiting;
      }
      return world.files.rename(from, to);
    },
  };
  let inside = 0;
  const slow = withLock({ ...world, files }, path, async () => {
    expect(inside).toBe(0);
    inside += 1;
  });
  while (isSlow) await new Promise((resolve) => setImmediate(resolve));
  await withLock(world, path, async () => {
    inside += 1;
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
  });
  await slow;
});
