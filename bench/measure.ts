export type Effort = 'smoke' | 'brief' | 'full';

const EFFORTS: Readonly<Record<Effort, { readonly milliseconds: number; readonly rounds: number }>> = {
  smoke: { milliseconds: 1, rounds: 1 },
  brief: { milliseconds: 100, rounds: 3 },
  full: { milliseconds: 200, rounds: 5 },
};

/** How often `work` runs in a second, at its best of several rounds: the others were disturbed by something else. */
export function perSecond(work: () => void, effort: Effort): number {
  const { milliseconds, rounds } = EFFORTS[effort];
  let batch = 1;
  while (timed(work, batch) < milliseconds / 10) batch *= 2; // also warms up
  let best = 0;
  for (let round = 0; round < rounds; round++) best = Math.max(best, oneRound(work, batch, milliseconds));
  return best;
}

function oneRound(work: () => void, batch: number, milliseconds: number): number {
  let count = 0;
  let spent = 0;
  while (spent < milliseconds) {
    spent += timed(work, batch);
    count += batch;
  }
  return (count * 1000) / spent;
}

/** Milliseconds of processor time: what other programs do meanwhile does not count. */
function timed(work: () => void, times: number): number {
  const start = process.cpuUsage();
  for (let time = 0; time < times; time++) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Goes through several works over and over: one alone would measure what the processor remembers of it. */
export function inTurn(works: readonly (() => void)[]): () => void {
  let at = 0;
  return () => works[at++ % works.length]?.();
}
