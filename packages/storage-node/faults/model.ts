import { openFileStore } from '../src/file-store.ts';
import {
  checkState,
  DISKS,
  DOINGS,
  type Doing,
  diskWithOldDocument,
  FAULTS,
  tryFault,
  within,
} from '../src/testing/commit-trial.ts';
import { withFault } from '../src/testing/faults.ts';
import { testWorld, withGrants } from '../src/testing/test-world.ts';
import { type Row, some } from './row.ts';

export const everyCallOfTheModel: Row = {
  name: 'every-fault-every-call',
  fault: 'any call goes wrong in any way',
  how: 'on a disk in memory, with and without hard links, with Linux’s rules and with those of Windows: 14 error codes, each before the call took effect and after; short writes; kills before and after; at every call of a commit, a removal and a compaction',
  holds:
    'the old document or the new one, and the outcome says which, or that it does not know; no use lost or counted twice; the next writer goes on',
  run: async (effort) => {
    let count = 0;
    for (const [, disk] of DISKS)
      for (const doing of DOINGS)
        for (const fault of FAULTS)
          for (let at = 1; await tryFault(disk, doing, fault, at); at += effort.share === 1 ? 1 : 10) count += 1;
    return { did: 'faults', count };
  },
};

const [ADDING] = DOINGS as readonly [Doing];

export const powerCutOfTheModel: Row = {
  name: 'power-cut-model',
  fault: 'power cut after any call',
  how: 'on a disk in memory that forgets what was not flushed, contents by file and names by folder, in any combination: after every call of a commit',
  holds: 'what was acknowledged is there; nothing is torn',
  run: async (effort) => {
    let count = 0;
    for (const hardLinks of [true, false])
      for (let at = 1, reached = true; reached; at += 1)
        for (let choice = 0; choice < some(effort, 100); choice += 1, count += 1)
          reached = await cutAfter(at, choice, hardLinks);
    return { did: 'cuts', count };
  },
};

async function cutAfter(at: number, choice: number, hardLinks: boolean): Promise<boolean> {
  const { disk, revision, folder, platform } = await diskWithOldDocument({ hardLinks });
  const faulty = withFault(disk.files, at, { kind: 'killed-after' });
  const store = openFileStore(folder, { world: testWorld(faulty.files, platform, at) });
  const swapped = await within(store.compareAndSwap(revision, withGrants('old', 'new')));
  const { randomBytes } = testWorld(disk.files, platform, at * 1000 + choice).surroundings;
  const left = disk.powerCut(() => ((randomBytes(1)[0] ?? 0) & 1) === 1);
  const found = await openFileStore(folder, { world: testWorld(left.files, platform, at + 1) }).load();
  checkState(swapped, found, ADDING, `call ${at}, choice ${choice}, ${hardLinks ? 'links' : 'no links'}`);
  return faulty.reached;
}
