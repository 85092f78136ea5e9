import { type Reservation, taken } from './counters.ts';
import type { StoreDocument } from './document.ts';
import { own } from './record.ts';

/** Uses of a limited rule, or of a grant (`grant:` and its id), that are left; `seconds` is the sliding window, `null` for ever. */
export interface Remaining {
  readonly key: string;
  readonly left: number;
  readonly limit: number;
  readonly seconds: number | null;
}

/** What the limits of these reservations have left, as the document stands. */
export function remainingIn(
  document: StoreDocument,
  reservations: readonly Reservation[],
  now: number,
): readonly Remaining[] {
  return reservations.map(({ key, limit, seconds }) => ({
    ...{ key, limit, seconds },
    left: Math.max(0, limit - taken(own(document.counters, key), now)),
  }));
}
