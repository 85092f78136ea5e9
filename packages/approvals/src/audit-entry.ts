import type { AuditEntry } from './audit.ts';
import { preview } from './display.ts';
import { grantsUsed } from './engine.ts';
import type { Ending } from './outcome.ts';
import type { Remaining } from './remaining.ts';
import { requestText } from './request-text.ts';
import type { Question, View } from './view.ts';

/** The audit line of an outcome; every text in it has been through the display module. */
export function auditEntry(question: Question, ending: Ending, view: View | undefined, at: number): AuditEntry {
  const { decision, answer } = ending;
  const { context, session } = question;
  return {
    ...{ at, outcome: ending.outcome, reason: ending.reason, effect: decision?.effect ?? 'none' },
    request: preview(requestText(question.request)),
    ...(context.agent === undefined ? {} : { agent: context.agent }),
    ...(session === undefined ? {} : { session }),
    ...{ fingerprint: decision?.fingerprint ?? '', revision: decision?.revision ?? '' },
    rules: (decision?.causes ?? []).map((cause) => `${cause.layer}:${cause.rule}`),
    grants: decision === undefined ? [] : [...grantsUsed(decision).keys()],
    ...(answer === undefined ? {} : { answer }),
    ...remainingOf(ending),
    ...(view?.witness === undefined ? {} : { store: view.witness }),
  };
}

/** What is left, for the record: nothing where nothing was limited. */
export function remainingOf(ending: { readonly remaining?: readonly Remaining[] }): Pick<AuditEntry, 'remaining'> {
  const { remaining = [] } = ending;
  return remaining.length === 0 ? {} : { remaining };
}
