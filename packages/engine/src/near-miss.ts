import type { Act, RunAct } from './act.ts';
import type { Cause } from './decision.ts';
import { programKey } from './match/program.ts';
import { viewRun } from './match/run-view.ts';
import { showWord } from './phrases.ts';
import type { CompiledRule } from './rule.ts';
import { knownText } from './word.ts';

/** An allow that speaks of the same program and yet does not hold. */
export interface NearMiss {
  readonly cause: Cause;
  readonly why: string;
}

/** Allows of the same program that do not hold for a command, with the first thing that stands in the way. */
export function nearMisses(
  act: Act,
  rules: readonly CompiledRule[],
  places: { roots: readonly string[]; home: string | undefined },
): readonly NearMiss[] {
  if (act.kind !== 'run') return [];
  const program = knownText(act.argv[0]);
  if (program === undefined) return [];
  const key = programKey(program);
  return rules.flatMap((rule): readonly NearMiss[] => {
    const { target } = rule;
    if (rule.effect !== 'allow' || target.kind !== 'run') return [];
    const matchers = target.matchers.filter((matcher) => matcher.program.keys?.includes(key) === true);
    if (matchers.length === 0) return [];
    const view = viewRun(act, places, new Set());
    if (!matchers.some((matcher) => matcher.program.allows(view)))
      return [{ cause: rule.cause, why: `it means the program \`${key}\` found through PATH` }];
    if (matchers.some((matcher) => matcher.covers(view)))
      return [{ cause: rule.cause, why: 'its condition, exception or term stands in the way' }];
    return [{ cause: rule.cause, why: firstDifference(act, matchers) }];
  });
}

function firstDifference(act: RunAct, matchers: readonly { readonly literals: readonly string[] }[]): string {
  const texts = act.argv.map(knownText);
  const missing = matchers.map((matcher) => matcher.literals.find((literal) => !texts.includes(literal)));
  const [word] = missing;
  if (word !== undefined && missing.every((one) => one !== undefined)) return `it wants the word \`${word}\``;
  const extra = act.argv
    .slice(1)
    .find((one) => !matchers.some((matcher) => matcher.literals.includes(knownText(one) ?? '')));
  return extra === undefined ? 'it wants more words' : `it does not take \`${showWord(extra)}\``;
}
