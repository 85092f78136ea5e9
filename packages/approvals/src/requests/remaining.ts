import { type Reservation, taken } from '../counters.ts';
import type { StoreDocument } from '../document.ts';
import { own } from '../record.ts';
import type { Remaining } from './desk-outcome.ts';

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
