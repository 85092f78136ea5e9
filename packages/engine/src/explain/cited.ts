import type { ActVerdict, Cause } from '../decision.ts';
import type { Effect } from '../policy.ts';
import type { CompiledRule } from '../rule.ts';
import type { Inquiry } from './inquiry.ts';
import type { NearMiss } from './near-miss.ts';

/** A rule that no act names as its basis, and without which the verdict would be another. */
export interface Needed {
  readonly cause: Cause;
  /** The verdict without it. */
  readonly without: Effect;
}

/** Every rule that the decision and its acts name. */
export function causesIn(decision: Inquiry['decision']): readonly Cause[] {
  return [...decision.causes, ...decision.acts.flatMap(causesOf)];
}

const causesOf = ({ basis, consequences }: ActVerdict): readonly Cause[] => [
  ...(basis !== undefined && 'rules' in basis ? basis.rules : []),
  ...consequences.flatMap(causesOf),
];

/**
 * What else has to be told for the explanation to be faithful (semantics.md §8, law 12): rules are added to those that
 * are told already until the verdict is the one to be explained. Mostly there are none.
 */
export function neededRules(inquiry: Inquiry, near: readonly NearMiss[]): readonly Needed[] {
  const { policy, decision, effectWith } = inquiry;
  const told = new Set([...causesIn(decision), ...near.map(({ cause }) => cause)].map(keyOf));
  const kept = policy.rules.filter((rule) => told.has(keyOf(rule.cause)));
  const rest = policy.rules.filter((rule) => !told.has(keyOf(rule.cause)));
  const needed: CompiledRule[] = [];
  while (effectWith([...kept, ...needed]) !== decision.effect) {
    const suffices = (count: number) => effectWith([...kept, ...needed, ...rest.slice(0, count)]) === decision.effect;
    const found = rest[turningPoint(rest.length, suffices)];
    if (found === undefined) break;
    needed.push(found);
  }
  return needed.map((rule) => ({
    cause: rule.cause,
    without: effectWith([...kept, ...needed].filter((one) => one !== rule)),
  }));
}

/** What names a rule in its policy. */
export const keyOf = (cause: Cause): string => `${cause.layer}\0${cause.rule}`;

/** A number at which an answer turns from no to yes: no for 0, yes for `count`; the index of what turned it. */
function turningPoint(count: number, holds: (count: number) => boolean): number {
  let no = 0;
  let yes = count;
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes - 1;
}
