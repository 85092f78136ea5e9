import type { Comparison, Condition, LeftSide, Scalar } from '@writ/engine';
import { DIALECTS } from '@writ/engine';
import { badGlob, globNotQuoted, numberNeeded, wildcardValue, wrongFact } from '../problems/conditions.ts';
import { isQuoted, plainText, type Word } from '../read/tokens.ts';
import type { ComparisonNode, ConditionNode } from '../syntax/tree.ts';
import { globPattern } from './glob.ts';
import { pathPattern } from './path.ts';
import { checkAgainstSchema } from './schema-check.ts';
import { report, type Scope } from './scope.ts';
import { leftSide } from './sides.ts';

/** What a condition may ask about, and the argument schemas of the tools it is about. */
export interface ConditionPlace {
  readonly run: boolean;
  readonly tool: boolean;
  readonly env: boolean;
  readonly schemas: readonly unknown[];
}

/** `undefined` where the condition is wrong. */
export function conditionOf(scope: Scope, node: ConditionNode, place: ConditionPlace): Condition | undefined {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const of = node.of.map((one) => conditionOf(scope, one, place)).filter((one) => one !== undefined);
      return of.length === node.of.length ? { kind: node.kind, of } : undefined;
    }
    case 'not': {
      const of = conditionOf(scope, node.of, place);
      return of && { kind: 'not', of };
    }
    case 'comparison':
      return comparisonOf(scope, node, place);
  }
}

/** Both conditions; what a `when` block says goes first. */
export function bothOf(outer: Condition | undefined, inner: Condition | undefined): Condition | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  const parts = (one: Condition): readonly Condition[] => (one.kind === 'and' ? one.of : [one]);
  return { kind: 'and', of: [...parts(outer), ...parts(inner)] };
}

function comparisonOf(scope: Scope, node: ComparisonNode, place: ConditionPlace): Comparison | undefined {
  const left = leftSide(scope, node, place);
  if (left === undefined) return undefined;
  const comparison = withRight(scope, node, left);
  if (comparison !== undefined) checkComparison(scope, node, comparison, place);
  return comparison;
}

function withRight(scope: Scope, node: ComparisonNode, left: LeftSide): Comparison | undefined {
  const [word] = node.right;
  switch (node.operator) {
    case 'is-true':
    case 'exists':
      return { kind: node.operator, left };
    case 'in':
    case 'not-in': {
      const right = node.right.map((one) => scalarOf(scope, one)).filter((one) => one !== undefined);
      return right.length === node.right.length ? { kind: node.operator, left, right } : undefined;
    }
    case 'is':
    case 'is-not':
    case 'contains': {
      const right = word && scalarOf(scope, word);
      return right === undefined ? undefined : { kind: node.operator, left, right };
    }
    case 'matches': {
      if (word === undefined || !isQuoted(word)) return word && report(scope, globNotQuoted(plainText(word), word));
      if (plainText(word) === '') return report(scope, badGlob('it is empty', word));
      const right = globPattern(scope, plainText(word), word);
      return right && { kind: 'matches', left, right };
    }
    case 'under': {
      const right = word && pathPattern(scope, word);
      return right && { kind: 'under', left, right };
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const right = word && numberOf(word);
      if (right === undefined) return word && report(scope, numberNeeded(word.image, word));
      return { kind: node.operator, left, right };
    }
  }
}

/** Quoted text, a number, `true`, `false`, `null`, or a single name. */
export function scalarOf(scope: Pick<Scope, 'problems'>, word: Word): Scalar | undefined {
  if (word.parts.some((part) => part.quoted)) return plainText(word);
  const text = word.image;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = numberOf(word);
  if (number !== undefined) return number;
  return /[*?{}]/.test(text) ? report(scope, wildcardValue(text, word)) : text;
}

function numberOf(word: Word): number | undefined {
  if (
    word.parts.some((part) => part.quoted) ||
    !/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?$/i.test(word.image)
  )
    return undefined;
  const number = Number(word.image);
  return Number.isFinite(number) ? number : undefined;
}

/** Values that can never be: a misspelt dialect, `interactive is 3`, an argument the tool does not have. */
function checkComparison(scope: Scope, node: ComparisonNode, comparison: Comparison, place: ConditionPlace): void {
  const { left } = comparison;
  if (left.from === 'args') checkAgainstSchema(scope, node, comparison, place.schemas);
  const values =
    comparison.kind === 'is' || comparison.kind === 'is-not'
      ? [comparison.right]
      : comparison.kind === 'in' || comparison.kind === 'not-in'
        ? comparison.right
        : [];
  const known: readonly Scalar[] | undefined =
    left.from === 'dialect' ? DIALECTS : left.from === 'interactive' ? [true, false] : undefined;
  if (known === undefined) return;
  values.forEach((value, index) => {
    if (!known.includes(value)) report(scope, wrongFact(left.from, known.map(String), node.right[index] ?? node));
  });
}
