import type { Act } from './act.ts';
import { isStricter, strictest } from './decision.ts';
import type { Ruling } from './holding.ts';
import type { Effect } from './policy.ts';
import { bySpecificity, type CompiledRule } from './rule.ts';
import type { Scene } from './scene.ts';
import { liesWithin } from './within.ts';

/** What the rules say of one act, its consequences left aside (semantics.md §3). */
export interface Own {
  readonly effect: Effect | 'none';
  /** The rules that gave the effect, the most specific first. */
  readonly rules: readonly CompiledRule[];
  /** What the deciding layer says, before firm and locked rules are merged in, and its rules. */
  readonly decided: Effect | 'none';
  readonly decidedBy: readonly CompiledRule[];
  /** A locked rule holds: no remembered answer serves. */
  readonly locked: boolean;
  /** Merged in after the default: denies that hold uncertainly, and rules of layers that may only tighten. */
  readonly late: readonly Late[];
}

export interface Late {
  readonly effect: 'ask' | 'deny';
  readonly rule: CompiledRule;
  readonly uncertain: boolean;
}

export function mergeLayers(rulings: readonly Ruling[], act: Act, scene: Scene): Own {
  if (rulings.length === 0) return SILENT;
  const speaking = rulings.filter((ruling) => ruling.certain && !isTightenOnly(ruling.rule, scene));
  const rank = speaking.reduce((highest, ruling) => Math.max(highest, ruling.rule.rank), -1);
  const deciding = speaking.filter((ruling) => ruling.rule.rank === rank).map((ruling) => ruling.rule);
  const effect = strictest(deciding.map((rule) => effectOf(rule, scene)));
  const winners = deciding.filter((rule) => effectOf(rule, scene) === effect);
  const lower = speaking.map((ruling) => ruling.rule).filter((rule) => rule.rank < rank);
  const firm = lower.filter(
    (rule) => rule.strength === 'firm' && !winners.some((winner) => liesWithin(winner, rule, act, scene)),
  );
  const locked = speaking.map((ruling) => ruling.rule).filter((rule) => rule.strength === 'locked');
  const merged = [...winners, ...firm, ...locked];
  const final = strictest(merged.map((rule) => effectOf(rule, scene)));
  return {
    effect: final,
    rules: [...new Set(merged.filter((rule) => effectOf(rule, scene) === final))].sort(bySpecificity),
    decided: effect,
    decidedBy: [...winners].sort(bySpecificity),
    locked: locked.length > 0,
    late: lateOf(rulings, scene),
  };
}

const SILENT: Own = { effect: 'none', rules: [], decided: 'none', decidedBy: [], locked: false, late: [] };

/** An allow whose window is full asks, and does not fall through (semantics.md §6). */
const effectOf = (rule: CompiledRule, scene: Scene): Effect =>
  rule.effect === 'allow' && scene.exhausted.has(rule.cause.rule) ? 'ask' : rule.effect;

const isTightenOnly = (rule: CompiledRule, scene: Scene): boolean => scene.layers[rule.rank]?.tightenOnly === true;

function lateOf(rulings: readonly Ruling[], scene: Scene): readonly Late[] {
  return rulings.flatMap(({ rule, certain }): readonly Late[] => {
    if (rule.effect === 'allow') return [];
    if (!certain) return [{ effect: 'ask', rule, uncertain: true }];
    return isTightenOnly(rule, scene) ? [{ effect: rule.effect, rule, uncertain: false }] : [];
  });
}

/** The strictest of some late marks, with the rules behind it. */
export function strictestLate(
  late: readonly Late[],
): { readonly effect: 'ask' | 'deny'; readonly marks: readonly Late[] } | undefined {
  const effect = late.reduce<'ask' | 'deny' | undefined>(
    (worst, mark) => (worst === undefined || isStricter(mark.effect, worst) ? mark.effect : worst),
    undefined,
  );
  return effect === undefined ? undefined : { effect, marks: late.filter((mark) => mark.effect === effect) };
}
