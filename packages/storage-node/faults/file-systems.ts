import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAuditFile, verifyAudit } from '../src/audit-file.ts';
import { openFileStore } from '../src/file-store.ts';
import { must } from '../src/testing/must.ts';
import { entryFor, withGrants } from '../src/testing/test-world.ts';
import { program, start } from './programs.ts';
import type { Row } from './row.ts';
import { command, inFolder, isRoot, lineOf, mounted, whyNo } from './tools.ts';

/** A file system, and how one of it is lent at a place. */
interface Kind {
  readonly name: string;
  /** The program that makes or mounts it, and the Debian package it comes in. */
  readonly needs?: readonly [program: string, debian: string];
  readonly lend: (folder: string, place: string, action: () => Promise<void>) => Promise<void>;
}

/** On an image of its own. */
const onImage =
  (size: string, make: readonly string[]): Kind['lend'] =>
  async (folder, place, action) => {
    const image = join(folder, 'disk.img');
    command('truncate', '-s', size, image);
    command(make[0] ?? '', ...make.slice(1), image);
    await mounted(['-o', 'loop', image], place, action);
  };

const KINDS: readonly Kind[] = [
  { name: 'ext4', needs: ['mkfs.ext4', 'e2fsprogs'], lend: onImage('24M', ['mkfs.ext4', '-q', '-F']) },
  { name: 'XFS', needs: ['mkfs.xfs', 'xfsprogs'], lend: onImage('300M', ['mkfs.xfs', '-q', '-f']) },
  { name: 'Btrfs', needs: ['mkfs.btrfs', 'btrfs-progs'], lend: onImage('300M', ['mkfs.btrfs', '-q']) },
  { name: 'tmpfs', lend: (_, place, action) => mounted(['-t', 'tmpfs', '-o', 'mode=0700', 'tmpfs'], place, action) },
  { name: 'overlay', lend: overlay },
  { name: 'bind mount', lend: (folder, place, action) => mounted(['--bind', folder], place, action) },
  { name: 'exFAT by FUSE, without hard links', needs: ['mount.exfat-fuse', 'exfat-fuse'], lend: exfat },
  {
    name: 'NFS',
    lend: (_, place, action) => mounted(['-t', 'nfs', 'localhost:/', '-o', 'soft,timeo=5,retry=0'], place, action),
  },
];

/** The store is made on the lower layer first: the overlay copies its files up when they are linked. */
async function overlay(folder: string, place: string, action: () => Promise<void>): Promise<void> {
  const [lower, upper, work] = ['lower', 'upper', 'work'].map((name) => join(folder, name)) as [string, string, string];
  for (const layer of [lower, upper, work]) await mkdir(layer);
  await add(join(lower, 'store'), 'below');
  await mounted(
    ['-t', 'overlay', 'overlay', '-o', `lowerdir=${lower},upperdir=${upper},workdir=${work}`],
    place,
    action,
  );
}

async function exfat(folder: string, place: string, action: () => Promise<void>): Promise<void> {
  const image = join(folder, 'disk.img');
  command('truncate', '-s', '32M', image);
  const unable = whyNo('mkfs.exfat', 'exfatprogs');
  if (unable !== undefined) throw new Error(unable);
  command('mkfs.exfat', image);
  const device = command('losetup', '-f', '--show', image).trim();
  try {
    command('mount.exfat-fuse', '-o', 'umask=077', device, place);
    await action().finally(() => command('umount', place));
  } finally {
    command('losetup', '-d', device);
  }
}

export const fileSystems: Row = {
  name: 'file-systems',
  fault: 'another file system',
  how: 'a store and an audit on each, eight processes writing at the same time',
  holds:
    'every write is there once; what was written is read after mounting again; the audit’s chain is whole; or it is refused with the reason',
  run: async () => {
    if (!isRoot) return { unable: 'only root can mount' };
    const held: string[] = [];
    const refused: string[] = [];
    for (const kind of KINDS) {
      const unable = kind.needs === undefined ? undefined : whyNo(...kind.needs);
      const ran = unable ?? (await tryOn(kind));
      if (ran === undefined) held.push(kind.name);
      else refused.push(`${kind.name} (${ran})`);
    }
    if (held.length === 0) return { unable: refused.join('; ') };
    return { did: 'file systems', count: held.length, note: noteOf(held, refused) };
  },
};

const noteOf = (held: readonly string[], refused: readonly string[]): string =>
  `${held.join(', ')}${refused.length === 0 ? '' : `; NOT shown: ${refused.join('; ')}`}`;

/** Why it could not be had; what must hold is thrown. */
async function tryOn({ name, lend }: Kind): Promise<string | undefined> {
  let isLent = false;
  try {
    await inFolder(async (base) => {
      const [folder, place] = [join(base, 'own'), join(base, 'place')];
      await mkdir(folder, { mode: 0o700 });
      await mkdir(place, { mode: 0o700 });
      await lend(folder, place, async () => {
        isLent = true;
        await use(place, name);
      });
    });
    return undefined;
  } catch (error) {
    if (isLent) throw error;
    return lineOf(error).split(': ').at(-1); // Without the names of our own folders.
  }
}

const WRITERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

async function use(place: string, name: string): Promise<void> {
  const folder = join(place, 'store');
  const writers = WRITERS.map((writer) => start(program('writer'), [folder, 'add', writer, '5']));
  await Promise.all(writers.map((writer) => writer.ended));
  for (const { lines } of writers) must(lines.at(-1) === '5', `${name}: a writer ended with: ${lines.at(-1)}`);
  const loaded = await openFileStore(folder).load();
  must(loaded.status === 'loaded', `${name}: the store is ${loaded.status}`);
  const ids = loaded.document.grants.map(({ id }) => id).filter((id) => id !== 'below');
  must(new Set(ids).size === 40 && ids.length === 40, `${name}: ${ids.length} of 40 grants are there`);
  const audit = join(place, 'audit.jsonl');
  await Promise.all([1, 2, 3].map(() => openAuditFile(audit).append(entryFor('one'))));
  const verdict = await verifyAudit(audit);
  must(verdict.ok && verdict.lines === 3, `${name}: the audit is ${JSON.stringify(verdict)}`);
}

async function add(folder: string, grant: string): Promise<void> {
  const store = openFileStore(folder);
  const swapped = await store.compareAndSwap((await store.load()).revision, withGrants(grant));
  must(swapped.ok, `could not begin in ${folder}`);
}
