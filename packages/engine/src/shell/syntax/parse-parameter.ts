import { readAnsiC } from './ansi-c.ts';
import {
  AT,
  BACKSLASH,
  BANG,
  CARET,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  DOLLAR,
  DOUBLE_QUOTE,
  END,
  EQUALS,
  HASH,
  isBlank,
  isDigit,
  isName,
  isNamePart,
  isNameStart,
  MINUS,
  NEWLINE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  PLUS,
  QUESTION,
  SINGLE_QUOTE,
  SLASH,
  STAR,
  TILDE,
} from './characters.ts';
import {
  accept,
  type Cursor,
  deeper,
  fail,
  holdsProcess,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  spanFrom,
} from './cursor.ts';
import { readBound, readSubscript } from './parse-arithmetic.ts';
import { readVariableName } from './parse-name.ts';
import { NO_COMMANDS } from './parse-parens.ts';
import { readQuoted, readUnquoted } from './parse-word.ts';
import { addPart, createParts, flushText, type PartsBuilder } from './parts.ts';
import type { Operation, ParameterPart, Part } from './syntax.ts';

/** `${…}`; the cursor stands at the dollar. */
export function readBraces(cursor: Cursor, builder: PartsBuilder, quoted: boolean): void {
  const start = cursor.at;
  cursor.at++;
  peek(cursor);
  cursor.at++;
  builder.bare = false;
  deeper(cursor, () => readBody(cursor, builder, quoted, start), undefined);
}

function readBody(cursor: Cursor, builder: PartsBuilder, quoted: boolean, start: number): void {
  const first = peek(cursor);
  if (isBlank(first) || first === NEWLINE || first === PIPE)
    return readFunctionSubstitution(cursor, builder, quoted, start);
  const part = readParameter(cursor, quoted, start);
  if (!accept(cursor, CLOSE_BRACE)) {
    if (!cursor.failed && peek(cursor) !== END) readStrange(cursor, builder, quoted, start);
    else fail(cursor, '`${` is not closed');
  }
  addPart(builder, { ...part, span: spanFrom(cursor, start) });
}

/** `${ commands; }` of newer versions runs them; older ones stop with an error. */
function readFunctionSubstitution(cursor: Cursor, builder: PartsBuilder, quoted: boolean, start: number): void {
  note(cursor, 'syntax', 'not every bash reads commands in `${ … }`', start);
  accept(cursor, PIPE);
  const script = deeper(cursor, () => cursor.grammar.list(cursor), NO_COMMANDS);
  if (!accept(cursor, CLOSE_BRACE)) fail(cursor, '`${ ` is not closed');
  addPart(builder, { kind: 'command', script, quoted, span: spanFrom(cursor, start) });
}

/** What is no parameter expansion at all: bash stops there, but what would run inside is still reported. */
function readStrange(cursor: Cursor, builder: PartsBuilder, quoted: boolean, start: number): void {
  note(cursor, 'syntax', 'this `${…}` is not understood', start);
  for (const part of readOperand(cursor, quoted, false, isCloseBrace)) addPart(builder, part);
  if (!accept(cursor, CLOSE_BRACE)) fail(cursor, '`${` is not closed');
}

const isCloseBrace = (code: number): boolean => code === CLOSE_BRACE;

type Draft = { -readonly [Key in keyof ParameterPart]: ParameterPart[Key] };

function readParameter(cursor: Cursor, quoted: boolean, start: number): ParameterPart {
  const part: Draft = { kind: 'parameter', name: '', quoted, span: spanFrom(cursor, start) };
  readPrefix(cursor, part);
  if (part.name === '') part.name = readName(cursor);
  if (isNameStart(part.name.charCodeAt(0)) && accept(cursor, OPEN_BRACKET)) {
    noteUnlessBash(cursor, 'a subscript', start);
    part.subscript = readWhole(cursor) ?? readSubscript(cursor);
  }
  if (part.name === '') return part;
  const operation = readOperation(cursor, part, quoted);
  if (operation !== undefined) part.operation = operation;
  if (isOddForZsh(cursor, part, start)) noteForZsh(cursor, 'this `${…}`', start);
  return part;
}

