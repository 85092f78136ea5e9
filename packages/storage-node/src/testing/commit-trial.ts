import { type Loaded, readUsage, type Swapped } from '@writ/approvals';
import { type FileStore, openFileStore } from '../file-store.ts';
import { type Platform, posixPlatform, windowsPlatform } from '../platform.ts';
import { type Fault, withFault } from './faults.ts';
import { createMemoryDisk, type DiskOptions, type MemoryDisk } from './memory-files.ts';
import { must } from './must.ts';
import { testWorld, withGrants } from './test-world.ts';

const CODES = [
  ...['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EMFILE', 'ENFILE', 'EINTR', 'EAGAIN', 'EBUSY', 'EXDEV', 'EPERM'],
  ...['ENOENT', 'EEXIST'],
];

/** Everything that may become of one call. */
export const FAULTS: readonly Fault[] = [
  ...CODES.flatMap((code): readonly Fault[] => [
    { kind: 'fails', code },
    { kind: 'done-but-fails', code },
  ]),
  { kind: 'short' },
  { kind: 'killed-before' },
  { kind: 'killed-after' },
];

export const DISKS: readonly [name: string, disk: DiskOptions][] = [
  ['hard links', {}],
  ['no hard links: lock and rename', { hardLinks: false }],
  ['Windows', { windows: true }],
  ['Windows without hard links', { windows: true, hardLinks: false }],
];

/** What is done to a store of the grant `old`, and the grants it holds before and after. */
export interface Doing {
  readonly does: 'add' | 'remove' | 'compact';
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export const DOINGS: readonly Doing[] = [
  { does: 'add', before: ['old'], after: ['old', 'new'] },
  { does: 'remove', before: ['old'], after: [] },
  { does: 'compact', before: ['old'], after: ['old'] },
];

/** A fault at one call: `false` when there are no so many calls. Throws where the store lies or is not usable. */
export async function tryFault(
  options: DiskOptions,
  { does, before, after }: Doing,
  fault: Fault,
  at: number,
): Promise<boolean> {
  const { disk, revision, folder, platform } = await diskWithOldDocument(options, does);
  const faulty = withFault(disk.files, at, fault);
  const store = openFileStore(folder, { world: testWorld(faulty.files, platform, at) });
  const next = withGrants(...(does === 'add' ? ['old', 'new'] : []));
  const swapped = await within(does === 'compact' ? store.compact() : store.compareAndSwap(revision, next));
  const reader = openFileStore(folder, { world: testWorld(disk.files, platform, at + 1) });
  const found = await reader.load();
  const where = `${does}, call ${at}: ${faulty.calls[at - 1] ?? 'none'}`;
  if (does === 'compact') must((await usesIn(reader)) === USES, `${where}: uses were lost or counted twice`);
  checkState(swapped, found, { does, before, after }, where);
  await mustGoOn(disk, folder, platform, found, where);
  return faulty.reached;
}

const USES = 3;

/** What the document and the journal say together. */
async function usesIn(store: FileStore): Promise<number> {
  const loaded = await store.load();
  return loaded.status === 'loaded' ? ((await readUsage(store, loaded.document)).old?.uses ?? 0) : 0;
}

export async function diskWithOldDocument(options: DiskOptions, does: Doing['does'] = 'add') {
  const disk = createMemoryDisk(options);
  const platform = options.windows === true ? windowsPlatform : posixPlatform(0);
  const folder = options.windows === true ? 'C:\\store' : '/store';
  const store = openFileStore(folder, { world: testWorld(disk.files, platform) });
  const swapped = await store.compareAndSwap((await store.load()).revision, withGrants('old'));
  if (!swapped.ok) throw new Error(`could not begin: ${swapped.why}`);
  if (does === 'compact') await store.journal?.append([{ grant: 'old', at: 1, uses: USES }]);
  return { disk, revision: swapped.revision, folder, platform };
}

/** The old document or the new one, and no lie about which. */
export function checkState(swapped: Swapped | undefined, found: Loaded, { before, after }: Doing, where: string): void {
  const grants = grantsOf(found, where);
  const [old, fresh] = [before.join(' '), after.join(' ')];
  must([old, fresh].includes(grants), `${where}: found \`${grants}\``);
  must(swapped?.ok !== true || grants === fresh, `${where}: it said saved, and found \`${grants}\``);
  const isConflict = swapped?.ok === false && swapped.why === 'conflict';
  must(!isConflict || grants === old, `${where}: it said that it lost, and found \`${grants}\``);
}

/** After any fault the next writer simply goes on. */
async function mustGoOn(
  disk: MemoryDisk,
  folder: string,
  platform: Platform,
  found: Loaded,
  where: string,
): Promise<void> {
  const store = openFileStore(folder, { world: testWorld(disk.files, platform, 999) });
  const swapped = await store.compareAndSwap(found.revision, withGrants('after'));
  must(swapped.ok, `${where}: the next writer was refused`);
  must(grantsOf(await store.load(), where).startsWith('after'), `${where}: the next writer was not read`);
}

function grantsOf(loaded: Loaded, where: string): string {
  must(
    loaded.status === 'loaded',
    `${where}: it is ${loaded.status}${'problem' in loaded ? `: ${loaded.problem}` : ''}`,
  );
  return loaded.document.grants.map((grant) => grant.id).join(' ');
}

/** A killed process never answers: give the others time to finish, then go on without it. */
export async function within<T>(result: Promise<T>): Promise<T | undefined> {
  let isOver = false;
  const settled = result.then(
    (value) => ({ value }),
    () => ({ value: undefined }),
  );
  void settled.then(() => {
    isOver = true;
  });
  for (let turn = 0; turn < 400 && !isOver; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return isOver ? (await settled).value : undefined;
}

/** A disk that takes so many bytes more; like a real one it takes what fits before it refuses. */
export function withRoom(disk: MemoryDisk, room: number): MemoryDisk['files'] {
  let left = room;
  return {
    ...disk.files,
    open: async (path, mode) => {
      const file = await disk.files.open(path, mode);
      return {
        ...file,
        write: async (bytes, offset) => {
          if (left === 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
          const taken = Math.min(left, bytes.length - offset);
          left -= taken;
          return file.write(bytes.subarray(0, offset + taken), offset);
        },
      };
    },
  };
}

export function describeFault(fault: Fault): string {
  return 'code' in fault ? `${fault.code} ${fault.kind}` : fault.kind;
}
