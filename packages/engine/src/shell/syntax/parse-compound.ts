import { AMPERSAND, CLOSE_PAREN, END, HASH, NEWLINE, OPEN_BRACE, OPEN_PAREN, PIPE, SEMICOLON } from './characters.ts';
import {
  accept,
  type Cursor,
  deeper,
  fail,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  skipBlanks,
} from './cursor.ts';
import { readLoopPart, tryArithmetic } from './parse-arithmetic.ts';
import { parseConditional } from './parse-conditional.ts';
import { skipLines } from './parse-lines.ts';
import { readVariableName } from './parse-name.ts';
import { parseWord } from './parse-word.ts';
import { acceptReserved, peekReserved } from './reserved.ts';
import type { ArithmeticText, CaseClause, Compound, Script, SyntaxWord } from './syntax.ts';

const EMPTY: Script = { items: [] };

/** The compound command that comes next, if one does; `word` is the reserved word that begins it. */
export function parseCompound(cursor: Cursor, word: string | undefined): Compound | undefined {
  if (peek(cursor) === OPEN_PAREN)
    return deeper(cursor, () => parseParens(cursor), { kind: 'subshell', script: EMPTY });
  if (word === undefined || !COMPOUND.has(word)) return undefined;
  const start = cursor.at;
  return deeper(cursor, () => parseKeyword(cursor, word, start), { kind: 'group', script: EMPTY });
}

/** Whether a compound command comes next. */
export function beginsCompound(cursor: Cursor): boolean {
  const word = peekReserved(cursor);
  return peek(cursor) === OPEN_PAREN || (word !== undefined && COMPOUND.has(word));
}

const COMPOUND = new Set(['{', '[[', 'case', 'for', 'if', 'select', 'until', 'while']);

function parseKeyword(cursor: Cursor, word: string, start: number): Compound | undefined {
  switch (word) {
    case '{':
      acceptReserved(cursor, word);
      return { kind: 'group', script: closedBy(cursor, '}') };
    case '[[':
      return { kind: 'conditional', tokens: parseConditional(cursor) };
    case 'if':
      acceptReserved(cursor, word);
      return parseIf(cursor);
    case 'while':
    case 'until':
      acceptReserved(cursor, word);
      return parseWhile(cursor);
    case 'for':
    case 'select':
      acceptReserved(cursor, word);
      return parseFor(cursor, word, start);
    case 'case':
      acceptReserved(cursor, word);
      return parseCase(cursor);
    default:
      return undefined;
  }
}

function parseParens(cursor: Cursor): Compound {
  const start = cursor.at;
  accept(cursor, OPEN_PAREN);
  if (peek(cursor) === OPEN_PAREN) {
    noteUnlessBash(cursor, '`((`', start);
    const text = tryArithmetic(cursor);
    if (text !== undefined) return { kind: 'arithmetic', text };
    const attempt = cursor.arithmetic?.get(cursor.at);
    if (attempt?.text === undefined && attempt?.breaks === true)
      fail(cursor, 'a line ends behind what was read for arithmetic');
  }
  const script = requireList(cursor);
  if (!accept(cursor, CLOSE_PAREN)) fail(cursor, 'a parenthesis is not closed');
  return { kind: 'subshell', script };
}

function requireList(cursor: Cursor): Script {
  const script = cursor.grammar.list(cursor);
  if (script.items.length === 0 && !cursor.failed) fail(cursor, 'a command is missing');
  return script;
}

function closedBy(cursor: Cursor, word: string): Script {
  const script = requireList(cursor);
  expect(cursor, word);
  return script;
}

function expect(cursor: Cursor, word: string): void {
  if (!acceptReserved(cursor, word)) fail(cursor, `\`${word}\` is missing`);
}

function parseIf(cursor: Cursor): Compound {
  const branches: { test: Script; then: Script }[] = [];
  do {
    const test = closedBy(cursor, 'then');
    branches.push({ test, then: requireList(cursor) });
  } while (acceptReserved(cursor, 'elif'));
  if (!acceptReserved(cursor, 'else')) {
    expect(cursor, 'fi');
    return { kind: 'if', branches };
  }
  return { kind: 'if', branches, otherwise: closedBy(cursor, 'fi') };
}

function parseWhile(cursor: Cursor): Compound {
  const test = closedBy(cursor, 'do');
  return { kind: 'while', test, body: closedBy(cursor, 'done') };
}

function parseFor(cursor: Cursor, word: 'for' | 'select', start: number): Compound {
  if (skipBlanks(cursor) === OPEN_PAREN && peekSecond(cursor) === OPEN_PAREN) return parseArithmeticFor(cursor, start);
  const name = readName(cursor);
  if (skipBlanks(cursor) === OPEN_BRACE) fail(cursor, 'a brace stands directly behind the variable of a loop');
  const isOnNewLine = peek(cursor) === NEWLINE || peek(cursor) === HASH;
  skipLines(cursor);
  const words = acceptReserved(cursor, 'in') ? readWords(cursor) : undefined;
  if (words !== undefined && isOnNewLine && cursor.cases > 0) fail(cursor, '`in` begins a line inside a `case`');
  if (words === undefined) skipSemicolon(cursor);
  if (word === 'select') noteUnlessBash(cursor, '`select`', start);
  return { kind: word, name, body: parseBody(cursor), ...(words !== undefined && { words }) };
}

