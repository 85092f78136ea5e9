import type { LineMap } from '../line-map.ts';
import { printText } from '../print/text.ts';
import { groupNotHere } from '../problems/patterns.ts';
import { badName, duplicateName } from '../problems/rules.ts';
import { engineListElsewhere } from '../problems/statements.ts';
import { plainText } from '../read/tokens.ts';
import type { LetStatement, Pattern, Statement } from '../syntax/tree.ts';
import { wordsOf } from './patterns.ts';
import { isName } from './rule.ts';
import { report, type Scope } from './scope.ts';
import { textPattern } from './text.ts';

/** Lists that the engine reads itself, in the layer `builtin`. */
const ENGINE_LISTS: readonly string[] = ['program-folders', 'shown-folders', 'steering-variables'];

/** The `let` lists of a file, by name. */
export function compileLists(
  scope: Pick<Scope, 'problems'>,
  statements: readonly Statement[],
  lines: LineMap,
): Scope['lists'] {
  const lists = new Map<string, readonly Pattern[]>();
  const first = new Map<string, number>();
  for (const statement of statements) {
    if (statement.kind !== 'let') continue;
    const name = plainText(statement.name);
    const before = first.get(name);
    if (!isName(statement.name.image)) report(scope, badName(name, statement.name));
    else if (before !== undefined) report(scope, duplicateName('list', name, before, statement.name));
    if (before === undefined) first.set(name, lines.position(statement.start).line);
    lists.set(name, statement.patterns);
  }
  return lists;
}

/** What the engine reads of them: the patterns as text. Lists that no rule uses are checked here as well. */
export function engineLists(
  scope: Scope,
  layer: string,
  nodes: readonly LetStatement[],
): Readonly<Record<string, readonly string[]>> {
  const entries: [string, readonly string[]][] = [];
  for (const node of nodes) {
    const name = plainText(node.name);
    const isEngineList = ENGINE_LISTS.includes(name);
    if (isEngineList && layer !== 'builtin') report(scope, engineListElsewhere(name, node.name));
    if (isEngineList && layer === 'builtin') entries.push([name, textsOf(scope, node)]);
    else checkForm(scope, node);
  }
  return Object.fromEntries(entries);
}

function textsOf(scope: Scope, node: LetStatement): readonly string[] {
  return node.patterns.flatMap((pattern) => wordsOf(scope, pattern)).map((word) => printText(textPattern(scope, word)));
}

function checkForm(scope: Scope, node: LetStatement): void {
  for (const pattern of node.patterns) {
    const group = pattern.items.find((item) => item.kind === 'group');
    if (group !== undefined) report(scope, groupNotHere(group));
  }
}
