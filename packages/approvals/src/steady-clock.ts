import type { Surroundings } from './surroundings.ts';

/** The same surroundings with a clock that never goes back: whatever expired stays expired, whoever sets the clock. */
export function withSteadyClock(surroundings: Surroundings): Surroundings {
  let latest = Number.NEGATIVE_INFINITY;
  return {
    randomBytes: (count) => surroundings.randomBytes(count),
    wait: (milliseconds, cancel) => surroundings.wait(milliseconds, cancel),
    now: () => {
      latest = Math.max(latest, surroundings.now());
      return latest;
    },
  };
}
