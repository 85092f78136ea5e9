import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Surroundings } from '@writ/approvals';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { nodeProcesses, type Processes } from './lock-holder.ts';
import { currentPlatform, type Platform } from './platform.ts';
import { codeOf } from './problem.ts';

/** Everything storage needs from outside; a test hands in its own. */
export interface World {
  readonly files: FileSystem;
  readonly platform: Platform;
  readonly surroundings: Surroundings;
  readonly processes: Processes;
}

/** Time and randomness of this process. */
export const nodeSurroundings: Surroundings = {
  now: () => Date.now(),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  wait: async (milliseconds, cancel) => {
    const aborted = new AbortController();
    const abort = () => aborted.abort();
    if (cancel?.aborted === true) return;
    cancel?.addEventListener('abort', abort);
    await sleep(milliseconds, undefined, { signal: aborted.signal }).catch(() => {});
    cancel?.removeEventListener('abort', abort);
  },
};

/** This machine. */
export function currentWorld(): World {
  return {
    files: nodeFileSystem,
    platform: currentPlatform(),
    surroundings: nodeSurroundings,
    processes: nodeProcesses,
  };
}

/** 96 random bits as a name: nobody can put a link in its place beforehand. */
export function randomName({ surroundings }: World): string {
  return Buffer.from(surroundings.randomBytes(12)).toString('base64url');
}

/** Tries again, with growing pauses and for at most about two seconds, while the system says that the file is busy. */
export async function whileBusy<T>(world: World, action: () => Promise<T>): Promise<T> {
  for (let pause = 5; ; pause *= 2) {
    try {
      return await action();
    } catch (error) {
      if (pause > 1000 || !world.platform.mayPass(codeOf(error))) throw error;
    }
    await world.surroundings.wait(pause);
  }
}
