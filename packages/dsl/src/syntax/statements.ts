import type { Span } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { isOneOf, STATEMENTS } from '../keywords.ts';
import { emptyBlock, expectedButFound, notInWhen, unknownStatement } from '../problems/syntax.ts';
import type { Entry, RawLine } from '../read/tokens.ts';
import { buildEntries } from './entries.ts';
import { EXPECTED } from './expected.ts';
import type { ClauseHead, PatternList } from './rule-parser.ts';
import { runParser } from './run-parser.ts';
import type { ClauseNode, Pattern, Statement, TestLineNode } from './tree.ts';

/** Parses one statement and what is in its block; `undefined` where its form is wrong. */
export function buildStatement(entry: Entry, problems: Problem[]): Statement | undefined {
  const first = entry.tokens[0];
  if (first === undefined) return undefined;
  const head = first.image;
  if (!isOneOf(head, STATEMENTS)) return void problems.push(unknownStatement(head, first));
  switch (head) {
    case 'allow':
    case 'ask':
    case 'deny':
      return buildRule(entry, problems);
    case 'writ':
    case 'layer':
    case 'default':
    case 'use': {
      const word = runParser('oneWord', entry.tokens, entry, problems);
      return word && { kind: head, word, ...spanOf(entry) };
    }
    case 'let':
      return buildLet(entry, problems);
    case 'when':
      return buildWhen(entry, problems);
    case 'describe': {
      const found = runParser('descriptionHead', entry.tokens, entry, problems);
      return (
        found && {
          kind: 'describe',
          names: found.names,
          flags: found.flags,
          entries: buildEntries(found.block, problems),
          hasBlock: found.block !== undefined,
          ...spanOf(entry),
        }
      );
    }
    case 'bind':
      return buildBind(entry, problems);
    case 'tool': {
      const found = runParser('tool', entry.tokens, entry, problems);
      return found && { kind: 'tool', ...found, ...spanOf(entry) };
    }
    case 'test':
      return buildTest(entry, problems);
  }
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/* ---- rules ---- */

function buildRule(entry: Entry, problems: Problem[]): Statement | undefined {
  const found = runParser('rule', entry.tokens, entry, problems);
  if (found === undefined) return undefined;
  const empty = [
    found.list,
    ...found.clauses.flatMap((clause) => (clause.kind === 'except' ? [clause.list] : [])),
  ].find(isEmptyBlock);
  if (empty?.block !== undefined) return void problems.push(emptyBlock(empty.block));
  const patterns = expandPatterns(found.list, problems);
  const clauses = found.clauses.map((clause) => expandClause(clause, problems));
  return { kind: 'rule', effect: found.effect, subjects: found.subjects, patterns, clauses, ...spanOf(entry) };
}

const isEmptyBlock = ({ block }: PatternList): boolean =>
  block?.block?.kind === 'entries' && block.block.entries.length === 0;

function expandClause(clause: ClauseHead, problems: Problem[]): ClauseNode {
  if (clause.kind !== 'except') return clause;
  const { list, ...rest } = clause;
  return { ...rest, patterns: expandPatterns(list, problems) };
}

/** The patterns of a list; in a block each entry is one or more. */
function expandPatterns(list: PatternList, problems: Problem[]): readonly Pattern[] {
  const block = list.block?.block;
  if (list.block === undefined || block?.kind !== 'entries') return list.patterns;
  return block.entries.flatMap((entry) => runParser('patternList', entry.tokens, entry, problems)?.patterns ?? []);
}

function buildLet(entry: Entry, problems: Problem[]): Statement | undefined {
  const equals = entry.tokens[2];
  const hasEquals = equals === undefined || equals.image === '=';
  if (!hasEquals) problems.push(expectedButFound(EXPECTED.equals, equals.image, equals));
  const found = hasEquals ? runParser('let', entry.tokens, entry, problems) : undefined;
  // Even a broken list is a list of that name: its uses need no error of their own.
  const name = found?.name ?? entry.tokens[1];
  return name && { kind: 'let', name, patterns: found?.patterns ?? [], ...spanOf(entry) };
}

function buildWhen(entry: Entry, problems: Problem[]): Statement | undefined {
  const found = runParser('when', entry.tokens, entry, problems);
  const block = (found?.block ?? entry.tokens.find((token) => token.block !== undefined))?.block;
  const entries = block?.kind === 'entries' ? block.entries : [];
  const statements = entries
    .map((one) => buildStatement(one, problems))
    .filter((one): one is Statement => one !== undefined);
  const [rules, others] = [statements.filter(isRuleOrWhen), statements.filter((one) => !isRuleOrWhen(one))];
  for (const other of others)
    problems.push(notInWhen(other.kind, { start: other.start, end: other.start + other.kind.length }));
  return found && { kind: 'when', condition: found.condition, statements: rules, ...spanOf(entry) };
}

const isRuleOrWhen = (statement: Statement): boolean => statement.kind === 'rule' || statement.kind === 'when';

/* ---- tools and tests ---- */

function buildBind(entry: Entry, problems: Problem[]): Statement | undefined {
  const found = runParser('bind', entry.tokens, entry, problems);
  const [keyword, tool, argument, as, role] = found?.words ?? [];
  if (keyword === undefined || tool === undefined || argument === undefined || as === undefined || role === undefined)
    return undefined;
  const wrong = keyword.image !== 'tool' ? keyword : as.image !== 'as' ? as : undefined;
  if (wrong !== undefined) return void problems.push(expectedButFound(EXPECTED['bind-form'], wrong.image, wrong));
  return { kind: 'bind', tool, argument, role, ...spanOf(entry) };
}

function buildTest(entry: Entry, problems: Problem[]): Statement | undefined {
  const found = runParser('test', entry.tokens, entry, problems);
  const block = found?.block.block;
  if (found === undefined || block?.kind !== 'lines') return undefined;
  return {
    kind: 'test',
    name: found.name,
    context: found.context,
    lines: buildLines(block.lines, problems),
    ...spanOf(entry),
  };
}

function buildLines(lines: readonly RawLine[], problems: Problem[]): readonly TestLineNode[] {
  return lines.flatMap((line): TestLineNode[] => {
    if (line.kind === 'text') return [line];
    const context = runParser('with', line.tokens, line, problems) ?? [];
    return [{ kind: 'with', context, lines: buildLines(line.lines, problems), start: line.start, end: line.end }];
  });
}
