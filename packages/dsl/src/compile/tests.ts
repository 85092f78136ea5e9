import type { Json, Scalar, TestBlock, TestLine, TestRequest } from '@writ/engine';
import { DIALECTS } from '@writ/engine';
import { isOneOf } from '../keywords.ts';
import type { LineMap } from '../line-map.ts';
import { textNotQuoted } from '../problems/rules.ts';
import {
  badContextValue,
  badTestJson,
  badTestShell,
  emptyTest,
  noOutcome,
  unknownContext,
  unknownOutcome,
} from '../problems/tests.ts';
import { splitOutcome, wholeString } from '../read/outcome.ts';
import { isQuoted, plainText } from '../read/tokens.ts';
import type { ContextNode, TestLineNode, TestStatement } from '../syntax/tree.ts';
import { scalarOf } from './condition.ts';
import { report, type Scope } from './scope.ts';
import { segmentsOf } from './sides.ts';

type Context = Readonly<Record<string, Scalar>>;

/** A test block with its lines, each under the contexts around it. */
export function testOf(scope: Scope, node: TestStatement, lines: LineMap): TestBlock | undefined {
  const context = contextOf(scope, node.context, {});
  const compiled = linesOf(scope, node.lines, context, lines);
  return isQuoted(node.name)
    ? { name: plainText(node.name), lines: compiled }
    : report(scope, textNotQuoted(plainText(node.name), node.name));
}

function linesOf(scope: Scope, nodes: readonly TestLineNode[], context: Context, lines: LineMap): readonly TestLine[] {
  return nodes
    .flatMap((node): readonly (TestLine | undefined)[] => {
      if (node.kind === 'with') return linesOf(scope, node.lines, contextOf(scope, node.context, context), lines);
      return [lineOf(scope, node, context, lines)];
    })
    .filter((line) => line !== undefined);
}

function lineOf(
  scope: Scope,
  node: TestLineNode & { kind: 'text' },
  context: Context,
  lines: LineMap,
): TestLine | undefined {
  const split = splitOutcome(node.text);
  if (node.text.startsWith('=> ')) return report(scope, emptyTest(node));
  if (split === undefined) return reportOutcome(scope, node);
  if (split.left.trim() === '') return report(scope, emptyTest(node));
  const request = requestOf(scope, node, split.left);
  return (
    request && { line: lines.position(node.start).line, text: split.left, request, expect: split.outcome, context }
  );
}

function reportOutcome(scope: Scope, node: TestLineNode & { kind: 'text' }): undefined {
  const arrow = node.text.lastIndexOf(' =>');
  const found = node.text.slice(arrow + 3).trim();
  if (arrow === -1 || found === '') return report(scope, noOutcome(node));
  const start = node.start + node.text.length - node.text.slice(arrow + 3).trimStart().length;
  return report(scope, unknownOutcome(found, { start, end: node.end }));
}

/* ---- requests ---- */

function requestOf(scope: Scope, node: TestLineNode, text: string): TestRequest | undefined {
  const word = /^(read|write|delete|connect|tool|shell|\$)[ \t]+/.exec(text);
  const head = word?.[1];
  const rest = text.slice(word?.[0].length ?? 0);
  switch (head) {
    case '$':
      return { kind: 'shell', command: rest };
    case 'read':
    case 'write':
    case 'delete':
    case 'connect':
      return { kind: head, target: rest };
    case 'tool':
      return toolRequest(scope, node, rest);
    case 'shell': {
      const command = wholeString(rest);
      return command === undefined ? report(scope, badTestShell(node)) : { kind: 'shell', command };
    }
    default:
      return { kind: 'shell', command: text };
  }
}

function toolRequest(scope: Scope, node: TestLineNode, rest: string): TestRequest | undefined {
  const name = /^[^ \t{]+/.exec(rest)?.[0] ?? '';
  const json = rest.slice(name.length).trim();
  try {
    const args = JSON.parse(json === '' ? '{}' : json) as Json;
    return name === ''
      ? report(scope, badTestJson('the name of the tool is missing', node))
      : { kind: 'tool', tool: name, args };
  } catch {
    const start = node.start + (node.kind === 'text' ? node.text.indexOf(json) : 0);
    return report(
      scope,
      badTestJson(`\`${json.length > 40 ? `${json.slice(0, 40)}…` : json}\``, { start, end: start + json.length }),
    );
  }
}

/* ---- contexts ---- */

function contextOf(scope: Scope, nodes: readonly ContextNode[], outer: Context): Context {
  const entries = nodes.map((node) => contextEntry(scope, node)).filter((entry) => entry !== undefined);
  return { ...outer, ...Object.fromEntries(entries) };
}

function contextEntry(scope: Scope, node: ContextNode): readonly [string, Scalar] | undefined {
  const [head = '', ...rest] = segmentsOf(node.key);
  const dotted = (head === 'env' || head === 'host') && rest.length > 0 && !rest.includes('');
  const plain = rest.length === 0 && isOneOf(head, ['mode', 'agent', 'cwd', 'interactive', 'dialect']);
  if (!dotted && !plain) return report(scope, unknownContext(node.key.image, node.key));
  const value = scalarOf(scope, node.value);
  if (value === undefined) return undefined;
  const wanted = wantedOf(head, value);
  return wanted === undefined
    ? [[head, ...rest].join('.'), value]
    : report(scope, badContextValue(head, wanted, node.value));
}

/** What the fact must be, if the value is not. */
function wantedOf(head: string, value: Scalar): string | undefined {
  if (head === 'interactive') return typeof value === 'boolean' ? undefined : '`true` or `false`';
  if (head === 'dialect')
    return typeof value === 'string' && isOneOf(value, DIALECTS) ? undefined : '`sh`, `bash` or `zsh`';
  return head === 'host' || typeof value === 'string' ? undefined : 'text';
}
