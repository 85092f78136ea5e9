import type { CancelSignal, Surroundings } from '../surroundings.ts';

/** A clock that stands still until it is told to move. */
export interface TestSurroundings extends Surroundings {
  /** Lets time pass: whoever waits for less wakes up. */
  pass(milliseconds: number): Promise<void>;
  /** Sets the clock, back as well; nobody wakes up. */
  setClock(now: number): void;
}

export const START = 1_700_000_000_000;

/** Time that the test moves, and random bytes that are the same in every run. */
export function createTestSurroundings(seed = 1): TestSurroundings {
  let now = START;
  let state = seed;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  return {
    now: () => now,
    randomBytes: (count) => Uint8Array.from({ length: count }, next),
    wait: (milliseconds: number, cancel?: CancelSignal) =>
      new Promise((resolve) => {
        const sleeper = { until: now + milliseconds, wake: resolve };
        if (cancel?.aborted === true) return resolve();
        cancel?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          resolve();
        });
        sleepers.add(sleeper);
      }),
    pass: async (milliseconds) => {
      now += milliseconds;
      for (const sleeper of [...sleepers]) {
        if (sleeper.until > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await settled();
    },
    setClock: (time) => {
      now = time;
    },
  };
}

/** As those, but waiting takes no time at all: for tries and pauses that are not what a test is about. */
export function createHastySurroundings(seed = 1): TestSurroundings {
  return { ...createTestSurroundings(seed), wait: async () => {} };
}

declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

/** Everything that was under way and waits for nothing is done. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => void setTimeout(resolve, 0));
}
