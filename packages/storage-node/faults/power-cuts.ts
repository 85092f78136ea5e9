import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileStore } from '../src/file-store.ts';
import { must } from '../src/testing/must.ts';
import { withGrants } from '../src/testing/test-world.ts';
import { program, start } from './programs.ts';
import { createRandom, type Ran, type Row, sleep, some } from './row.ts';
import { command, inFolder, isRoot, lineOf, mounted, whyNo } from './tools.ts';

const NAMES = ['a', 'b'];

/** A file system whose image is cut off from its power. */
interface Kind {
  readonly name: string;
  readonly make: readonly string[];
  readonly size: string;
  readonly mount: readonly string[];
}

const EXT4: Kind = { name: 'ext4', make: ['mkfs.ext4', '-q', '-F'], size: '24M', mount: [] };
const XFS: Kind = { name: 'xfs', make: ['mkfs.xfs', '-q', '-f'], size: '300M', mount: ['-o', 'nouuid'] };

export const powerCuts: readonly Row[] = [rowOf(EXT4, 200), rowOf(XFS, 50)];

function rowOf(kind: Kind, cuts: number): Row {
  return {
    name: `power-cuts-${kind.name}`,
    fault: `power cut on ${kind.name}`,
    how: 'two processes commit, stamp and compact on a loop-mounted image that lies on Btrfs; a reflink copy of the image at any moment is the disk as the cut leaves it, mounted and read',
    holds: 'every write that was acknowledged before the cut is there; nothing is torn; the next writer goes on',
    run: async (effort) => {
      const unable = isRoot
        ? (whyNo('mkfs.btrfs', 'btrfs-progs') ??
          whyNo(kind.make[0] ?? '', kind.name === 'xfs' ? 'xfsprogs' : 'e2fsprogs'))
        : 'only root can mount';
      if (unable !== undefined) return { unable };
      return inFolder((folder) => onBtrfs(folder, kind, some(effort, cuts)));
    },
  };
}

async function onBtrfs(folder: string, kind: Kind, cuts: number): Promise<Ran> {
  const [below, live, after] = ['below', 'live', 'after'].map((name) => join(folder, name)) as [string, string, string];
  for (const place of [below, live, after]) await mkdir(place);
  const disk = join(folder, 'disk.img');
  command('truncate', '-s', '1G', disk);
  command('mkfs.btrfs', '-q', disk);
  const image = join(below, 'live.img');
  const cutAll = async (): Promise<Ran> => {
    command('truncate', '-s', kind.size, image);
    command(kind.make[0] ?? '', ...kind.make.slice(1), image);
    return mounted(['-o', 'loop', image], live, () => cutWhileWriting({ kind, image, below, live, after }, cuts));
  };
  try {
    return await mounted(['-o', 'loop', disk], below, cutAll);
  } catch (error) {
    if (/mount/.test(lineOf(error))) return { unable: lineOf(error) };
    throw error;
  }
}

interface Places {
  readonly kind: Kind;
  readonly image: string;
  readonly below: string;
  readonly live: string;
  readonly after: string;
}

async function cutWhileWriting({ kind, image, below, live, after }: Places, cuts: number): Promise<Ran> {
  const random = createRandom(2);
  const writers = NAMES.map((name) => start(program('writer'), [join(live, 'store'), 'stamp', name, '1000000']));
  try {
    await Promise.all(writers.map((writer) => writer.heard(1)));
    for (let count = 1; count <= cuts; count += 1) {
      await sleep(random() * 60);
      const acknowledged = writers.map(({ lines }) => Number(lines.at(-1)));
      const cut = join(below, `cut-${count}.img`); // A new file each: the kernel may not have let go of the last one.
      command('cp', '--reflink=always', image, cut);
      await mounted(['-o', 'loop', ...kind.mount, cut], after, () =>
        look(join(after, 'store'), acknowledged, `${kind.name}, cut ${count}`),
      );
      await rm(cut);
    }
  } finally {
    for (const writer of writers) writer.child.kill('SIGKILL');
    await Promise.all(writers.map((writer) => writer.ended));
  }
  const total = writers.reduce((sum, { lines }) => sum + lines.length, 0);
  return { did: 'cuts', count: cuts, note: `${total} acknowledged writes meanwhile, none lost` };
}

async function look(folder: string, acknowledged: readonly number[], where: string): Promise<void> {
  const store = openFileStore(folder);
  const loaded = await store.load();
  must(loaded.status === 'loaded', `${where}: the store is ${loaded.status}`);
  for (const [index, name] of NAMES.entries()) {
    const found = loaded.document.grants.find(({ id }) => id === name)?.maxUses ?? 0;
    const told = acknowledged[index] ?? 0;
    must(found >= told, `${where}: ${name} was told ${told}, and ${found} is there`);
  }
  await store.journal?.read();
  must((await store.compareAndSwap(loaded.revision, withGrants('after'))).ok, `${where}: the next writer was refused`);
}
