import type { StoreDocument } from '../document.ts';
import { type ApprovalRequest, type ApprovalStatus, unsealed } from './approval.ts';
import { type RequestTime, statusAt } from './time.ts';

/** A request as it stands at a time, for people and programs: nothing in it can be used to let a call through. */
export interface ApprovalView extends Omit<ApprovalRequest, 'offers' | 'scope' | 'subject' | 'status'> {
  readonly status: ApprovalStatus;
  /** The call was let through and nobody said how it ended: it runs, or whoever ran it was stopped. */
  readonly inDoubt: boolean;
  /** What may be remembered with a yes. */
  readonly offers: readonly {
    readonly id: string;
    readonly patterns: readonly string[];
    readonly covers: readonly string[];
  }[];
}

/** Every request of a document, oldest first, and the ids of records that nobody can trust. */
export function approvalsIn(
  document: StoreDocument,
  time: RequestTime,
): { readonly approvals: readonly ApprovalView[]; readonly damaged: readonly string[] } {
  const read = document.approvals.map((record) => ({ id: record.id, approval: unsealed(record) }));
  return {
    approvals: read.flatMap(({ approval }) => (approval === undefined ? [] : [viewOfApproval(approval, time)])),
    damaged: read.filter(({ approval }) => approval === undefined).map(({ id }) => id),
  };
}

/** A request as it stands at a time. */
export function viewOfApproval(approval: ApprovalRequest, time: RequestTime): ApprovalView {
  const { offers, scope: _scope, subject: _subject, ...rest } = approval;
  const { status, consumption } = approval;
  return {
    ...rest,
    status: statusAt(approval, time),
    inDoubt: status === 'consumed' && consumption?.settledAt === undefined,
    offers: offers.map(({ id, patterns, covers }) => ({
      id,
      covers,
      patterns: patterns.map(({ pattern }) => pattern),
    })),
  };
}
