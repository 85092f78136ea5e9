import {
  type Binding,
  type Description,
  type PolicyDocument,
  type Rule,
  revisionOf,
  type SourceRange,
  type Span,
  type TestBlock,
  type ToolDeclaration,
} from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import type { LineMap } from '../line-map.ts';
import { duplicateDescription, duplicateTool } from '../problems/describe.ts';
import { duplicateName } from '../problems/rules.ts';
import type {
  BindStatement,
  ConditionNode,
  DescribeStatement,
  LetStatement,
  RuleStatement,
  Statement,
  SyntaxTree,
  TestStatement,
  ToolStatement,
} from '../syntax/tree.ts';
import { descriptionOf } from './describe.ts';
import { type HostLayers, headerOf } from './header.ts';
import { compileLists, engineLists } from './lists.ts';
import { warnOfRepeats } from './repeats.ts';
import { compileRule } from './rule.ts';
import { schemasFor } from './schemas.ts';
import type { Scope } from './scope.ts';
import { report } from './scope.ts';
import { testOf } from './tests.ts';
import { bindingOf, type SchemaLoader, toolOf } from './tools.ts';

/** What compiling a file needs to know about it. */
export interface FileFacts extends HostLayers {
  readonly file: string;
  readonly source: string;
  readonly lines: LineMap;
  readonly schema?: SchemaLoader;
  readonly kept?: Map<string, Rule>;
}

/** A compiled statement and where it stands. */
interface Placed<T> {
  readonly value: T;
  readonly node: Span;
}

const spelledRules = new WeakMap<Rule, string>();

/** The document of a file, and everything that is wrong with its meaning. Only a `sound` text without errors gets a revision. */
export function compileTree(
  tree: SyntaxTree,
  facts: FileFacts,
  sound: boolean,
): { readonly document: PolicyDocument; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const header = headerOf({ problems }, tree.statements, facts);
  const scope: Scope = { problems, lists: compileLists({ problems }, tree.statements, facts.lines), opened: new Map() };
  const tools = placed(of<ToolStatement>(tree, 'tool'), (node) => toolOf(scope, node, facts.schema));
  const rules = compileRules(
    scope,
    tree,
    tools.map((tool) => tool.value),
    facts,
  );
  const descriptions = placed(of<DescribeStatement>(tree, 'describe'), (node) => descriptionOf(scope, node));
  const bindings = placed(of<BindStatement>(tree, 'bind'), (node) => bindingOf(scope, node));
  const tests = placed(of<TestStatement>(tree, 'test'), (node) => testOf(scope, node, facts.lines));
  checkNames(scope, facts.lines, rules, descriptions, tools);
  warnOfRepeats(scope, rules, facts.lines);
  const lists = engineLists(scope, header.layer, of<LetStatement>(tree, 'let'));
  const range = (one: Placed<unknown>): SourceRange => rangeOf(facts, one.node);
  const values = <T>(all: readonly Placed<T>[]): readonly T[] => all.map((one) => one.value);
  const document = {
    version: 1 as const,
    ...header,
    lists,
    rules: values<Rule>(rules),
    descriptions: values<Description>(descriptions),
    bindings: values<Binding>(bindings),
    tools: values<ToolDeclaration>(tools),
    tests: values<TestBlock>(tests),
    source: {
      file: facts.file,
      rules: rules.map(range),
      descriptions: descriptions.map(range),
      bindings: bindings.map(range),
      tests: tests.map(range),
    },
  };
  const whole = sound && problems.every((one) => one.severity === 'warning');
  return { document: { ...document, revision: whole ? revisionOf(document, spelledRules) : '' }, problems };
}

const of = <T extends Statement>(tree: SyntaxTree, kind: T['kind']): readonly T[] =>
  tree.statements.filter((one): one is T => one.kind === kind);

function placed<N extends Span, T>(
  nodes: readonly N[],
  compile: (node: N) => T | undefined,
): readonly (Placed<T> & { readonly node: N })[] {
  return nodes.flatMap((node) => {
    const value = compile(node);
    return value === undefined ? [] : [{ value, node }];
  });
}

/** Rules in their order, those of `when` blocks where the block stands. */
function compileRules(
  scope: Scope,
  tree: SyntaxTree,
  tools: readonly ToolDeclaration[],
  facts: FileFacts,
): readonly (Placed<Rule> & { readonly node: RuleStatement })[] {
  const visit = (
    statements: readonly Statement[],
    outer: readonly ConditionNode[],
  ): (Placed<Rule> & { readonly node: RuleStatement })[] =>
    statements.flatMap((node) => {
      if (node.kind === 'when') return visit(node.statements, [...outer, node.condition]);
      if (node.kind !== 'rule') return [];
      const compiled = () => compileRule(scope, node, outer, (target) => schemasFor(target, tools));
      const value = outer.length > 0 ? compiled() : keptRule(scope, node, facts, compiled);
      return value === undefined ? [] : [{ value, node }];
    });
  return visit(tree.statements, []);
}

/** More than any policy has: where it is reached, texts of rules that are gone fill the memory. */
const MOST_KEPT = 100_000;

/** A rule that means what its text says, whatever stands around it, is compiled once. */
function keptRule(
  scope: Scope,
  node: RuleStatement,
  { kept, source }: FileFacts,
  compiled: () => Rule | undefined,
): Rule | undefined {
  const text = source.slice(node.start, node.end);
  // Lists and schemas of tools stand elsewhere.
  if (kept === undefined || text.includes('$') || node.subjects.some((subject) => subject.image === 'tool'))
    return compiled();
  const known = kept.get(text);
  if (known !== undefined) return known;
  const before = scope.problems.length;
  const rule = compiled();
  if (kept.size === MOST_KEPT) kept.clear();
  if (rule !== undefined && scope.problems.length === before) kept.set(text, rule);
  return rule;
}

function rangeOf(facts: FileFacts, span: Span): SourceRange {
  const start = facts.lines.position(span.start);
  const end = facts.lines.position(span.end);
  return {
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    text: facts.source.slice(span.start, span.end),
  };
}

function checkNames(
  scope: Scope,
  lines: LineMap,
  rules: readonly (Placed<Rule> & { readonly node: RuleStatement })[],
  descriptions: readonly (Placed<Description> & { readonly node: DescribeStatement })[],
  tools: readonly (Placed<ToolDeclaration> & { readonly node: ToolStatement })[],
): void {
  const once = firstLines(lines);
  for (const { value, node } of rules) {
    const clause = node.clauses.find((one) => one.kind === 'as');
    const word = clause?.kind === 'as' ? clause.word : undefined;
    const line = word && value.name !== undefined ? once(`rule ${value.name}`, node) : undefined;
    if (line !== undefined && word !== undefined && value.name !== undefined)
      report(scope, duplicateName('rule', value.name, line, word));
  }
  for (const { node } of descriptions) {
    for (const word of node.names) {
      const line = once(`program ${word.image}`, node);
      if (line !== undefined) report(scope, duplicateDescription(word.image, line, word));
    }
  }
  for (const { value, node } of tools) {
    const line = once(`tool ${JSON.stringify(value.tool)}`, node);
    if (line !== undefined) report(scope, duplicateTool(node.tool.image, line, node.tool));
  }
}

/** Answers with the line on which a key was met first, if that was earlier. */
function firstLines(lines: LineMap): (key: string, node: Span) => number | undefined {
  const seen = new Map<string, number>();
  return (key, node) => {
    const line = seen.get(key);
    if (line === undefined) seen.set(key, lines.position(node.start).line);
    return line;
  };
}
