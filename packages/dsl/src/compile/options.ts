import type { Does, OptionDescription, Role, Style, ValueDescription } from '@writ/engine';
import { ACTS, isOneOf } from '../keywords.ts';
import {
  badWithout,
  hazardNotHere,
  missingTarget,
  notAnOption,
  unexpectedTarget,
  unknownAct,
} from '../problems/describe.ts';
import { plainText, type Word } from '../read/tokens.ts';
import type { DoesNode, OperandNode, OptionNode } from '../syntax/tree.ts';
import { operandItems, placeholderOf, splitRole } from './operands.ts';
import { report, type Scope } from './scope.ts';
import { withDefined } from './with-defined.ts';

/** One option of a level written in that style. */
export function optionOf(
  scope: Scope,
  node: OptionNode,
  inherit: boolean,
  style: Style,
): OptionDescription | undefined {
  const names: string[] = [];
  let role: Role | undefined;
  for (const word of node.names) {
    const split = splitRole(scope, word);
    if (split === undefined) return undefined;
    if (!isOptionName(split.text, style)) return report(scope, notAnOption(split.text, word));
    names.push(split.text);
    role ??= split.role;
  }
  const value = node.optional === undefined ? valueItems(scope, node.values) : optionalValue(scope, node.optional);
  const only = node.values.length === 1 && isSimple(node.values[0]) ? node.values[0] : node.optional;
  const hazard = node.hazard || (only?.kind === 'value' && only.hazard);
  return withDefined({
    names,
    value,
    role,
    inherit: inherit ? (true as const) : undefined,
    hazard: hazard ? (true as const) : undefined,
    does: node.does.map((one) => doesOf(scope, one)).filter((one) => one !== undefined),
  });
}

const isOptionName = (text: string, style: Style): boolean =>
  text !== '' && (/^[-+]|^@$|:\/\/$/.test(text) || style === 'single-dash');

/** A single value that is neither repeated nor optional needs no list. */
const isSimple = (node: OperandNode | undefined): boolean =>
  (node?.kind === 'value' && !node.repeat) || node?.kind === 'choice';

function valueItems(scope: Scope, nodes: readonly OperandNode[]): ValueDescription | undefined {
  const [only] = nodes;
  if (only === undefined) return undefined;
  if (nodes.length === 1 && isSimple(only)) return simpleValue(scope, only);
  return { items: operandItems(scope, nodes) };
}

function simpleValue(scope: Scope, node: OperandNode): ValueDescription | undefined {
  if (node.kind === 'choice') return { choices: node.words.map(plainText) };
  return node.kind === 'value' ? placeholderOf(scope, node) : undefined;
}

function optionalValue(scope: Scope, node: OperandNode): ValueDescription | undefined {
  const value = simpleValue(scope, node.kind === 'literal' ? { ...node, kind: 'choice', words: [node.word] } : node);
  return value && { ...value, optional: true };
}

/** `does read-tree . without operands`. */
export function doesOf(scope: Scope, node: DoesNode): Does | undefined {
  const act = node.act.image;
  if (!isOneOf(act, ACTS)) return report(scope, unknownAct(act, node.act));
  const target = targetOf(node.target);
  if (act === 'code' && target !== undefined && target !== 'stdin')
    return report(scope, unexpectedTarget(node.target[0] ?? node));
  if (act !== 'code' && target === undefined) return report(scope, missingTarget(act, node));
  if (node.target.some((word) => word.image === '!')) return report(scope, hazardNotHere(node));
  const without = node.without.map((word) => word.image).join(' ');
  if (node.without.length > 0 && without !== 'operands')
    return report(scope, badWithout(without, node.without[0] ?? node));
  return withDefined({
    act: act as Does['act'],
    target,
    hazard: node.hazard ? (true as const) : undefined,
    withoutOperands: without === 'operands' ? (true as const) : undefined,
  });
}

const targetOf = (words: readonly Word[]): string | undefined =>
  words.length === 0 ? undefined : words.map(plainText).join(' ');
