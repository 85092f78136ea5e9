import type { Grant, StoreDocument } from '../document.ts';
import { addGrant } from '../grants.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Change } from '../update-store.ts';
import {
  type ApprovalRequest,
  type ApprovalStatus,
  approvalWith,
  stepped,
  unsealed,
  withApprovals,
} from './approval.ts';
import { expired, type RequestTime, statusAt } from './time.ts';

/** What a person says to a request. */
export interface ApprovalAnswer {
  /** `expire` also withdraws an approval that was not used yet. */
  readonly say: 'approve' | 'deny' | 'expire';
  /** Whoever says so, as people will read it. */
  readonly actor: string;
  readonly reason?: string;
  /** Approving, and remembering: the id of one of the request's offers. */
  readonly offer?: string;
  /** The fingerprint that was on show: if it is another one, nothing is changed. */
  readonly fingerprint?: string;
}

/** What became of an answer. */
export type Answered =
  /** `changed` is false where the same was said before. */
  | {
      readonly status: 'done';
      readonly approval: ApprovalRequest;
      readonly changed: boolean;
      readonly grants: readonly Grant[];
    }
  | { readonly status: 'conflict'; readonly approval: ApprovalRequest; readonly problem: string }
  | { readonly status: 'unknown' };

/**
 * Answers a request: only while it is pending, and once. Whoever changes the store first wins; the other is told how
 * the request stands now. Other pending requests for the very same call are over with it.
 */
export function answerApproval(
  document: StoreDocument,
  id: string,
  answer: ApprovalAnswer,
  surroundings: Surroundings,
): Change<Answered> {
  const time: RequestTime = { now: surroundings.now() }; // of this try: an earlier one would find others' answers in its future
  const approval = approvalWith(document, id);
  if (approval === undefined) return { document, result: { status: 'unknown' } };
  const conflict = (problem: string): Change<Answered> => ({
    document,
    result: { status: 'conflict', approval, problem },
  });
  if (answer.fingerprint !== undefined && answer.fingerprint !== approval.fingerprint)
    return conflict('what was shown is not what this request is about');
  const status = statusAt(approval, time);
  if (SAYS[answer.say].same.includes(status))
    return answer.offer === undefined
      ? { document, result: { status: 'done', approval, changed: false, grants: [] } }
      : conflict(`it is ${status} already; remember it with \`writ grants add\``);
  if (!SAYS[answer.say].from.includes(status)) return conflict(`it is ${status} already`);
  if (answer.say === 'expire') return settleWith(document, expired(approval, time.now, answer.actor, reasonOf(answer)));
  const remembered = remember(document, approval, answer, surroundings);
  if ('problem' in remembered) return conflict(remembered.problem);
  const { actor, reason } = cleaned(answer);
  const said = { actor, ...(reason === undefined ? {} : { reason }) };
  const entry = { at: time.now, step: SAYS[answer.say].to, ...said };
  const grants = remembered.grants.length === 0 ? {} : { grants: remembered.grants.map((grant) => grant.id) };
  const next = stepped(approval, SAYS[answer.say].to, entry, { decidedAt: time.now, ...said, ...grants });
  const twins = pendingTwins(document, approval).map((twin) =>
    expired(twin, time.now, actor, `answered as ${approval.id}`),
  );
  return settleWith(withApprovals(remembered.document, twins), next, remembered.grants);
}

/** From where each answer leads, and where it was given before. */
const SAYS: Readonly<Record<ApprovalAnswer['say'], Lead>> = {
  approve: { from: ['pending'], same: ['approved', 'consumed'], to: 'approved' },
  deny: { from: ['pending'], same: ['denied'], to: 'denied' },
  expire: { from: ['pending', 'approved'], same: ['expired'], to: 'expired' },
};

interface Lead {
  readonly from: readonly ApprovalStatus[];
  readonly same: readonly ApprovalStatus[];
  readonly to: 'approved' | 'denied' | 'expired';
}

function settleWith(
  document: StoreDocument,
  approval: ApprovalRequest,
  grants: readonly Grant[] = [],
): Change<Answered> {
  const result = { status: 'done', approval, changed: true, grants } as const;
  return { document: withApprovals(document, [approval]), result };
}

function remember(
  document: StoreDocument,
  { offers, scope }: ApprovalRequest,
  answer: ApprovalAnswer,
  surroundings: Surroundings,
): { readonly document: StoreDocument; readonly grants: readonly Grant[] } | { readonly problem: string } {
  if (answer.offer === undefined) return { document, grants: [] };
  const offer = offers.find((one) => one.id === answer.offer);
  if (offer === undefined || answer.say !== 'approve') return { problem: `\`${answer.offer}\` was not offered` };
  let next = document;
  const grants: Grant[] = [];
  for (const { pattern, target } of offer.patterns) {
    const exact = offer.exact === undefined ? {} : { exact: offer.exact };
    const { document: added, result } = addGrant(
      next,
      { pattern, target, scope, origin: 'person', ...exact },
      surroundings,
    );
    if (result.status === 'refused') return { problem: `\`${pattern}\` cannot be remembered: ${result.reason}` };
    next = added;
    grants.push(result.grant);
  }
  return { document: next, grants };
}

function pendingTwins(document: StoreDocument, { id, fingerprint }: ApprovalRequest): readonly ApprovalRequest[] {
  return document.approvals
    .filter((record) => record.status === 'pending' && record.fingerprint === fingerprint && record.id !== id)
    .map(unsealed)
    .filter((twin) => twin !== undefined);
}

/** Names and reasons are for people: short, and never half a character. */
function cleaned({ actor, reason }: ApprovalAnswer): { readonly actor: string; readonly reason?: string } {
  const short = (text: string) =>
    Array.from(text.replace(/\p{Cs}/gu, '\uFFFD'))
      .slice(0, MOST_SAID)
      .join('');
  return { actor: short(actor), ...(reason === undefined ? {} : { reason: short(reason) }) };
}

const MOST_SAID = 500;
const reasonOf = (answer: ApprovalAnswer) => cleaned(answer).reason ?? 'expired by hand';

/** Ends every request whose time is over; their number. */
export function expireStale(
  document: StoreDocument,
  time: RequestTime,
  actor: string,
): Change<readonly ApprovalRequest[]> {
  const stale = document.approvals
    .filter((record) => record.status === 'pending' || record.status === 'approved')
    .map(unsealed)
    .filter((approval) => approval !== undefined && statusAt(approval, time) === 'expired')
    .map((approval) => expired(approval as ApprovalRequest, time.now, actor, 'its time was over'));
  return { document: withApprovals(document, stale), result: stale };
}
