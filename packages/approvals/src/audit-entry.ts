import type { AuditEntry } from './audit.ts';
import { preview } from './display.ts';
import { grantsUsed } from './engine.ts';
import type { Ending } from './outcome.ts';
import { textOf } from './request-text.ts';
import type { Question, View } from './view.ts';

/** The audit line of an outcome; every text in it has been through the display module. */
export function auditEntry(question: Question, ending: Ending, view: View | undefined, at: number): AuditEntry {
  const { decision, answer } = ending;
  const { context, session } = question;
  return {
    ...{ at, outcome: ending.outcome, reason: ending.reason, effect: decision?.effect ?? 'none' },
    request: preview(textOf(question.request)),
    ...(context.agent === undefined ? {} : { agent: context.agent }),
    ...(session === undefined ? {} : { session }),
    ...{ fingerprint: decision?.fingerprint ?? '', revision: decision?.revision ?? '' },
    rules: (decision?.causes ?? []).map((cause) => `${cause.layer}:${cause.rule}`),
    grants: decision === undefined ? [] : [...grantsUsed(decision).keys()],
    ...(answer === undefined ? {} : { answer }),
    ...(view?.witness === undefined ? {} : { store: view.witness }),
  };
}
