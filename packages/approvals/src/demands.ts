import { actKey } from './acts-digest.ts';
import { type ActVerdict, allVerdicts, type Decision } from './engine.ts';

/** What a decision asks a person about: each asked act with the rules, as written, or the default that demand it. */
export function demandsOf(decision: Decision): ReadonlySet<string> {
  const asked = allVerdicts(decision.acts).filter((verdict) => verdict.effect === 'ask');
  return new Set(asked.map(demandOf));
}

/** Whether everything asked now was on show when a person answered. */
export function isCoveredBy(now: Decision, shown: Decision): boolean {
  const seen = demandsOf(shown);
  return [...demandsOf(now)].every((demand) => seen.has(demand));
}

function demandOf({ act, basis, locked }: ActVerdict): string {
  return JSON.stringify([actKey(act), locked === true, basis?.kind ?? null, sourceOf(basis)]);
}

function sourceOf(basis: ActVerdict['basis']): unknown {
  if (basis?.kind === 'rule' || basis?.kind === 'vouched')
    return basis.rules.map((cause) => [cause.layer, cause.file, cause.text]);
  if (basis?.kind === 'default' || basis?.kind === 'broken') return basis.layer ?? null;
  return null;
}
