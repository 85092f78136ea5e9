import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileStore } from '../src/file-store.ts';
import { withRoom } from '../src/testing/commit-trial.ts';
import { createMemoryDisk } from '../src/testing/memory-files.ts';
import { must } from '../src/testing/must.ts';
import { testWorld, withGrants } from '../src/testing/test-world.ts';
import { program, start } from './programs.ts';
import { pick, type Ran, type Row } from './row.ts';
import { command, inFolder, isRoot, lineOf, mounted, whyNo } from './tools.ts';

const OLD = withGrants('old');
const NEW = withGrants('old', 'new');

export const fullModelDisk: Row = {
  name: 'full-disk-model',
  fault: 'the disk is full at any byte',
  how: 'a disk in memory that takes so many bytes more and no others, for every number up to a whole commit',
  holds: 'an error to the caller; the old document, byte for byte; nothing is left behind',
  run: async (effort) => {
    let room = 0;
    for (; ; room += 1) {
      if (effort.share !== 1 && room % 10 !== 0) continue;
      if (await fits(room)) break;
      must(room < 100_000, 'the disk was never large enough');
    }
    return { did: 'sizes', count: effort.share === 1 ? room + 1 : Math.floor(room / 10) + 1 };
  },
};

async function fits(room: number): Promise<boolean> {
  const disk = createMemoryDisk();
  const well = openFileStore('/store', { world: testWorld(disk.files) });
  await well.compareAndSwap((await well.load()).revision, OLD);
  const before = await well.load();
  const names = [...disk.names].sort();
  const store = openFileStore('/store', { world: testWorld(withRoom(disk, room)) });
  const swapped = await store.compareAndSwap(before.revision, NEW).catch((error: { code: string }) => error);
  const after = await openFileStore('/store', { world: testWorld(disk.files) }).load();
  if ('ok' in swapped) {
    must(swapped.ok && after.revision === swapped.revision, `room ${room}: it said saved`);
    return true;
  }
  must(swapped.code === 'ENOSPC', `room ${room}: the error was ${swapped.code}`);
  must(after.revision === before.revision, `room ${room}: the old document is gone`);
  must(JSON.stringify([...disk.names].sort()) === JSON.stringify(names), `room ${room}: something is left behind`);
  return false;
}

export const fileSizeLimit: Row = {
  name: 'file-size-limit',
  fault: 'the kernel takes only some of the bytes',
  how: '`prlimit --fsize=N` on a running process, for every N up to a whole generation file: a short write, then EFBIG',
  holds: 'an error to the caller; the old document; nothing is left behind',
  run: async (effort) => {
    const unable = whyNo('prlimit', 'util-linux');
    if (unable !== undefined) return { unable };
    return inFolder(async (folder) => {
      const store = openFileStore(join(folder, 'store'));
      await store.compareAndSwap((await store.load()).revision, OLD);
      const before = await store.load();
      const size = 2000;
      const limits = pick(
        effort,
        Array.from({ length: size }, (_, limit) => limit),
      );
      let failed = 0;
      const victim = start(program('victim'), [join(folder, 'store'), 'add', 'again']);
      await victim.heard(1);
      for (const [index, limit] of limits.entries()) {
        command('prlimit', '--pid', String(victim.child.pid), `--fsize=${limit}:unlimited`);
        victim.say('go\n');
        await victim.heard(index + 2);
        const said = victim.lines[index + 1] ?? '';
        if (said === 'saved') break;
        must(/EFBIG/.test(said), `limit ${limit}: it said ${said}`);
        must((await store.load()).revision === before.revision, `limit ${limit}: the old document is gone`);
        must((await readdir(join(folder, 'store'))).length === 1, `limit ${limit}: something is left behind`);
        failed += 1;
      }
      victim.child.kill('SIGKILL');
      must(failed > 0 && victim.lines.at(-1) === 'saved', `it never worked: ${victim.lines.at(-1)}`);
      return { did: 'limits', count: failed + 1 };
    });
  },
};

/** Larger than one page, so that a full disk can stop it at several. */
const LARGE = withGrants(...Array.from({ length: 300 }, (_, index) => `grant-${index}`));

export const fullTmpfs: Row = {
  name: 'full-tmpfs',
  fault: 'a real disk is full',
  how: 'a tmpfs with room for so many pages more, for every number up to a whole commit of 60 KiB',
  holds: 'ENOSPC to the caller; the old document; nothing is left behind; it goes on once there is room',
  run: async () => {
    if (!isRoot) return { unable: 'only root can mount' };
    return inFolder((folder) =>
      mounted(['-t', 'tmpfs', '-o', 'size=512k,mode=0700', 'tmpfs'], folder, () =>
        fillTo(join(folder, 'store'), join(folder, 'filler')),
      ),
    ).catch((error: unknown) => {
      if (/^mount/.test(lineOf(error))) return { unable: lineOf(error) };
      throw error;
    });
  },
};

async function fillTo(folder: string, filler: string): Promise<Ran> {
  const store = openFileStore(folder);
  await store.compareAndSwap((await store.load()).revision, OLD);
  const before = await store.load();
  for (let pages = 0; ; pages += 1) {
    await fill(filler, pages * 4096);
    const swapped = await store.compareAndSwap(before.revision, LARGE).catch((error: { code: string }) => error);
    await rm(filler);
    if ('ok' in swapped) {
      must(swapped.ok && pages > 5, `with ${pages} pages free it said ${JSON.stringify(swapped)}`);
      return { did: 'pages', count: pages + 1 };
    }
    must(swapped.code === 'ENOSPC', `with ${pages} pages free the error was ${swapped.code}`);
    must((await openFileStore(folder).load()).revision === before.revision, `${pages} pages: the old document is gone`);
    must((await readdir(folder)).length === 1, `${pages} pages: something is left behind`);
  }
}

/** Writes until the disk is full, then gives so many bytes back. */
async function fill(path: string, leave: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(4096));
  } catch {
    const { size } = await file.stat();
    await file.truncate(Math.max(0, size - leave));
  } finally {
    await file.close();
  }
}
