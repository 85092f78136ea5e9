import type { StoreDocument } from '../document.ts';
import { type ApprovalRequest, type ApprovalStatus, stepped } from './approval.ts';

/** What time it is for requests: the wall clock, and whatever else says that a request's time is over. */
export interface RequestTime {
  readonly now: number;
  /** By a clock that cannot be set, where there is one. */
  readonly isOver?: (approval: ApprovalRequest) => boolean;
}

/**
 * Where a request stands at a time. Past its time it has expired, whatever is written; so has one with a step that
 * lies in the future: the clock was set back since, and nobody can tell how long ago that step was.
 */
export function statusAt(approval: ApprovalRequest, time: RequestTime): ApprovalStatus {
  const { status } = approval;
  if (status === 'expired' || status === 'consumed') return status;
  return isPast(approval, time) ? 'expired' : status;
}

/** Whether a request's time is over. */
export function isPast(approval: ApprovalRequest, { now, isOver }: RequestTime): boolean {
  const latest = Math.max(...approval.history.map((entry) => entry.at));
  return now >= approval.expiresAt || now < latest || isOver?.(approval) === true;
}

/** Whether the grants that came with an answer are all still there. */
export function hasItsGrants(approval: ApprovalRequest, document: StoreDocument): boolean {
  return (approval.grants ?? []).every((id) => document.grants.some((grant) => grant.id === id));
}

/** The request, ended. */
export function expired(approval: ApprovalRequest, now: number, actor: string, reason: string): ApprovalRequest {
  // A clock that was set back writes no history that runs backwards.
  const at = Math.max(now, ...approval.history.map((entry) => entry.at));
  return stepped(approval, 'expired', { at, step: 'expired', actor, reason });
}

/** Who acts when nobody does. */
export const NOBODY = 'writ';
