import type { Rule } from '@writ/engine';
import type { LineMap } from '../line-map.ts';
import { duplicateRule, shadowedRule } from '../problems/rules.ts';
import type { RuleStatement } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';

const STRICTNESS = { allow: 0, ask: 1, deny: 2 } as const;

interface Compiled {
  readonly value: Rule;
  readonly node: RuleStatement;
}

/** Rules about exactly the same: one is a copy, or the looser one never decides. Finer comparison needs the engine. */
export function warnOfRepeats(scope: Scope, rules: readonly Compiled[], lines: LineMap): void {
  const groups = new Map<string, Compiled[]>();
  for (const rule of rules) {
    const key = scopeOf(rule.value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rule]);
    else group.push(rule);
  }
  for (const group of groups.values()) if (group.length > 1) compareGroup(scope, group, lines);
}

const scopes = new WeakMap<Rule, string>();

/** What a rule is about, as one text: worked out once for a rule that is kept between edits. */
function scopeOf(rule: Rule): string {
  const known = scopes.get(rule);
  if (known !== undefined) return known;
  const { target, when, until, limit, unguarded } = rule;
  const made = JSON.stringify([target, when, until, limit, unguarded]);
  scopes.set(rule, made);
  return made;
}

function compareGroup(scope: Scope, group: readonly Compiled[], lines: LineMap): void {
  const [first] = group;
  if (first === undefined) return;
  const strictest = group.reduce(
    (best, one) => (STRICTNESS[one.value.effect] > STRICTNESS[best.value.effect] ? one : best),
    first,
  );
  const seen = new Map<string, Compiled>();
  for (const rule of group) {
    const { name: _name, ...meaning } = rule.value;
    const key = JSON.stringify(meaning);
    const twin = seen.get(key);
    if (twin !== undefined) report(scope, duplicateRule(lines.position(twin.node.start).line, rule.node));
    else if (STRICTNESS[rule.value.effect] < STRICTNESS[strictest.value.effect]) {
      report(scope, shadowedRule(strictest.value.effect, lines.position(strictest.node.start).line, rule.node));
    }
    if (twin === undefined) seen.set(key, rule);
  }
}
