import type { Condition, Rule, Target } from '@writ/engine';
import {
  badDate,
  badLimit,
  badName,
  clauseNotHere,
  duplicateClause,
  emptyText,
  firmAndLocked,
  textNotQuoted,
  unguardedRule,
} from '../problems/rules.ts';
import { isQuoted, plainText, type Word } from '../read/tokens.ts';
import type { ClauseNode, ConditionNode, RuleStatement } from '../syntax/tree.ts';
import { bothOf, type ConditionPlace, conditionOf } from './condition.ts';
import { untilInstant } from './date.ts';
import { limitOf } from './limit.ts';
import { report, type Scope } from './scope.ts';
import { ruleTarget } from './target.ts';
import { withDefined } from './with-defined.ts';

/** The schemas of the tools a rule is about. */
export type SchemasFor = (target: Target) => readonly unknown[];

/** One rule as the engine takes it; `outer` is the condition of the `when` blocks around it. */
export function compileRule(
  scope: Scope,
  node: RuleStatement,
  outer: readonly ConditionNode[],
  schemas: SchemasFor,
): Rule | undefined {
  const effect = node.effect.image as Rule['effect'];
  checkClauses(scope, node);
  const target = ruleTarget(scope, node);
  if (target === undefined) return undefined;
  const place = placeOf(target, schemas);
  const conditions = [...outer, ...clausesOf(node, 'when').map((clause) => clause.condition)].map((one) =>
    conditionOf(scope, one, place),
  );
  const when = conditions.reduce<Condition | undefined>(bothOf, undefined);
  const word = (kind: 'because' | 'instead' | 'until' | 'as'): Word | undefined => clausesOf(node, kind)[0]?.word;
  return withDefined({
    effect,
    target,
    name: nameOf(scope, word('as')),
    when,
    because: textOf(scope, 'because', word('because')),
    instead: textOf(scope, 'instead', word('instead')),
    until: dateOf(scope, word('until')),
    limit: limitIn(scope, clausesOf(node, 'limit')[0]),
    strength:
      clausesOf(node, 'locked').length > 0
        ? ('locked' as const)
        : clausesOf(node, 'firm').length > 0
          ? ('firm' as const)
          : undefined,
    unguarded: clausesOf(node, 'unguarded').length > 0 ? (true as const) : undefined,
  });
}

type RuleClause<K extends ClauseNode['kind']> = ClauseNode & { readonly kind: K };

const clausesOf = <K extends ClauseNode['kind']>(node: RuleStatement, kind: K): readonly RuleClause<K>[] =>
  node.clauses.filter((clause): clause is RuleClause<K> => clause.kind === kind);

function placeOf(target: Target, schemas: SchemasFor): ConditionPlace {
  const tool = target.kind === 'name' && target.subjects.includes('tool');
  const env = target.kind === 'name' && target.subjects.includes('env');
  return { run: target.kind === 'run', tool, env, schemas: tool ? schemas(target) : [] };
}

/* ---- clauses ---- */

function checkClauses(scope: Scope, node: RuleStatement): void {
  const seen = new Set<string>();
  for (const clause of node.clauses) {
    if (seen.has(clause.kind) && clause.kind !== 'except') report(scope, duplicateClause(clause.kind, clause.keyword));
    seen.add(clause.kind);
    const wrong = wrongPlace(node, clause.kind);
    if (wrong !== undefined) report(scope, clauseNotHere(clause.kind, wrong, clause.keyword));
    if (clause.kind === 'unguarded' && wrong === undefined) report(scope, unguardedRule(clause.keyword));
  }
  const locked = clausesOf(node, 'locked')[0];
  if (locked !== undefined && seen.has('firm')) report(scope, firmAndLocked(locked.keyword));
}

/** Which rules a clause is for, if not for this one. */
function wrongPlace(node: RuleStatement, clause: ClauseNode['kind']): string | undefined {
  const allows = node.effect.image === 'allow';
  const runs = node.subjects[0]?.image === 'run';
  if ((clause === 'limit' || clause === 'unguarded') && !allows) return '`allow` rules only';
  if ((clause === 'firm' || clause === 'locked') && allows) return '`ask` and `deny` rules only';
  return clause === 'exactly' && (allows || !runs) ? '`ask run` and `deny run` rules only' : undefined;
}

function textOf(scope: Scope, clause: string, word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  if (!isQuoted(word)) return report(scope, textNotQuoted(plainText(word), word));
  const text = plainText(word);
  return text.trim() === '' ? report(scope, emptyText(clause, word)) : text;
}

function nameOf(scope: Scope, word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  return isName(word.image) ? word.image : report(scope, badName(plainText(word), word));
}

/** Small letters, digits and `-`, starting with a letter. */
export const isName = (text: string): boolean => /^[a-z][a-z0-9-]*$/.test(text);

function dateOf(scope: Scope, word: Word | undefined): string | undefined {
  return word && (untilInstant(word.image) ?? report(scope, badDate(plainText(word), word)));
}

function limitIn(scope: Scope, clause: RuleClause<'limit'> | undefined): Rule['limit'] {
  if (clause === undefined) return undefined;
  const words = clause.words.map((word) => word.image);
  const span = { start: clause.words[0]?.start ?? clause.start, end: clause.end };
  return limitOf(words) ?? report(scope, badLimit(words.join(' '), span));
}
