import { taken } from './counters.ts';
import type { Grant, Refusal, StoreDocument } from './document.ts';
import { own } from './record.ts';
import { type Asker, scopeHolds } from './scope.ts';

/** What the counters of grants begin with. */
export const GRANT_KEY = 'grant:';

/** The counter of a grant's uses. */
export function counterKeyOf(grant: string): string {
  return GRANT_KEY + grant;
}

/** Whether a grant's time is over. */
export function isExpired(grant: Grant, now: number): boolean {
  return grant.expiresAt !== undefined && grant.expiresAt <= now;
}

/** Clocks of machines that share a store may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;

/** A clock that stands before a grant was given was set back, and says nothing about when the grant ends. */
function isInTime(grant: Grant, now: number): boolean {
  return grant.expiresAt === undefined || (now < grant.expiresAt && now >= grant.createdAt - CLOCKS_DIFFER_MS);
}

/** The grants that may serve a request of this asker now: in scope, not expired, not used up by others (`credit`: our own units). */
export function applicableGrants(
  document: StoreDocument,
  asker: Asker,
  now: number,
  credit: (key: string) => number = () => 0,
): readonly Grant[] {
  return document.grants.filter((grant) => {
    if (!isInTime(grant, now) || !scopeHolds(grant.scope, asker)) return false;
    const key = counterKeyOf(grant.id);
    return grant.maxUses === undefined || taken(own(document.counters, key), now) - credit(key) < grant.maxUses;
  });
}

/** The refusals meant for this asker. */
export function applicableRefusals(document: StoreDocument, asker: Asker): readonly Refusal[] {
  return document.answers.filter((refusal) => scopeHolds(refusal.scope, asker));
}
