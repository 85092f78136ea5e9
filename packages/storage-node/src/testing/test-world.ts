import { type AuditEntry, EMPTY_DOCUMENT, type Grant, type StoreDocument, type Surroundings } from '@writ/approvals';
import type { FileSystem } from '../file-system.ts';
import type { Processes } from '../lock-holder.ts';
import { type Platform, posixPlatform } from '../platform.ts';
import type { World } from '../world.ts';

/** A world over any file system: time moves only by waiting, random bytes follow from a seed, and so does who we are. */
export function testWorld(files: FileSystem, platform: Platform = posixPlatform(0), seed = 1): World {
  return { files, platform, surroundings: testSurroundings(seed), processes: testProcesses(seed) };
}

/** A process that runs alone: every other has ended. */
function testProcesses(pid: number): Processes {
  const self = { pid, started: '', boot: '', machine: '', namespace: '' };
  return { self: async () => self, isGone: async (holder) => holder.pid !== pid };
}

/** Time and randomness that are the same in every run. */
export function testSurroundings(seed = 1): Surroundings {
  let now = 1_700_000_000_000;
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  return {
    now: () => now,
    randomBytes: (count) => Uint8Array.from({ length: count }, next),
    wait: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A grant to fill documents with. */
export const grantCalled = (id: string, maxUses = 1): Grant => ({
  id,
  pattern: `run ${id}`,
  target: { kind: 'run', commands: [[{ kind: 'word', word: [id] }]], except: [] },
  scope: { workspace: '/repo' },
  origin: 'person',
  createdAt: 1_700_000_000_000,
  maxUses,
});

/** A document with these grants and nothing else. */
export const withGrants = (...ids: readonly string[]): StoreDocument => ({
  ...EMPTY_DOCUMENT,
  grants: ids.map((id) => grantCalled(id)),
});

/** A line for an audit. */
export const entryFor = (request: string): AuditEntry => ({
  at: 1_700_000_000_000,
  outcome: 'run',
  reason: 'allowed',
  effect: 'allow',
  request,
  fingerprint: '',
  revision: '',
  rules: [],
  grants: [],
});
