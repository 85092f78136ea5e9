import { canonicalJson, sha256Hex } from '@writ/engine';
import type { Reservation } from '../counters.ts';
import { type ApprovalRecord, frozen, type Scope, type StoreDocument } from '../document.ts';
import type { Offer } from '../offers.ts';

/** Where a request stands. `consumed` means that a call was let through with it, and nothing about how that call ended. */
export type ApprovalStatus = 'pending' | 'approved' | 'denied' | 'expired' | 'consumed';

/** A question that waits in the store for a person. All times are milliseconds since 1970. */
export interface ApprovalRequest {
  /** `apr_` and a UUIDv7. */
  readonly id: string;
  readonly status: ApprovalStatus;
  /** SHA-256 over all that an answer is bound to: a retry that differs in any of it is another question. */
  readonly fingerprint: string;
  /** As that, without the policy: the same call under another policy makes older questions moot. */
  readonly subject: string;
  /** Of the policy that asked. */
  readonly revision: string;
  readonly demands: readonly Demand[];
  readonly agent?: string;
  readonly session?: string;
  readonly shown: ShownRequest;
  /** What may be remembered instead of answering once, narrowest first, and for whom. */
  readonly offers: readonly Offer[];
  readonly scope: Scope;
  readonly createdAt: number;
  /** The first instant at which it no longer counts, whatever was answered. */
  readonly expiresAt: number;
  readonly decidedAt?: number;
  readonly actor?: string;
  readonly reason?: string;
  /** The grants that were given with the answer: without them the answer is withdrawn. */
  readonly grants?: readonly string[];
  /** The call that was let through; kept after it ended. */
  readonly consumption?: Consumption;
  readonly history: readonly ApprovalEntry[];
}

/** A rule that asked, or `default`. */
export interface Demand {
  readonly rule: string;
  /** Its place, for people: `team.writ:12`; absent for the default. */
  readonly place?: string;
  readonly text: string;
  /** SHA-256 of the rule as written. */
  readonly hash: string;
}

/** The request as people may see it: secrets masked, hidden characters escaped, nothing left out. */
export interface ShownRequest {
  readonly kind: string;
  readonly tool?: string;
  readonly text: string;
  readonly cwd?: string;
  /** Arguments for lists and messages: the first five names, values cut. */
  readonly preview: Readonly<Record<string, string>>;
  /** Secrets stand as `***`. */
  readonly masked: boolean;
  /** Why it is asked, and what is odd about the text; one sentence each. */
  readonly notes: readonly string[];
}

/** A call that was let through: durable before the call starts, so there is at most one. */
export interface Consumption {
  readonly id: string;
  readonly at: number;
  /** Units taken with it, and given back with it. */
  readonly taken: readonly Reservation[];
  /** The call ended and counts. Without it the call runs, or whoever ran it was stopped: nobody knows whether it happened. */
  readonly settledAt?: number;
}

export const APPROVAL_STEPS = ['requested', 'approved', 'denied', 'consumed', 'rolled_back', 'expired'] as const;
/** What can happen to a request. */
export type ApprovalStep = (typeof APPROVAL_STEPS)[number];

/** One line of a request's history. */
export interface ApprovalEntry {
  readonly at: number;
  readonly step: ApprovalStep;
  readonly actor?: string;
  readonly reason?: string;
  readonly consumption?: string;
}

/** Bump when a field changes its meaning: older programs then leave such records alone. */
const FORMAT = 1;

/** The record as it is stored, with a seal over every field: a record that was touched by hand counts for nothing. */
export function sealed(approval: ApprovalRequest): ApprovalRecord {
  const fields = JSON.parse(JSON.stringify(approval)) as ApprovalRecord; // without what is `undefined`
  return { ...fields, seal: sealOf(fields) };
}

/** The request in a record, or `undefined` where its seal is broken or made by a later version. */
export function unsealed(record: ApprovalRecord): ApprovalRequest | undefined {
  const known = opened.get(record);
  if (known !== undefined) return known;
  const { seal, ...fields } = record;
  if (seal !== sealOf(fields)) return undefined;
  const approval = Object.freeze(fields) as unknown as ApprovalRequest;
  opened.set(frozen(record), approval);
  return approval;
}

/** Looking at a seal takes a while, and there are many: each is looked at once, and freezing keeps it true. */
const opened = new WeakMap<ApprovalRecord, ApprovalRequest>();

function sealOf(fields: object): string {
  return sha256Hex(canonicalJson(['writ approval', FORMAT, fields]));
}

/** The request with this id, if there is one whose seal is whole. */
export function approvalWith(document: StoreDocument, id: string): ApprovalRequest | undefined {
  const record = document.approvals.find((one) => one.id === id);
  return record === undefined ? undefined : unsealed(record);
}

/** The document with requests in place of those with the same ids. */
export function withApprovals(document: StoreDocument, changed: readonly ApprovalRequest[]): StoreDocument {
  if (changed.length === 0) return document;
  const next = new Map(changed.map((approval) => [approval.id, sealed(approval)]));
  return { ...document, approvals: document.approvals.map((record) => next.get(record.id) ?? record) };
}

/** The request one step further. */
export function stepped(
  approval: ApprovalRequest,
  status: ApprovalStatus,
  entry: ApprovalEntry,
  more: Partial<ApprovalRequest> = {},
): ApprovalRequest {
  return { ...approval, ...more, status, history: [...approval.history, entry] };
}
