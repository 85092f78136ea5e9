import { counterKeyOf } from './applicable.ts';
import { type Reservation, reserve } from './counters.ts';
import { grantsUsed } from './engine.ts';
import { type Remaining, remainingIn } from './remaining.ts';
import type { Store } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import { type Change, updateStore } from './update-store.ts';
import type { View } from './view.ts';

/** Whether everything limited was reserved; else the counter keys that count as exhausted from now on. */
export type Reserved =
  | { readonly ok: true; readonly taken: readonly Reservation[]; readonly remaining: readonly Remaining[] }
  | { readonly ok: false; readonly exhausted: readonly string[]; readonly problem?: string };

/** Takes one unit an act from every limited rule and grant that a decision relies on, all or none, in one durable write. */
export async function reserveFor(view: View, store: Store, surroundings: Surroundings): Promise<Reserved> {
  const { wanted, unknown } = reservationsOf(view);
  if (unknown.length > 0) return { ok: false, exhausted: unknown };
  if (wanted.length === 0) return { ok: true, taken: [], remaining: [] };
  const updated = await updateStore(
    store,
    (document): Change<Reserved> => {
      const now = surroundings.now();
      const reserved = reserve(document, wanted, now);
      if ('exhausted' in reserved) return { document, result: { ok: false, exhausted: [reserved.exhausted.key] } };
      const remaining = remainingIn(reserved.document, wanted, now);
      return { document: reserved.document, result: { ok: true, taken: wanted, remaining } };
    },
    surroundings,
  );
  if (updated.status === 'saved' || updated.status === 'unchanged') return updated.result;
  return { ok: false, exhausted: wanted.map(({ key }) => key), problem: updated.problem };
}

/** What a decision relies on that is limited: how much of it to take, and rules whose limit nobody knows. */
export function reservationsOf(view: View): {
  readonly wanted: readonly Reservation[];
  readonly unknown: readonly string[];
} {
  const unknown: string[] = [];
  const wanted: Reservation[] = [];
  for (const { rule, count } of view.decision.reservations) {
    const limit = view.policy.limitOf(rule);
    if (limit === undefined) unknown.push(rule);
    else wanted.push({ key: rule, count, limit: limit.count, seconds: limit.seconds });
  }
  for (const [id, count] of grantsUsed(view.decision)) {
    const limit = view.grants.get(id)?.maxUses;
    if (limit !== undefined) wanted.push({ key: counterKeyOf(id), count, limit, seconds: null });
  }
  return { wanted, unknown };
}