/** Slices and subscripts count otherwise, `${#%x}` is a length, `${#x%y}` one of what is left, and braces inside pair. */
function isOddForZsh(cursor: Cursor, { name, prefix, operation, subscript }: Draft, start: number): boolean {
  if (operation?.kind === 'slice' || subscript !== undefined) return true;
  return (
    operation !== undefined &&
    (name === '#' || prefix === 'length' || /[^$]\{/.test(cursor.text.slice(start + 2, cursor.at)))
  );
}

/** `#` for a length and `!` for an indirection, where these are not parameters themselves. */
function readPrefix(cursor: Cursor, part: Draft): void {
  const first = peek(cursor);
  const next = peekSecond(cursor);
  if (first === HASH) {
    if (!namesLength(cursor, next)) return;
    cursor.at++;
    part.prefix = 'length';
  } else if (first === BANG && (isNamePart(next) || '@*#?'.includes(String.fromCharCode(next)))) {
    cursor.at++;
    noteUnlessBash(cursor, '`${!…}`');
    part.prefix = 'indirect';
  }
}

/** Whether `${#` goes on with a parameter whose length it is, rather than with an operation on `$#`. */
function namesLength(cursor: Cursor, next: number): boolean {
  if (isNamePart(next)) return true;
  if (!'@*#?-$!'.includes(String.fromCharCode(next))) return false;
  const start = cursor.at;
  cursor.at++;
  const closes = peekSecond(cursor) === CLOSE_BRACE;
  cursor.at = start;
  return closes;
}

function readName(cursor: Cursor): string {
  const first = peek(cursor);
  if (first === END) return '';
  if (isNameStart(first)) return readVariableName(cursor);
  let name = '';
  if (isDigit(first)) while (isDigit(peek(cursor))) name += cursor.text[cursor.at++];
  else if ('@*#?-$!'.includes(String.fromCharCode(first))) name = cursor.text[cursor.at++] as string;
  return name;
}

/** `[@]` and `[*]`, behind the bracket. */
function readWhole(cursor: Cursor): '@' | '*' | undefined {
  const code = peek(cursor);
  if ((code !== AT && code !== STAR) || peekSecond(cursor) !== CLOSE_BRACKET) return undefined;
  cursor.at++;
  accept(cursor, CLOSE_BRACKET);
  return code === AT ? '@' : '*';
}

function readOperation(cursor: Cursor, part: Draft, quoted: boolean): Operation | undefined {
  const code = peek(cursor);
  switch (code) {
    case COLON:
      return readColon(cursor, quoted);
    case MINUS:
    case EQUALS:
    case PLUS:
    case QUESTION:
      return readDefault(cursor, quoted, false);
    case HASH:
    case PERCENT: {
      cursor.at++;
      const doubled = accept(cursor, code);
      const operator = String.fromCharCode(code).repeat(doubled ? 2 : 1);
      return { kind: 'trim', operator, words: [readOperand(cursor, quoted, true, isCloseBrace)] };
    }
    case SLASH:
      return readReplacement(cursor, quoted);
    case CARET:
    case 44: // comma
    case TILDE: {
      noteUnlessBash(cursor, '`${x^}`');
      cursor.at++;
      accept(cursor, code);
      return {
        kind: 'case',
        operator: String.fromCharCode(code),
        words: [readOperand(cursor, quoted, true, isCloseBrace)],
      };
    }
    case AT:
      return readAt(cursor, part);
    case STAR:
      return readNames(cursor, part);
    default:
      return undefined;
  }
}

function readColon(cursor: Cursor, quoted: boolean): Operation {
  const start = cursor.at++;
  const next = peek(cursor);
  if (next === MINUS || next === EQUALS || next === PLUS || next === QUESTION) return readDefault(cursor, quoted, true);
  noteUnlessBash(cursor, '`${x:…}`', start);
  const bounds = [readBound(cursor)];
  if (accept(cursor, COLON)) bounds.push(readBound(cursor));
  return { kind: 'slice', bounds };
}

function readDefault(cursor: Cursor, quoted: boolean, colon: boolean): Operation {
  const code = peek(cursor);
  cursor.at++;
  const kind = code === MINUS ? 'default' : code === EQUALS ? 'assign' : code === PLUS ? 'alternative' : 'error';
  const word = readOperand(cursor, quoted, false, isCloseBrace);
  return { kind, colon, word };
}

function readReplacement(cursor: Cursor, quoted: boolean): Operation {
  const start = cursor.at++;
  noteUnlessBash(cursor, '`${x/…}`', start);
  const next = peek(cursor);
  const operator = next === SLASH || next === HASH || next === PERCENT ? `/${String.fromCharCode(next)}` : '/';
  if (operator !== '/') cursor.at++;
  const words = [readOperand(cursor, quoted, true, (code) => code === CLOSE_BRACE || code === SLASH)];
  if (accept(cursor, SLASH)) words.push(readOperand(cursor, quoted, true, isCloseBrace));
  return { kind: 'replace', operator, words };
}

/** `${x@Q}`, and `${!prefix@}`. */
function readAt(cursor: Cursor, part: Draft): Operation | undefined {
  if (part.prefix === 'indirect' && peekSecond(cursor) === CLOSE_BRACE) return readNames(cursor, part);
  noteUnlessBash(cursor, '`${x@…}`');
  cursor.at++;
  const letter = peek(cursor) === END ? '' : (cursor.text[cursor.at] as string);
  if ('QEPAaKkUuL'.includes(letter) && letter !== '') cursor.at++;
  return { kind: 'transform', letter };
}

function readNames(cursor: Cursor, part: Draft): Operation | undefined {
  if (part.prefix !== 'indirect' || !isName(part.name)) return undefined;
  cursor.at++;
  return { kind: 'names' };
}

/** The word behind an operator. Inside double quotes, only a pattern's own quotes quote. */
function readOperand(
  cursor: Cursor,
  quoted: boolean,
  pattern: boolean,
  stop: (code: number) => boolean,
): readonly Part[] {
  const builder = createParts();
  const start = cursor.at;
  if (quoted) readQuotedOperand(cursor, builder, pattern, stop);
  else readUnquoted(cursor, builder, stop, 'operand');
  if (quoted) noteProcess(cursor, start);
  else if (
    cursor.substitutions > 0 &&
    (pattern ? LOST_SPECIALS : LOST_QUOTES).test(cursor.text.slice(start, cursor.at))
  )
    note(cursor, 'syntax', "`$'…'` stands inside `${…}`, inside a substitution", start);
  flushText(builder);
  return builder.parts;
}

/** bash writes a substitution out and reads it again, and what this stands for comes out without its quotes. */
const LOST_QUOTES = /\$(?:\\\n)*'/;
/** In a pattern that matters only where it stands for something special. */
const LOST_SPECIALS = /\$(?:\\\n)*'(?!(?:\\[nrt]|[\s\w.,:;=+@%-])*')/;

