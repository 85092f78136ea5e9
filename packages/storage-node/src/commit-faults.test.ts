import type { Loaded } from '@writ/approvals';
import { expect, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { posixPlatform } from './platform.ts';
import {
  checkState,
  DISKS,
  DOINGS,
  type Doing,
  describeFault,
  diskWithOldDocument,
  FAULTS,
  tryFault,
  within,
  withRoom,
} from './testing/commit-trial.ts';
import { withFault } from './testing/faults.ts';
import { createMemoryDisk } from './testing/memory-files.ts';
import { testWorld, withGrants } from './testing/test-world.ts';

const NEW = withGrants('old', 'new');
const [ADDING] = DOINGS;

/** How often a call of a commit may go wrong before the run is taken for endless. */
const MOST_CALLS = 500;

test.for(DISKS.flatMap(([name, disk]) => FAULTS.map((fault) => [name, describeFault(fault), disk, fault] as const)))(
  '%s, %s at every call of a commit, a removal and a compaction: the old document or the new one, and never a lie about which',
  async ([, , options, fault]) => {
    for (const doing of DOINGS) {
      let at = 1;
      while (at <= MOST_CALLS && (await tryFault(options, doing, fault, at))) at += 1;
      expect(at).toBeLessThan(MOST_CALLS);
      expect(at).toBeGreaterThan(10);
    }
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
        checkState(swapped, after, ADDING as Doing, `call ${at}, choice ${choice}`);
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
  for (let room = 0; room < 4000; room += 1) {
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

function grantsOf(loaded: Loaded): readonly string[] {
  if (loaded.status !== 'loaded') throw new Error(`${loaded.status}: ${'problem' in loaded ? loaded.problem : ''}`);
  return loaded.document.grants.map((grant) => grant.id);
}
