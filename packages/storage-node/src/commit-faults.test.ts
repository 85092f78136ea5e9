import type { Loaded, StoreDocument, Swapped } from '@writ/approvals';
import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { posixPlatform, windowsPlatform } from './platform.ts';
import { type Fault, withFault } from './testing/faults.ts';
import { createMemoryDisk, type DiskOptions, type MemoryDisk } from './testing/memory-files.ts';
import { testWorld, withGrants } from './testing/test-world.ts';

const OLD = withGrants('old');
const NEW = withGrants('old', 'new');

const FAULTS: readonly Fault[] = [
  ...[
    'EIO',
    'ENOSPC',
    'EDQUOT',
    'EROFS',
    'EACCES',
    'EMFILE',
    'EINTR',
    'EBUSY',
    'EXDEV',
    'EPERM',
    'ENOENT',
    'EEXIST',
  ].flatMap((code): readonly Fault[] => [
    { kind: 'fails', code },
    { kind: 'done-but-fails', code },
  ]),
  { kind: 'short' },
  { kind: 'killed-before' },
  { kind: 'killed-after' },
];

const DISKS: readonly [name: string, disk: DiskOptions][] = [
  ['hard links', {}],
  ['no hard links: lock and rename', { hardLinks: false }],
  ['Windows', { windows: true }],
  ['Windows without hard links', { windows: true, hardLinks: false }],
];

/** How often a call of a commit may go wrong before the run is taken for endless. */
const MOST_CALLS = 500;

test.for(DISKS.flatMap(([name, disk]) => FAULTS.map((fault) => [name, describe(fault), disk, fault] as const)))(
  '%s, %s at every call of a commit: the old document or the new one, and never a lie about which',
  async ([, , options, fault]) => {
    let at = 1;
    for (; at <= MOST_CALLS; at += 1) {
      const { disk, revision, folder, platform } = await diskWithOldDocument(options);
      const faulty = withFault(disk.files, at, fault);
      const store = openFileStore(folder, { world: testWorld(faulty.files, platform, at) });
      const swapped = await within(store.compareAndSwap(revision, NEW));
      const after = await openFileStore(folder, { world: testWorld(disk.files, platform, at + 1) }).load();
      checkState(swapped, after, `call ${at}: ${faulty.calls[at - 1] ?? 'none'}`);
      await expectUsable(disk, folder, platform, after);
      if (!faulty.reached) break;
    }
    expect(at).toBeLessThan(MOST_CALLS);
    expect(at).toBeGreaterThan(10);
  },
);

test.for([
  ['hard links', {}],
  ['no hard links', { hardLinks: false }],
] as const)(
  '%s, power cut after every call of a commit: what was acknowledged is there, and nothing is torn',
  async ([, options]) => {
    let at = 1;
    for (let reached = true; reached; at += 1) {
      for (let choice = 0; choice < 8; choice += 1) {
        const { disk, revision, folder, platform } = await diskWithOldDocument(options);
        const faulty = withFault(disk.files, at, { kind: 'killed-after' });
        const store = openFileStore(folder, { world: testWorld(faulty.files, platform, at) });
        const swapped = await within(store.compareAndSwap(revision, NEW));
        const random = testWorld(disk.files, platform, at * 8 + choice).surroundings;
        const left = disk.powerCut(() => ((random.randomBytes(1)[0] ?? 0) & 1) === 1);
        const after = await openFileStore(folder, { world: testWorld(left.files, platform, at + 1) }).load();
        checkState(swapped, after, `call ${at}, choice ${choice}`);
        reached = faulty.reached;
      }
    }
    expect(at).toBeGreaterThan(10);
  },
);

