import type { AuditEntry } from '../audit.ts';
import { remainingOf } from '../audit-entry.ts';
import { preview } from '../display.ts';
import { grantsUsed } from '../engine.ts';
import { requestText } from '../request-text.ts';
import type { Surroundings } from '../surroundings.ts';
import { messageOf } from '../update-store.ts';
import type { Question } from '../view.ts';
import type { DeskEnding } from './desk-outcome.ts';

/** Writes the audit line of an outcome; what is wrong with that is a warning, and changes nothing. */
export async function auditDesk(
  audit: ((entry: AuditEntry) => Promise<void>) | undefined,
  question: Question,
  ending: DeskEnding,
  surroundings: Surroundings,
): Promise<readonly string[]> {
  try {
    await audit?.(entryOf(question, ending, surroundings.now()));
    return [];
  } catch (error) {
    return [`the audit line was not written: ${messageOf(error)}`];
  }
}

function entryOf({ request, context, session }: Question, ending: DeskEnding, at: number): AuditEntry {
  const { decision, outcome, reason } = ending;
  return {
    ...{ at, outcome, reason, effect: decision?.effect ?? 'none', request: preview(requestText(request)) },
    ...(context.agent === undefined ? {} : { agent: context.agent }),
    ...(session === undefined ? {} : { session }),
    ...{ fingerprint: decision?.fingerprint ?? '', revision: decision?.revision ?? '' },
    rules: (decision?.causes ?? []).map((cause) => `${cause.layer}:${cause.rule}`),
    grants: decision === undefined ? [] : [...grantsUsed(decision).keys()],
    ...(ending.approval === undefined ? {} : { answer: ending.approval.id }),
    ...('remaining' in ending ? remainingOf(ending) : {}),
  };
}
