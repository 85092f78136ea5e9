import type { Counter, StoreDocument } from './document.ts';
import { own } from './record.ts';

/** Units to give out under a limit: `seconds` is the sliding window, `null` for ever. */
export interface Reservation {
  /** A rule's name, or `grant:` and a grant's id. */
  readonly key: string;
  readonly count: number;
  readonly limit: number;
  readonly seconds: number | null;
}

/** How many units of a counter are taken at `now`. */
export function taken(counter: Counter | undefined, now: number): number {
  return counter === undefined ? 0 : live(counter, now).length;
}

/** The counts of every limited rule, for the engine's context. */
export function countsAt(document: StoreDocument, now: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(document.counters).map(([key, counter]) => [key, taken(counter, now)]));
}

/** The document with all units taken, or the first reservation that is exhausted: all or none. */
export function reserve(
  document: StoreDocument,
  reservations: readonly Reservation[],
  now: number,
): { readonly document: StoreDocument } | { readonly exhausted: Reservation } {
  const counters = new Map(Object.entries(document.counters));
  for (const reservation of reservations) {
    const times = live({ seconds: reservation.seconds, times: counters.get(reservation.key)?.times ?? [] }, now);
    if (times.length + reservation.count > reservation.limit) return { exhausted: reservation };
    const units = Array<number>(reservation.count).fill(now);
    counters.set(reservation.key, { seconds: reservation.seconds, times: [...times, ...units] });
  }
  return reservations.length === 0
    ? { document }
    : { document: { ...document, counters: Object.fromEntries(counters) } };
}

/** Gives units back to the window they were taken from; what has left the window stays gone. */
export function refund(document: StoreDocument, reservations: readonly Reservation[], takenAt: number): StoreDocument {
  const counters = new Map(Object.entries(document.counters));
  for (const { key, count } of reservations) {
    const counter = own(document.counters, key);
    if (counter !== undefined)
      counters.set(key, { ...counter, times: dropped(counters.get(key)?.times ?? [], takenAt, count) });
  }
  return { ...document, counters: Object.fromEntries(counters) };
}

/** A clock that went back never frees a unit early: a time in the future still counts. */
function live(counter: Counter, now: number): readonly number[] {
  const { seconds, times } = counter;
  return seconds === null ? times : times.filter((time) => time > now - seconds * 1000);
}

function dropped(times: readonly number[], time: number, count: number): readonly number[] {
  let left = count;
  return times.filter((entry) => {
    if (entry !== time || left === 0) return true;
    left -= 1;
    return false;
  });
}