test('power cut after every call of the very first commit, folders included', async () => {
  let at = 1;
  for (let reached = true; reached; at += 1) {
    for (let choice = 0; choice < 8; choice += 1) {
      const disk = createMemoryDisk();
      const faulty = withFault(disk.files, at, { kind: 'killed-after' });
      const store = openFileStore('/home/u/.writ/store', { world: testWorld(faulty.files, posixPlatform(0), at) });
      const missing = await within(store.load());
      const swapped = missing && (await within(store.compareAndSwap(missing.revision, NEW)));
      const random = testWorld(disk.files, posixPlatform(0), at * 8 + choice).surroundings;
      const left = disk.powerCut(() => ((random.randomBytes(1)[0] ?? 0) & 1) === 1);
      const after = await openFileStore('/home/u/.writ/store', { world: testWorld(left.files) }).load();
      if (swapped?.ok === true) expect(grantsOf(after)).toEqual(['old', 'new']);
      else expect(['missing', 'loaded']).toContain(after.status);
      reached = faulty.reached;
    }
  }
  expect(at).toBeGreaterThan(15);
});

test('a full disk at every byte of a commit: an error, the old document, and nothing left behind', async () => {
  for (let room = 0; room < 4000; room += 7) {
    const { disk, revision, folder, platform } = await diskWithOldDocument({});
    const before = [...disk.names].sort();
    const store = openFileStore(folder, { world: testWorld(withRoom(disk, room), platform) });
    const swapped = await store.compareAndSwap(revision, NEW).catch((error: unknown) => error as { code: string });
    const after = await openFileStore(folder, { world: testWorld(disk.files, platform) }).load();
    if ('ok' in swapped) {
      expect(swapped.ok).toBe(true);
      expect(grantsOf(after)).toEqual(['old', 'new']);
      return;
    }
    expect(swapped.code).toBe('ENOSPC');
    expect(after.revision).toBe(revision);
    expect([...disk.names].sort()).toEqual(before);
  }
  throw new Error('the disk was never large enough');
});

/** A disk that takes so many bytes more; like a real one it takes what fits before it refuses. */
function withRoom(disk: MemoryDisk, room: number): MemoryDisk['files'] {
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

async function diskWithOldDocument(options: DiskOptions) {
  const disk = createMemoryDisk(options);
  const platform = options.windows === true ? windowsPlatform : posixPlatform(0);
  const folder = options.windows === true ? 'C:\\store' : '/store';
  const store = openFileStore(folder, { world: testWorld(disk.files, platform) });
  const swapped = await store.compareAndSwap((await store.load()).revision, OLD);
  if (!swapped.ok) throw new Error(`could not begin: ${swapped.why}`);
  return { disk, revision: swapped.revision, folder, platform };
}

function checkState(swapped: Swapped | undefined, after: Loaded, where: string): void {
  const grants = grantsOf(after);
  expect([['old'], ['old', 'new']], where).toContainEqual(grants);
  if (swapped?.ok === true) expect(grants, where).toEqual(['old', 'new']);
  if (swapped?.ok === false && swapped.why === 'conflict') expect(grants, where).toEqual(['old']);
}

/** After any fault the next writer simply goes on. */
async function expectUsable(
  disk: MemoryDisk,
  folder: string,
  platform: typeof windowsPlatform,
  after: Loaded,
): Promise<void> {
  const next: StoreDocument = withGrants('after');
  const store = openFileStore(folder, { world: testWorld(disk.files, platform, 999) });
  expect(await store.compareAndSwap(after.revision, next)).toMatchObject({ ok: true });
  expect(grantsOf(await store.load())).toEqual(['after']);
}

function grantsOf(loaded: Loaded): readonly string[] {
  if (loaded.status !== 'loaded') throw new Error(`${loaded.status}: ${'problem' in loaded ? loaded.problem : ''}`);
  return loaded.document.grants.map((grant) => grant.id);
}

/** A killed process never answers: give the others time to finish, then go on without it. */
async function within<T>(result: Promise<T>): Promise<T | undefined> {
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

function describe(fault: Fault): string {
  return 'code' in fault ? `${fault.code} ${fault.kind}` : fault.kind;
}