function readName(cursor: Cursor): string {
  const name = readVariableName(cursor);
  const next = peek(cursor);
  if (name === '' || !(next === END || next === SEMICOLON || ' \t\n'.includes(String.fromCharCode(next)))) {
    fail(cursor, 'the variable of a loop is not a plain name');
  }
  return name;
}

function readWords(cursor: Cursor): readonly SyntaxWord[] {
  const words: SyntaxWord[] = [];
  for (;;) {
    const code = skipBlanks(cursor);
    if (code === OPEN_PAREN || code === CLOSE_PAREN || code === PIPE || code === AMPERSAND)
      fail(cursor, 'a list of words is broken off');
    const start = cursor.at;
    const word = code === HASH ? undefined : parseWord(cursor);
    if (word === undefined || cursor.at === start) break;
    words.push(word);
  }
  skipSemicolon(cursor);
  return words;
}

/** `;` or a line break, and the line breaks after it. */
function skipSemicolon(cursor: Cursor): void {
  if (skipBlanks(cursor) === SEMICOLON && peekSecond(cursor) !== SEMICOLON) cursor.at++;
  skipLines(cursor);
}

/** `do … done`, or braces, which bash takes as well. */
function parseBody(cursor: Cursor): Script {
  skipLines(cursor);
  if (acceptReserved(cursor, 'do')) return closedBy(cursor, 'done');
  if (peek(cursor) === OPEN_BRACE && acceptReserved(cursor, '{')) return closedBy(cursor, '}');
  noteForZsh(cursor, 'a short loop');
  fail(cursor, '`do` is missing');
  return EMPTY;
}

function parseArithmeticFor(cursor: Cursor, start: number): Compound {
  noteUnlessBash(cursor, '`for ((`', start);
  accept(cursor, OPEN_PAREN);
  accept(cursor, OPEN_PAREN);
  const parts: ArithmeticText[] = [readLoopPart(cursor)];
  while (parts.length < 3 && accept(cursor, SEMICOLON)) parts.push(readLoopPart(cursor));
  if (parts.length !== 3 || !accept(cursor, CLOSE_PAREN) || !accept(cursor, CLOSE_PAREN))
    fail(cursor, '`for ((` is not closed');
  skipSemicolon(cursor);
  return { kind: 'for-arithmetic', parts, body: parseBody(cursor) };
}

function parseCase(cursor: Cursor): Compound {
  if (skipBlanks(cursor) === HASH) fail(cursor, 'a comment stands where a word should');
  const word = parseWord(cursor);
  skipLines(cursor);
  expect(cursor, 'in');
  cursor.cases++;
  const clauses: CaseClause[] = [];
  for (;;) {
    skipLines(cursor);
    if (acceptReserved(cursor, 'esac')) break;
    if (peek(cursor) === END) {
      fail(cursor, '`case` is not closed');
      break;
    }
    const clause = parseClause(cursor);
    const end = acceptClauseEnd(cursor);
    clauses.push({ ...clause, fallsThrough: end === '&' });
    if (end === undefined) {
      expect(cursor, 'esac');
      break;
    }
  }
  if (clauses.length > 0) cursor.cases--; // behind `case x in esac`, bash is still in it
  return { kind: 'case', word, clauses };
}

function parseClause(cursor: Cursor): Omit<CaseClause, 'fallsThrough'> {
  accept(cursor, OPEN_PAREN);
  const patterns: SyntaxWord[] = [];
  do {
    skipBlanks(cursor);
    const start = cursor.at;
    if (peek(cursor) === HASH) fail(cursor, 'a comment stands where a pattern should');
    const pattern = parseWord(cursor);
    // bash writes a substitution out without the parenthesis in front of the pattern, and reads another word.
    if (cursor.substitutions > 0 && pattern.literal === 'esac')
      note(cursor, 'syntax', '`esac` as a pattern inside a substitution', start);
    if (pattern.bare && pattern.literal === '}') note(cursor, 'syntax', '`}` is a pattern or ends a group', start);
    patterns.push(pattern);
    skipBlanks(cursor);
  } while (accept(cursor, PIPE));
  if (patterns.some((pattern) => pattern.parts.length === 0) || !accept(cursor, CLOSE_PAREN))
    fail(cursor, 'the pattern of a `case` is not closed');
  return { patterns, script: cursor.grammar.list(cursor) };
}

/** `;;`, or `;&` and `;;&`, after which the next clause may run too. */
function acceptClauseEnd(cursor: Cursor): ';' | '&' | undefined {
  if (peek(cursor) !== SEMICOLON) return undefined;
  const second = peekSecond(cursor);
  if (second !== SEMICOLON && second !== AMPERSAND) return undefined;
  accept(cursor, SEMICOLON);
  if (accept(cursor, AMPERSAND)) return '&';
  accept(cursor, SEMICOLON);
  return accept(cursor, AMPERSAND) ? '&' : ';';
}