/** `"${x/<(…)}"` runs what stands there, double quotes or not; `"${x:-<(…)}"` does not, and writes it another way. */
function noteProcess(cursor: Cursor, start: number): void {
  if (holdsProcess(cursor, start)) note(cursor, 'syntax', 'a process substitution stands inside `"${…}"`', start);
}

function readQuotedOperand(
  cursor: Cursor,
  builder: PartsBuilder,
  pattern: boolean,
  stop: (code: number) => boolean,
): void {
  let inner = 0;
  const ends = (code: number): boolean => code === DOUBLE_QUOTE || code === SINGLE_QUOTE || (inner === 0 && stop(code));
  for (;;) {
    const count = builder.parts.length;
    readQuoted(cursor, builder, ends, inner === DOUBLE_QUOTE && !pattern ? 'reopened' : 'inside');
    if (pattern && inner === 0) unquote(builder.parts, count);
    // The expansion of braces takes the inner quotes for the end of the outer ones.
    if (inner === DOUBLE_QUOTE && builder.parts.slice(count).some(hasBrace))
      note(cursor, 'syntax', 'a brace stands between quotes inside `"${…}"`');
    const code = peek(cursor);
    if (code === END || (inner === 0 && stop(code))) return;
    const start = cursor.at++;
    const dollar = isBehindDollar(cursor.text, start);
    if (code === DOUBLE_QUOTE) {
      if (joinsName(cursor.text, start)) note(cursor, 'syntax', 'a name goes on behind quotes inside `"${…}"`', start);
      // bash takes the dollar away, and sometimes more.
      if (dollar) note(cursor, 'syntax', '`$"` stands inside `"${…}"`', start);
      inner = inner === 0 ? DOUBLE_QUOTE : inner === DOUBLE_QUOTE ? 0 : inner;
    } else if (dollar && inner === 0) readAnsiCInside(cursor, builder);
    else if (pattern && inner === 0) skipSingleQuotes(cursor, builder);
    else {
      if (inner === 0 && !areLiteralQuotes(cursor))
        note(cursor, 'syntax', 'a single quote stands inside `"${…}"`', start);
      addPart(builder, { kind: 'text', text: "'", quoted: true });
      if (inner !== DOUBLE_QUOTE) inner = inner === 0 ? SINGLE_QUOTE : 0;
    }
  }
}

