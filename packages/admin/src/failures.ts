/** Slows down whoever guesses: after so many wrong tokens in a minute, the others are answered with a number of seconds. */
export interface Failures {
  /** Notes a failure; the seconds to wait where there were too many. */
  note(): number | undefined;
}

const MOST = 10;
const WINDOW_MS = 60_000;

/** Counts failures on a clock in milliseconds. */
export function createFailures(now: () => number): Failures {
  let times: number[] = [];
  return {
    note: () => {
      const at = now();
      times = [...times.filter((time) => time > at - WINDOW_MS && time <= at), at].slice(-(MOST + 1));
      const [first = at] = times;
      return times.length > MOST ? Math.ceil((first + WINDOW_MS - at) / 1000) : undefined;
    },
  };
}
