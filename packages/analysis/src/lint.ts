import type { EngineLayer, PolicyDocument } from '@writ/engine';
import { escapes } from './escapes.ts';
import { type Finding, neverDecides, shown } from './finding.ts';
import { deadRules, groundOf } from './never-decides.ts';
import { placedRules } from './placed-rule.ts';
import { suspects } from './suspects.ts';

/** What lint is told beside the policy. */
export interface LintOptions {
  /** Of which documents rules are looked at; the others are only what they are looked at with. */
  readonly about: (document: PolicyDocument) => boolean;
  /** Milliseconds since 1970; without it, nothing is said of dates. */
  readonly now?: number;
}

/**
 * What is doubtful about the rules of a policy, seen with all its layers (lowest first): each finding is shown by a
 * request that was judged, or follows from what is known of programs.
 */
export function lint(layers: readonly EngineLayer[], { about, now }: LintOptions): readonly Finding[] {
  const all = placedRules(layers);
  const rules = all.filter(({ document }) => about(document));
  const ground = groundOf(all);
  const dead = deadRules(layers, about).map(({ rule, by, witness }) => neverDecides(rule, by, shown(witness, ground)));
  return [...dead, ...suspects(layers, rules, now), ...escapes(layers, rules)];
}
