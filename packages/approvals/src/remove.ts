import { GRANT_KEY } from './applicable.ts';
import type { Grant, Refusal, StoreDocument } from './document.ts';
import { without } from './record.ts';
import type { Change } from './update-store.ts';

/** Machines remove by id only; people may name a pattern, and then letter case does not matter. */
export type Removal = { readonly id: string } | { readonly pattern: string };

/** Removes grants and refusals, with all that is known about them, and leaves a tombstone for each. */
export function removeAnswers(
  document: StoreDocument,
  removal: Removal,
  now: number,
): Change<{ readonly removed: readonly (Grant | Refusal)[] }> {
  return removeWhere(document, (answer) => isMeant(answer, removal), now);
}

/** Removes what an arbitrary test picks: expired grants, those of an ended session, those unused for long. */
export function removeWhere(
  document: StoreDocument,
  picks: (answer: Grant | Refusal) => boolean,
  now: number,
): Change<{ readonly removed: readonly (Grant | Refusal)[] }> {
  const removed = [...document.grants, ...document.answers].filter(picks);
  if (removed.length === 0) return { document, result: { removed } };
  const ids = new Set(removed.map((answer) => answer.id));
  const tombstones = { ...document.tombstones, ...Object.fromEntries(removed.map((answer) => [answer.id, now])) };
  return {
    document: {
      ...document,
      grants: document.grants.filter((grant) => !ids.has(grant.id)),
      answers: document.answers.filter((refusal) => !ids.has(refusal.id)),
      usage: without(document.usage, (id) => ids.has(id)),
      counters: without(document.counters, (key) => ids.has(key.slice(GRANT_KEY.length)) && key.startsWith(GRANT_KEY)),
      tombstones: without(tombstones, (_, removedAt) => removedAt < now - TOMBSTONES_KEPT_MS),
    },
    result: { removed },
  };
}

const TOMBSTONES_KEPT_MS = 90 * 24 * 3600 * 1000;
function isMeant(answer: Grant | Refusal, removal: Removal): boolean {
  if ('id' in removal) return answer.id === removal.id;
  return answer.pattern.toLowerCase() === removal.pattern.trim().toLowerCase();
}
