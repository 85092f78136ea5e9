import { refund } from '../counters.ts';
import type { StoreDocument } from '../document.ts';
import type { Change } from '../update-store.ts';
import { type ApprovalRequest, approvalWith, type Consumption, stepped, withApprovals } from './approval.ts';
import { expired, isPast, NOBODY, type RequestTime } from './time.ts';

/** What became of the end of a call; `already` when it was said before, `unknown` for a call that was never let through. */
export interface Settled {
  readonly status: 'settled' | 'rolled-back' | 'already' | 'unknown';
  readonly approval?: ApprovalRequest;
}

/** Which call of which request. */
export interface CallName {
  readonly approval: string;
  readonly consumption: string;
}

/** A call that fails so often is asked about anew. */
const MOST_ROLL_BACKS = 20;

/** The call happened: the approval is used up. */
export function commitCall(document: StoreDocument, call: CallName, now: number): Change<Settled> {
  return whileRunning(document, call, (approval, running) => {
    const next = { ...approval, consumption: { ...running, settledAt: now } };
    return { document: withApprovals(document, [next]), result: { status: 'settled', approval: next } };
  });
}

/** The call failed: the approval may be used again until its own time is over, and its units are given back. */
export function rollBackCall(
  document: StoreDocument,
  call: CallName,
  time: RequestTime,
  said: { readonly actor?: string; readonly reason?: string } = {},
): Change<Settled> {
  return whileRunning(document, call, ({ consumption: _consumption, ...approval }, running) => {
    const entry = {
      at: Math.max(time.now, running.at),
      step: 'rolled_back',
      consumption: running.id,
      ...said,
    } as const;
    const next = orEnded(stepped(approval, 'approved', entry), time);
    const refunded = refund(document, running.taken, running.at);
    return { document: withApprovals(refunded, [next]), result: { status: 'rolled-back', approval: next } };
  });
}

function orEnded(approval: ApprovalRequest, time: RequestTime): ApprovalRequest {
  if (isPast(approval, time)) return expired(approval, time.now, NOBODY, 'its time was over');
  const failures = approval.history.filter((entry) => entry.step === 'rolled_back').length;
  return failures < MOST_ROLL_BACKS ? approval : expired(approval, time.now, NOBODY, 'its call failed too often');
}

function whileRunning(
  document: StoreDocument,
  call: CallName,
  end: (approval: ApprovalRequest, running: Consumption) => Change<Settled>,
): Change<Settled> {
  const approval = approvalWith(document, call.approval);
  const { consumption } = approval ?? {};
  if (approval !== undefined && consumption?.id === call.consumption && consumption.settledAt === undefined)
    return end(approval, consumption);
  const isKnown = approval?.history.some((entry) => entry.consumption === call.consumption) === true;
  return {
    document,
    result: approval !== undefined && isKnown ? { status: 'already', approval } : { status: 'unknown' },
  };
}
