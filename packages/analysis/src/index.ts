export type { Finding } from './finding.ts';
export { type LintOptions, lint } from './lint.ts';
export { type DeadRule, deadRules, decidingRequest } from './never-decides.ts';
export { type PlacedRule, placedRules } from './placed-rule.ts';
