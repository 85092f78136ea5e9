import type { Reservation } from '../counters.ts';
import type { Decision } from '../engine.ts';
import type { Remaining } from '../remaining.ts';
import type { ApprovalRequest } from './approval.ts';

/** What is to happen now. `warnings` are troubles that changed nothing about it. */
export type DeskOutcome = DeskEnding & { readonly warnings: readonly string[] };
export type DeskEnding = Run | Refusal;

/** The call may run, once. */
export interface Run {
  readonly outcome: 'run';
  /** `approved`: a request was consumed for it. */
  readonly reason: 'allowed' | 'approved';
  readonly decision: Decision;
  /** For `settle`, once the call has ended. */
  readonly ticket: RunTicket;
  readonly approval?: ApprovalRequest;
  /** What limited rules and grants have left after this. */
  readonly remaining: readonly Remaining[];
}

/** The call does not run. */
export interface Refusal {
  readonly outcome: 'refuse';
  readonly reason: RefusalReason;
  /** One sentence for people. */
  readonly detail: string;
  readonly decision?: Decision;
  /** The request that waits, or that was denied. */
  readonly approval?: ApprovalRequest;
}

export type RefusalReason =
  | 'approval-required'
  | 'denied-by-policy'
  | 'denied-by-person'
  | 'too-many-requests'
  | 'too-large-to-show'
  | 'no-store'
  | 'failed';

/** A call that may run, as plain JSON: it may be kept and settled by another process. */
export interface RunTicket {
  readonly approval?: string;
  readonly consumption: string;
  readonly taken: readonly Reservation[];
  readonly takenAt: number;
}

/** It runs. */
export function run(
  reason: Run['reason'],
  decision: Decision,
  ticket: RunTicket,
  remaining: readonly Remaining[],
): Run {
  return { outcome: 'run', reason, decision, ticket, remaining };
}

/** It does not run. */
export function refuse(
  reason: RefusalReason,
  detail: string,
  more: { readonly decision?: Decision; readonly approval?: ApprovalRequest } = {},
): Refusal {
  return { outcome: 'refuse', reason, detail, ...more };
}
