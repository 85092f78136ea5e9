import type { Context, Request, Rule } from '@writ/engine';
import type { ActVerdict, Cause, Decision } from '@writ/engine';

/** The only file that knows how the engine is called. */
export type { ActVerdict, Cause, Decision };

/** What people remembered, as far as it holds for a request: grants go in the context, refusals are deny rules of the layer `answers`. */
export type Decide = (request: Request, context: Context, refusals: readonly Rule[]) => Decision;

/** The acts a decision allowed because of a grant, counted by grant id. */
export function grantsUsed(decision: Decision): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const verdict of allVerdicts(decision.acts)) {
    if (verdict.basis?.kind !== 'grant') continue;
    used.set(verdict.basis.grant, (used.get(verdict.basis.grant) ?? 0) + 1);
  }
  return used;
}

/** Whether some ask of the decision is locked: then no remembered answer may loosen it. */
export function isLocked(decision: Decision): boolean {
  return allVerdicts(decision.acts).some((verdict) => verdict.effect === 'ask' && verdict.locked === true);
}

/** Whether a rule in so many words asks, and not only the default or something unknown. */
export function hasAskRule(decision: Decision): boolean {
  return decision.causes.some((cause) => cause.effect === 'ask');
}

/** Every verdict of the tree, parents first. */
export function allVerdicts(verdicts: readonly ActVerdict[]): readonly ActVerdict[] {
  return verdicts.flatMap((verdict) => [verdict, ...allVerdicts(verdict.consequences)]);
}
