import {
  type Comparison,
  type Condition,
  type LeftSide,
  quotedText,
  type Scalar,
  type TextPart,
  type TextPattern,
} from '@writ/engine';
import { assertNever } from '../assert-never.ts';
import { printPath } from './patterns.ts';

/** A condition with the parentheses it needs, and no others. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'or':
      return condition.of
        .map((one) => (one.kind === 'or' ? `(${printCondition(one)})` : printCondition(one)))
        .join(' or ');
    case 'and':
      return condition.of
        .map((one) => (one.kind === 'or' || one.kind === 'and' ? `(${printCondition(one)})` : printCondition(one)))
        .join(' and ');
    case 'not':
      return condition.of.kind === 'or' || condition.of.kind === 'and'
        ? `not (${printCondition(condition.of)})`
        : `not ${printCondition(condition.of)}`;
    default:
      return printComparison(condition);
  }
}

function printComparison(comparison: Comparison): string {
  const left = printSide(comparison.left);
  switch (comparison.kind) {
    case 'is-true':
      return left;
    case 'exists':
      return `${left} exists`;
    case 'is':
      return `${left} is ${printScalar(comparison.right)}`;
    case 'is-not':
      return `${left} is not ${printScalar(comparison.right)}`;
    case 'contains':
      return `${left} contains ${printScalar(comparison.right)}`;
    case 'in':
      return `${left} in (${comparison.right.map(printScalar).join(', ')})`;
    case 'not-in':
      return `${left} not in (${comparison.right.map(printScalar).join(', ')})`;
    case 'matches':
      return `${left} matches ${quotedText(printGlob(comparison.right))}`;
    case 'under':
      return `${left} under ${printPath(comparison.right)}`;
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${left} ${comparison.kind} ${comparison.right}`;
    default:
      return assertNever(comparison);
  }
}

/** Text is always quoted, so that none is taken for a number or a word of the language. */
export const printScalar = (value: Scalar): string => (typeof value === 'string' ? quotedText(value) : String(value));

function printSide(side: LeftSide): string {
  switch (side.from) {
    case 'args':
      return `${side.each === undefined ? '' : `${side.each} `}args.${side.path.map(printSegment).join('.')}`;
    case 'option':
    case 'operand':
    case 'env':
    case 'host':
      return `${side.from}.${printSegment(side.name)}`;
    default:
      return side.from;
  }
}

/** One part of a dotted name. */
export const printSegment = (name: string): string => (/^[A-Za-z0-9_-]+$/.test(name) ? name : quotedText(name));

/** The inside of `matches "…"`. */
function printGlob(pattern: TextPattern): string {
  return pattern.map(printGlobPart).join('');
}

function printGlobPart(part: TextPart): string {
  if (typeof part === 'string') return part.replace(/[*?{},\\]/g, '\\$&');
  return 'wild' in part ? part.wild : `{${part.oneOf.map(printGlob).join(',')}}`;
}
