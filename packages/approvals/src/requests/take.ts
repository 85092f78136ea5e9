import { type Reservation, reserve } from '../counters.ts';
import type { ApprovalRecord, StoreDocument } from '../document.ts';
import type { Change } from '../update-store.ts';
import { type ApprovalRequest, type Consumption, sealed, stepped, unsealed, withApprovals } from './approval.ts';
import type { Binding } from './binding.ts';
import { expired, hasItsGrants, isPast, NOBODY, type RequestTime, statusAt } from './time.ts';

/** How many requests are kept, and for how long. */
export interface RequestLimits {
  /** How long a request and its answer live, in milliseconds. */
  readonly expiresInMs: number;
  /** How long a retry meets the same pending request, in milliseconds. */
  readonly dedupeWindowMs: number;
  readonly mostPendingPerAgent: number;
  readonly mostPending: number;
  /** How many requests that are over are kept for people to look at. */
  readonly mostFinished: number;
}

/** A question as it comes to the store. */
export interface Asked extends Binding {
  readonly time: RequestTime;
  readonly limits: RequestLimits;
  /** Units that its other parts need, taken when it is let through. */
  readonly wanted: readonly Reservation[];
  readonly agent: string | undefined;
  readonly consumptionId: string;
  /** The request to store if none is there. */
  readonly draft: () => ApprovalDraft;
}

/** A request before it is stored. */
export type ApprovalDraft = Omit<ApprovalRequest, 'status' | 'createdAt' | 'expiresAt' | 'history'>;

/** What the store has for a question. */
export type Taken =
  | { readonly kind: 'consumed'; readonly approval: ApprovalRequest; readonly consumption: Consumption }
  | { readonly kind: 'requested' | 'reused' | 'denied'; readonly approval: ApprovalRequest }
  /** A limited rule or grant that the request also needs has nothing left. */
  | { readonly kind: 'exhausted'; readonly key: string }
  | { readonly kind: 'full'; readonly problem: string };

/**
 * Consumes the approval of a question, or says how it stands; where nobody was asked yet, asks. All of it is one change
 * of the document, units included, so that of many retries at once one goes through.
 */
export function take(document: StoreDocument, asked: Asked): Change<Taken> {
  const own = document.approvals.filter((record) => record.subject === asked.subject).map(unsealed);
  const live = own
    .filter((approval) => approval !== undefined)
    .filter((approval) => approval.fingerprint === asked.fingerprint && hasItsGrants(approval, document))
    .map((approval) => ({ approval, status: statusAt(approval, asked.time) }));
  const at = (status: string) => live.find((one) => one.status === status)?.approval;
  const approved = at('approved');
  if (approved !== undefined) return consume(document, approved, asked);
  const denied = at('denied');
  if (denied !== undefined) return { document, result: { kind: 'denied', approval: denied } };
  const { now } = asked.time;
  const young = live.find(
    (one) => one.status === 'pending' && now - one.approval.createdAt < asked.limits.dedupeWindowMs,
  );
  if (young !== undefined) return { document, result: { kind: 'reused', approval: young.approval } };
  return request(document, asked);
}

function consume(document: StoreDocument, approval: ApprovalRequest, asked: Asked): Change<Taken> {
  const { now } = asked.time;
  const reserved = reserve(document, asked.wanted, now);
  if ('exhausted' in reserved) return { document, result: { kind: 'exhausted', key: reserved.exhausted.key } };
  const consumption: Consumption = { id: asked.consumptionId, at: now, taken: asked.wanted };
  const entry = { at: now, step: 'consumed', consumption: consumption.id } as const;
  const next = stepped(approval, 'consumed', entry, { consumption });
  return {
    document: withApprovals(reserved.document, [next]),
    result: { kind: 'consumed', approval: next, consumption },
  };
}

function request(document: StoreDocument, asked: Asked): Change<Taken> {
  const { time, limits } = asked;
  const tidy = tidied(document, asked);
  const pending = tidy.approvals.filter((record) => record.status === 'pending');
  if (pending.filter((record) => record.agent === asked.agent).length >= limits.mostPendingPerAgent)
    return full(document, `${limits.mostPendingPerAgent} requests of this agent wait already`);
  if (pending.length >= limits.mostPending) return full(document, `${limits.mostPending} requests wait already`);
  const approval: ApprovalRequest = {
    ...asked.draft(),
    status: 'pending',
    createdAt: time.now,
    expiresAt: time.now + limits.expiresInMs,
    history: [{ at: time.now, step: 'requested' }],
  };
  return {
    document: { ...tidy, approvals: [...tidy.approvals, sealed(approval)] },
    result: { kind: 'requested', approval },
  };
}

const full = (document: StoreDocument, problem: string): Change<Taken> => ({
  document,
  result: { kind: 'full', problem: `${problem}; answer or expire some of them first` },
});

/** What is over is marked so, and old ones are dropped. */
function tidied(document: StoreDocument, asked: Asked): StoreDocument {
  const { time } = asked;
  const late = document.approvals.filter((record) => isOpen(record) && Number(record.expiresAt) <= time.now);
  const over = late
    .map(unsealed)
    .filter((approval) => approval !== undefined)
    .map((approval) => expired(approval, time.now, NOBODY, 'its time was over'));
  const kept = withoutMoot(withApprovals(document, over), asked, time);
  return dropOldest(kept, asked.limits.mostFinished);
}

/** Ends the open requests for a call that the policy judges differently now, or whose time is over by any clock. */
export function withoutMoot(
  document: StoreDocument,
  { subject, fingerprint }: Partial<Binding>,
  time: RequestTime,
): StoreDocument {
  const same = document.approvals.filter((record) => isOpen(record) && record.subject === subject).map(unsealed);
  const moot = same.flatMap((approval) => {
    if (approval === undefined) return [];
    if (isPast(approval, time)) return [expired(approval, time.now, NOBODY, 'its time was over')];
    if (!hasItsGrants(approval, document)) return [expired(approval, time.now, NOBODY, 'what it gave was taken back')];
    return approval.fingerprint === fingerprint
      ? []
      : [expired(approval, time.now, NOBODY, 'the policy judges it differently now')];
  });
  return withApprovals(document, moot);
}

const isOpen = ({ status }: ApprovalRecord): boolean => status === 'pending' || status === 'approved';

/** Requests that are over, but for the newest; a consumed one whose call has not ended is not over. */
function dropOldest(document: StoreDocument, most: number): StoreDocument {
  const finished = document.approvals.filter(
    ({ status, consumption }) =>
      status === 'denied' || status === 'expired' || (status === 'consumed' && isSettled(consumption)),
  );
  const dropped = new Set(finished.slice(0, Math.max(0, finished.length - most)));
  return dropped.size === 0
    ? document
    : { ...document, approvals: document.approvals.filter((record) => !dropped.has(record)) };
}

const isSettled = (consumption: unknown): boolean =>
  typeof consumption === 'object' && consumption !== null && 'settledAt' in consumption;
