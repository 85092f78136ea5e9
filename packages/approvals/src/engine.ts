import type { ActVerdict, Cause, Context, Decision, Request } from '@writ/engine';
import type { Refusal } from './document.ts';

/** The one place where the engine's types come in; how it is compiled stands in policy-source.ts. */
export type { ActVerdict, Cause, Decision };

/** A compiled policy, remembered refusals included. */
export interface Policy {
  decide(request: Request, context: Context): Decision;
  /** The limit of a rule by name, for reserving. */
  limitOf(rule: string): { readonly count: number; readonly seconds: number } | undefined;
}

/** The policy as it is now, with these refusals as deny rules of the layer `answers`; called anew for every decision. */
export type PolicySource = (refusals: readonly Refusal[]) => Policy;

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
