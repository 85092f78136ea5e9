import type { RequestLimits } from './take.ts';

/** An hour to answer and to use the answer; ten minutes in which retries meet the same request. */
const USUAL: RequestLimits = {
  expiresInMs: 60 * 60 * 1000,
  dedupeWindowMs: 10 * 60 * 1000,
  mostPendingPerAgent: 100,
  mostPending: 1000,
  mostFinished: 200,
};

/** The limits a host wants; throws a `TypeError` on what is no positive number. */
export function requestLimits(wanted: Partial<RequestLimits> = {}): RequestLimits {
  const limits = { ...USUAL, ...wanted };
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isSafeInteger(value) || value <= 0)
      throw new TypeError(`\`${name}\` is \`${String(value)}\`: it has to be a whole number above 0`);
  }
  return limits;
}
