import { readAnsiC } from './ansi-c.ts';
import {
  BACKQUOTE,
  BACKSLASH,
  COLON,
  DOLLAR,
  DOUBLE_QUOTE,
  isDigit,
  isDigits,
  isNamePart,
  isNameStart,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SINGLE_QUOTE,
} from './characters.ts';
import {
  accept,
  type Cursor,
  createPiece,
  deeper,
  fail,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  type Quotes,
  spanFrom,
} from './cursor.ts';
import { readBracketArithmetic, tryArithmetic } from './parse-arithmetic.ts';
import { readNamePart } from './parse-name.ts';
import { readBraces } from './parse-parameter.ts';
import { NO_COMMANDS, readParens } from './parse-parens.ts';
import { addPart, addQuoted, type PartsBuilder } from './parts.ts';
import type { Script } from './syntax.ts';

/** Everything that begins with `$`; the cursor stands at it. */
export function readDollar(cursor: Cursor, builder: PartsBuilder, quoted: boolean): void {
  const start = cursor.at;
  const next = peekSecond(cursor);
  if (next === OPEN_PAREN) return readDollarParen(cursor, builder, quoted);
  if (next === OPEN_BRACE) return readBraces(cursor, builder, quoted);
  if (next === OPEN_BRACKET) return readBracketArithmetic(cursor, builder, quoted);
  if (next === SINGLE_QUOTE && !quoted) return readDollarQuote(cursor, builder);
  cursor.at++;
  peek(cursor);
  if (next === DOUBLE_QUOTE && !quoted) {
    noteUnlessBash(cursor, '`$"…"`', start);
    return noteForZsh(cursor, '`$"…"`', start);
  }
  const name = readPlainName(cursor, next);
  if (name === '') {
    if (next > 127 || '+^=~'.includes(String.fromCharCode(next))) noteForZsh(cursor, 'this dollar', start);
    if (quoted) addQuoted(builder, '$');
    else builder.text += '$';
    return;
  }
  // Inside quotes and `${…}`, bash pairs the brackets of what looks like another expansion, and then expands none. Elsewhere
  // nobody writes it.
  if (name === '$' && '{(['.includes(String.fromCharCode(peek(cursor))))
    note(cursor, 'syntax', 'a bracket stands behind `$$`', start);
  builder.bare = false;
  if (cursor.dialect === 'zsh') checkZshParameter(cursor, name, start);
  addPart(builder, { kind: 'parameter', name, quoted, bare: true, span: spanFrom(cursor, start) });
}

/** The name behind a `$` without braces; empty where the `$` stands for itself. */
function readPlainName(cursor: Cursor, first: number): string {
  if (!isNameStart(first)) {
    if (!isDigit(first) && !'@*#?-$!'.includes(String.fromCharCode(first))) return '';
    cursor.at++;
    return String.fromCharCode(first);
  }
  return readNamePart(cursor);
}

/** `$x[1]`, `$x:h`, `$#x` and `$10` are one thing to zsh. */
function checkZshParameter(cursor: Cursor, name: string, start: number): void {
  const next = peek(cursor);
  const modified = next === OPEN_BRACKET || next > 127 || (next === COLON && isNameStart(peekSecond(cursor)));
  const measured = name === '#' && (isNamePart(next) || '@*#?-$!{'.includes(String.fromCharCode(next)));
  if (modified || measured || (isDigits(name) && isDigit(next))) noteForZsh(cursor, 'what follows a parameter', start);
}

