/** A delay longer than this would look like something that is broken. */
const LONGEST_MS = 2_000;

/**
 * Does the latest thing it was given once nothing newer came for a while. That is the time given, or longer where the
 * work itself takes long: so that typing goes on in between.
 */
export function createLater(leastMs: number): (work: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tookMs = 0;
  return (work) => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        const start = performance.now();
        work();
        tookMs = performance.now() - start;
      },
      pauseFor(leastMs, tookMs),
    );
  };
}

/** How long to wait for the next key before something is done that takes so long. */
export function pauseFor(leastMs: number, tookMs: number): number {
  return Math.min(Math.max(leastMs, 2 * tookMs), LONGEST_MS);
}
