import type { StoreDocument } from '../document.ts';
import { type ApprovalEntry, type ApprovalRequest, type ApprovalStep, unsealed } from './approval.ts';

/** Something that happened to a request. `approval_reused` changes nothing in the store, so only the process at hand hears of it. */
export interface ApprovalEvent {
  readonly event: `approval_${ApprovalStep | 'reused'}`;
  /** The same for the same step, whoever tells it. */
  readonly id: string;
  readonly at: number;
  readonly approval: ApprovalRequest;
  readonly actor?: string;
  readonly reason?: string;
  readonly consumption?: string;
}

/** Turns what stands in the store into events, each once. */
export interface EventReader {
  /** The events between the last document and this one, oldest first. An older document than the last gives none. */
  read(document: StoreDocument): readonly ApprovalEvent[];
}

/** Creates a reader that knows `start` already. */
export function createEventReader(start?: StoreDocument): EventReader {
  let known = new Map<string, number>();
  const read = (document: StoreDocument): readonly ApprovalEvent[] => {
    const next = new Map<string, number>();
    const events = document.approvals.flatMap((record) => {
      const steps = Array.isArray(record.history) ? record.history.length : 0;
      const before = known.get(record.id) ?? 0;
      next.set(record.id, Math.max(steps, before));
      if (steps <= before) return [];
      const approval = unsealed(record);
      return approval === undefined
        ? []
        : approval.history.slice(before).map((entry, at) => eventOf(approval, entry, before + at));
    });
    known = next;
    return events.sort((a, b) => a.at - b.at);
  };
  if (start !== undefined) read(start);
  return { read };
}

function eventOf(approval: ApprovalRequest, { step, ...entry }: ApprovalEntry, index: number): ApprovalEvent {
  return { event: `approval_${step}`, id: `${approval.id}-${index}`, ...entry, approval };
}

/** The event of a retry that met a pending request. */
export function reusedEvent(approval: ApprovalRequest, at: number): ApprovalEvent {
  return { event: 'approval_reused', id: `${approval.id}-reused-${at}`, at, approval };
}

/** An event as one line of JSON, without what only people who decide need. */
export function eventLine({ approval, ...event }: ApprovalEvent): string {
  const { id, status, fingerprint, agent, session, shown, expiresAt } = approval;
  const rules = approval.demands.map((demand) => demand.rule);
  return JSON.stringify({ ...event, approval: { id, status, fingerprint, agent, session, shown, rules, expiresAt } });
}
