import type { LeftSide } from '@writ/engine';
import { DOTTED_SIDES, isOneOf, PLAIN_SIDES } from '../keywords.ts';
import {
  eachNeedsArgs,
  onlyInEnv,
  onlyInRun,
  onlyInTool,
  sideNeedsName,
  sideTakesNoName,
  unknownSide,
} from '../problems/conditions.ts';
import type { Word } from '../read/tokens.ts';
import type { ComparisonNode } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';

/** What a condition asks about, in a rule of that kind. */
export function leftSide(
  scope: Scope,
  node: ComparisonNode,
  rule: { readonly run: boolean; readonly tool: boolean; readonly env: boolean },
): LeftSide | undefined {
  const [head = '', ...path] = segmentsOf(node.left);
  const rest = path.join('.');
  if (node.each !== undefined && head !== 'args') return report(scope, eachNeedsArgs(node.each, node.left));
  if (isOneOf(head, PLAIN_SIDES)) {
    if (path.length > 0) return report(scope, sideTakesNoName(head, node.left));
    return head === 'value' && !rule.env ? report(scope, onlyInEnv(node.left)) : { from: head };
  }
  if (!isOneOf(head, DOTTED_SIDES)) return report(scope, unknownSide(node.left.image, node.left));
  if (path.length === 0 || path.includes('')) return report(scope, sideNeedsName(head, node.left));
  switch (head) {
    case 'args':
      if (!rule.tool) return report(scope, onlyInTool(node.left));
      return { from: 'args', path, ...(node.each === undefined ? {} : { each: node.each }) };
    case 'option':
    case 'operand':
      if (!rule.run) return report(scope, onlyInRun(head, node.left));
      return { from: head, name: rest };
    case 'env':
    case 'host':
      return { from: head, name: rest };
  }
}

/** The parts between bare dots; a quoted dot belongs to a name. */
export function segmentsOf(word: Word): readonly string[] {
  const segments = [''];
  for (const part of word.parts) {
    const pieces = part.quoted ? [part.text] : part.text.split('.');
    segments[segments.length - 1] += pieces[0] ?? '';
    segments.push(...pieces.slice(1));
  }
  return segments;
}