function readDollarQuote(cursor: Cursor, builder: PartsBuilder): void {
  const start = cursor.at;
  cursor.at++;
  peek(cursor);
  noteUnlessBash(cursor, "`$'…'`", start);
  const read = readAnsiC(cursor.text, cursor.at + 1, cursor.end);
  builder.bare = false;
  cursor.at = read.end;
  if (!read.closed) fail(cursor, 'a single quote is not closed');
  noteForZsh(cursor, "an escape in `$'…'`", start, /\\([^\\abeEfnrtv'0-7xu]|0+([^0-7]|$)|[xu](0|[^0-9a-fA-F]))/);
  if (read.text === undefined) addPart(builder, { kind: 'unknown', quoted: true });
  else addQuoted(builder, read.text);
}

function readDollarParen(cursor: Cursor, builder: PartsBuilder, quoted: boolean): void {
  const start = cursor.at;
  cursor.at++;
  accept(cursor, OPEN_PAREN);
  builder.bare = false;
  const second = peek(cursor) === OPEN_PAREN ? cursor.at : undefined;
  const text = second === undefined ? undefined : tryArithmetic(cursor);
  if (text !== undefined) return addPart(builder, { kind: 'arithmetic', text, quoted, span: spanFrom(cursor, start) });
  addPart(builder, { kind: 'command', script: readParens(cursor), quoted, span: spanFrom(cursor, start) });
  if (second !== undefined) checkNoArithmetic(cursor, start, second);
}

/** bash has counted the parentheses to see that it is no arithmetic, and keeps to that. */
function checkNoArithmetic(cursor: Cursor, start: number, second: number): void {
  const attempt = cursor.arithmetic?.get(second);
  if (attempt?.text === undefined && attempt?.close !== undefined && attempt.close !== cursor.at - 1)
    note(cursor, 'syntax', 'the commands behind `$((` end where their parentheses do', start);
}

/** `` `…` ``; the cursor stands at the opening one. */
export function readBackquotes(cursor: Cursor, builder: PartsBuilder, quotes: Quotes): void {
  const start = cursor.at++;
  const quoted = quotes !== 'none';
  const { close, text } = scanBackquotes(cursor, quoted && quotes !== 'document');
  builder.bare = false;
  if (close === -1) return fail(cursor, 'a backquote is not closed');
  const inside = cursor.at;
  cursor.at = close + 1;
  const span = spanFrom(cursor, start);
  if (quotes === 'inside' && text !== undefined && cursor.text.slice(inside, close).includes('\\"'))
    note(cursor, 'syntax', 'a quote is escaped in backquotes inside `${…}` or arithmetic', start);
  if (quotes === 'reopened' && text !== undefined)
    note(cursor, 'syntax', 'a backslash stands in backquotes between quotes inside `"${…}"`', start);
  if (quotes === 'document' && text !== undefined && cursor.text.slice(inside, close).includes('\\"'))
    noteUnlessBash(cursor, 'a quote behind a backslash here', start);
  if (quoted && mayExpandBraces(cursor.text.slice(inside, close).replaceAll('\\\n', '')))
    note(cursor, 'syntax', 'braces stand in backquotes between double quotes', start);
  const script = deeper(
    cursor,
    () => (text === undefined ? readPiece(cursor, inside, close) : cursor.grammar.nested(cursor, text, span)),
    NO_COMMANDS,
  );
  const misleads = quoted && hasOddQuotes(cursor.text.slice(inside, close));
  addPart(builder, { kind: 'command', script, quoted, span, ...(misleads && { misleads }) });
}

/** Whether quotes in it do not pair as the expansion of braces pairs them. */
const hasOddQuotes = (text: string): boolean =>
  text.includes('"') && (text.includes("'") || text.split('"').length % 2 === 0);

/** In `` "`a "{b,c}"`" `` the expansion of braces takes the inner quote for the end of the outer ones. */
const mayExpandBraces = (text: string): boolean =>
  text.includes('"') && text.includes('{') && (text.includes(',') || text.includes('..'));

/** Where the backquoted text ends and, if it has escapes, what it is without them. */
function scanBackquotes(cursor: Cursor, quoted: boolean): { close: number; text: string | undefined } {
  const { text: source, end } = cursor;
  let text: string | undefined;
  let done = cursor.at;
  for (let at = cursor.at; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === BACKQUOTE) return { close: at, text: text === undefined ? undefined : text + source.slice(done, at) };
    if (code !== BACKSLASH || at + 1 >= end) continue;
    const next = source.charCodeAt(at + 1);
    const escaped =
      next === BACKQUOTE ||
      next === BACKSLASH ||
      next === DOLLAR ||
      next === NEWLINE ||
      (quoted && next === DOUBLE_QUOTE);
    text =
      (text ?? '') +
      source.slice(done, at) +
      (escaped ? (next === NEWLINE ? '' : source[at + 1]) : source.slice(at, at + 2));
    done = at + 2;
    at++;
  }
  return { close: -1, text: undefined };
}

/** A piece of the same text as commands of its own. */
function readPiece(cursor: Cursor, start: number, end: number): Script {
  const piece = createPiece(cursor, start, end);
  const script = cursor.grammar.list(piece);
  if (piece.pending.length > 0) note(cursor, 'syntax', 'a here-document in backquotes has no body', start);
  if (piece.at < end) fail(piece, 'the text in backquotes ends too early');
  if (piece.failed) {
    cursor.failed = true;
    cursor.at = cursor.end;
  }
  return script;
}