/** In a pattern, quotes around the whole word protect nothing. */
function unquote(parts: Part[], from: number): void {
  for (const [at, part] of parts.entries())
    if (at >= from && part.kind === 'text') parts[at] = { ...part, quoted: false };
}

/** Quotes without anything between, and letters of a name, that are looked at from each of them. */
const LONGEST_RUN = 100;

/** Whether `$name` stands in front of these quotes, and more that a name may hold behind them: bash reads on without the quotes. */
function joinsName(text: string, quote: number): boolean {
  let behind = quote;
  const [from, to] = [quote - LONGEST_RUN, quote + LONGEST_RUN];
  while (behind <= to && (text[behind] === '"' || text.startsWith('\\\n', behind)))
    behind += text[behind] === '"' ? 1 : 2;
  if (behind > to) return true;
  if (!isNamePart(text.charCodeAt(behind))) return false;
  let at = quote - 1;
  while (at >= from && (text[at] === '"' || text.startsWith('\\\n', at - 1))) at -= text[at] === '"' ? 1 : 2;
  const end = at;
  while (at >= from && (isNamePart(text.charCodeAt(at)) || text.startsWith('\\\n', at - 1)))
    at -= isNamePart(text.charCodeAt(at)) ? 1 : 2;
  return at < from || (at < end && text.charCodeAt(at) === DOLLAR);
}

const hasBrace = (part: Part): boolean => part.kind === 'text' && part.text.includes('{');

/**
 * In `"${x:-'a'}"` the parser pairs these quotes and the expansion takes them for text: both agree where nothing between
 * them is more to the parser than to the expansion.
 */
function areLiteralQuotes(cursor: Cursor): boolean {
  const close = cursor.text.indexOf("'", cursor.at);
  return close !== -1 && close < cursor.end && !/["`\\{}()\n]/.test(cursor.text.slice(cursor.at, close));
}

/** Whether a dollar that no backslash escapes stands in front, line continuations aside. */
function isBehindDollar(text: string, start: number): boolean {
  let at = start - 1;
  while (at > 0 && text.startsWith('\\\n', at - 1)) at -= 2;
  if (text.charCodeAt(at) !== DOLLAR) return false;
  let escapes = 0;
  while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes++;
  return escapes % 2 === 0;
}

/** What `$'…'` stands for takes its place before the braces are expanded: `"${x+$'\\x24(a)'}"` runs `a`. */
function readAnsiCInside(cursor: Cursor, builder: PartsBuilder): void {
  const start = cursor.at - 1;
  const { text, end, closed } = readAnsiC(cursor.text, cursor.at, cursor.end);
  cursor.at = end;
  if (!closed) fail(cursor, 'a single quote is not closed');
  if (text === undefined || /[$`"'\\{}/<>()]/.test(text))
    note(cursor, 'syntax', '`$\'…\'` stands for a special character inside `"${…}"`', start);
  builder.parts.pop(); // its dollar
  addPart(builder, { kind: 'unknown', quoted: true });
}

function skipSingleQuotes(cursor: Cursor, builder: PartsBuilder): void {
  const close = cursor.text.indexOf("'", cursor.at);
  if (close === -1 || close >= cursor.end) return fail(cursor, 'a single quote is not closed');
  addPart(builder, { kind: 'text', text: cursor.text.slice(cursor.at, close), quoted: true });
  cursor.at = close + 1;
}
