import type { Act } from '../act.ts';
import { assertNever } from '../assert-never.ts';
import type { ActVerdict, Cause, Decision } from '../decision.ts';
import { conditionScene, targetAnswer, viewOf } from '../holding.ts';
import type { CompiledRule, CompiledTarget } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { causesIn } from './cited.ts';

/** What of a rule came to be tried when a request was judged: what tests of a policy cover. */
export interface Exercise {
  readonly cause: Cause;
  /** It gave the decision, or an act of it, its effect. */
  readonly decided: boolean;
  /** Its patterns that some act is in, by number; of a command pattern, its alternatives in the order of the engine's. */
  readonly patterns: readonly number[];
  /** Its `except` took an act out. */
  readonly excepted: boolean;
  /** What its condition came to, where an act was in its patterns. */
  readonly conditions: readonly ('yes' | 'no' | 'maybe')[];
}

/** Of every rule that a request touched, what it tried. */
export function exerciseOf(decision: Decision, rules: readonly CompiledRule[], scene: Scene): readonly Exercise[] {
  const told = new Set(causesIn(decision).map(keyOf));
  const acts = decision.acts.flatMap(actsIn);
  return rules.flatMap((rule) => {
    const decided = told.has(keyOf(rule.cause));
    const met = acts.filter((act) => patternsOf(rule, act, scene, decided).length > 0);
    if (met.length === 0 && !decided) return [];
    const patterns = [...new Set(met.flatMap((act) => patternsOf(rule, act, scene, decided)))];
    const isOut = (act: Act): boolean => targetAnswer(rule.target, rule.effect === 'allow', act, scene).except !== 'no';
    const { when } = rule;
    const conditions =
      when === undefined ? [] : met.filter((act) => !isOut(act)).map((act) => when(conditionScene(act, scene)));
    return [{ cause: rule.cause, decided, patterns, excepted: met.some(isOut), conditions }];
  });
}

const keyOf = ({ layer, rule }: Cause): string => `${layer}\0${rule}`;
const actsIn = ({ act, consequences }: ActVerdict): readonly Act[] => [act, ...consequences.flatMap(actsIn)];

/** The patterns of a rule that an act is in, whatever its exceptions and clauses say. */
function patternsOf({ effect, target }: CompiledRule, act: Act, scene: Scene, decided: boolean): readonly number[] {
  const allow = effect === 'allow';
  if (target.kind === 'pure') return decided && act.kind === 'run' ? [0] : [];
  if (target.kind === 'run' && act.kind === 'run') {
    const view = viewOf(act, scene);
    return numbersOf(target.matchers, (one) => (allow ? one.covers(view) : one.touches(view) !== 'no'));
  }
  return numbersOf(single(target), (one) => {
    const { match } = targetAnswer(one, allow, act, scene);
    return allow ? match === 'yes' : match !== 'no';
  });
}

const numbersOf = <T>(all: readonly T[], holds: (one: T) => boolean): readonly number[] =>
  all.flatMap((one, at) => (holds(one) ? [at] : []));

/** A target as one for each of its patterns. */
function single(target: CompiledTarget): readonly CompiledTarget[] {
  switch (target.kind) {
    case 'file':
      return target.paths.map((path) => ({ ...target, paths: [path] }));
    case 'connect':
      return target.hosts.map((host) => ({ ...target, hosts: [host] }));
    case 'name':
      return target.names.map((name) => ({ ...target, names: [name] }));
    case 'opaque':
      return target.whys.map((why) => ({ ...target, whys: [why] }));
    case 'run':
    case 'pure':
      return [];
    default:
      return assertNever(target);
  }
}
