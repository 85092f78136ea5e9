import {
  AT,
  BACKQUOTE,
  BACKSLASH,
  BANG,
  breaksWord,
  CLOSE_PAREN,
  DOLLAR,
  DOUBLE_QUOTE,
  END,
  EQUALS,
  GREATER,
  isPlain,
  LESS,
  NEWLINE,
  OPEN_PAREN,
  PIPE,
  PLUS,
  QUESTION,
  SEMICOLON,
  SINGLE_QUOTE,
  SPACE,
  STAR,
  TAB,
} from './characters.ts';
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
  spanFrom,
} from './cursor.ts';
import { readParens } from './parse-parens.ts';
import { addPart, addQuoted, createParts, flushText, literalOf, type PartsBuilder } from './parts.ts';
import type { Part, SyntaxWord } from './syntax.ts';

/** Where a run of unquoted text ends, besides the end of all text. */
export type Stop = (code: number) => boolean;

/** Reads one word; the cursor stands at its first character. */
export function parseWord(cursor: Cursor): SyntaxWord {
  if (cursor.dialect === 'zsh' && peek(cursor) === EQUALS && !isEqualSign(cursor))
    noteForZsh(cursor, 'a word that begins with `=`');
  return parsePlainWord(cursor) ?? parseWordFrom(cursor, cursor.at, createParts());
}

/** The operators of tests, `==` in `[[ ]]` alone. */
const isEqualSign = (cursor: Cursor): boolean =>
  (cursor.conditional ? /^==?\s/ : /^=\s/).test(cursor.text.slice(cursor.at, cursor.at + 3));

/** Most words are nothing but plain characters; `undefined` where there is more to this one. */
export function parsePlainWord(cursor: Cursor): (SyntaxWord & { readonly literal: string }) | undefined {
  const { text, end, at: start } = cursor;
  let at = start;
  while (at < end && isPlain(text.charCodeAt(at))) at++;
  if (at === start || (at >= end ? cursor.truncated : !endsPlainly(text.charCodeAt(at)))) return undefined;
  cursor.at = at;
  const literal = text.slice(start, at);
  return {
    kind: 'word',
    parts: [{ kind: 'text', text: literal, quoted: false }],
    bare: true,
    span: spanFrom(cursor, start),
    literal,
  };
}

/** Ends a word whatever comes next, as `<` and `(` do not. */
const endsPlainly = (code: number): boolean =>
  code === SPACE || code === NEWLINE || code === SEMICOLON || code === PIPE || code === CLOSE_PAREN || code === TAB;

/** Goes on with a word whose beginning was read already. */
export function parseWordFrom(cursor: Cursor, start: number, builder: PartsBuilder): SyntaxWord {
  readUnquoted(cursor, builder, breaksWord, 'word');
  return finishWord(cursor, builder, start);
}

/** The pattern behind `=~`: a word in which groups and bars are ordinary. */
export function parseRegularExpression(cursor: Cursor): SyntaxWord {
  const start = cursor.at;
  const builder = createParts();
  readUnquoted(
    cursor,
    builder,
    (code) => breaksWord(code) && code !== PIPE && code !== OPEN_PAREN,
    'regular-expression',
  );
  return finishWord(cursor, builder, start);
}

export function finishWord(cursor: Cursor, builder: PartsBuilder, start: number): SyntaxWord {
  // A word that was being read when the parser gave up may go on in any way.
  if (cursor.failed || (cursor.truncated && cursor.at >= cursor.end))
    addPart(builder, { kind: 'unknown', quoted: false });
  flushText(builder);
  const { parts, bare } = builder;
  const literal = builder.active ? undefined : literalOf(parts);
  const span = spanFrom(cursor, start);
  return literal === undefined ? { kind: 'word', parts, bare, span } : { kind: 'word', parts, bare, span, literal };
}

export type UnquotedMode = 'word' | 'regular-expression' | 'operand' | 'group';

/** Reads unquoted text with everything it may contain, up to a character that ends it. */
export function readUnquoted(cursor: Cursor, builder: PartsBuilder, stop: Stop, mode: UnquotedMode): void {
  for (;;) {
    const code = peek(cursor);
    if (code === END) return;
    if (code === OPEN_PAREN && opensGroup(builder, mode)) readGroup(cursor, builder, mode);
    else if ((code === LESS || code === GREATER) && peekSecond(cursor) === OPEN_PAREN)
      readProcess(cursor, builder, mode);
    else if (stop(code)) return;
    else readOne(cursor, builder, code, mode);
  }
}

function readOne(cursor: Cursor, builder: PartsBuilder, code: number, mode: UnquotedMode): void {
  switch (code) {
    case BACKSLASH:
      cursor.at++;
      if (cursor.at >= cursor.end) endWithBackslash(cursor, builder);
      else addQuoted(builder, cursor.text[cursor.at++] as string);
      return;
    case SINGLE_QUOTE:
      return readSingleQuotes(cursor, builder);
    case DOUBLE_QUOTE:
      return readDoubleQuotes(cursor, builder);
    case DOLLAR:
      return cursor.grammar.dollar(cursor, builder, false);
    case BACKQUOTE:
      return cursor.grammar.backquotes(cursor, builder, 'none');
    case 0:
      cursor.at++; // a script loses it
      return;
    default:
      return readPlain(cursor, builder, code, mode);
  }
}

/** With nothing behind it a backslash stands for itself, unless the word has a line break in quotes, or zsh reads it. */
function endWithBackslash(cursor: Cursor, builder: PartsBuilder): void {
  if (cursor.dialect === 'zsh' || cursor.text.includes('\n')) addPart(builder, { kind: 'unknown', quoted: false });
  else builder.text += '\\';
}

function readPlain(cursor: Cursor, builder: PartsBuilder, code: number, mode: UnquotedMode): void {
  const start = cursor.at++;
  if (!isPlain(code)) builder.active ||= !breaksWord(code);
  else if (mode === 'word') while (cursor.at < cursor.end && isPlain(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  builder.text += cursor.text.slice(start, cursor.at);
}

function readSingleQuotes(cursor: Cursor, builder: PartsBuilder): void {
  const start = cursor.at + 1;
  const close = cursor.text.indexOf("'", start);
  if (close === -1 || close >= cursor.end) {
    addQuoted(builder, cursor.text.slice(start, cursor.end));
    return fail(cursor, 'a single quote is not closed');
  }
  cursor.at = close + 1;
  addQuoted(builder, withoutNul(cursor.text.slice(start, close)));
}

const withoutNul = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);

/** `"…"`; the cursor stands at the opening quote. */
export function readDoubleQuotes(cursor: Cursor, builder: PartsBuilder): void {
  cursor.at++;
  flushText(builder);
  builder.bare = false;
  const end = plainEnd(cursor);
  if (end !== undefined) {
    builder.parts.push({ kind: 'text', text: cursor.text.slice(cursor.at, end), quoted: true });
    cursor.at = end + 1;
    return;
  }
  const count = builder.parts.length;
  deeper(cursor, () => readQuoted(cursor, builder, closesQuotes), undefined);
  if (!accept(cursor, DOUBLE_QUOTE)) fail(cursor, 'a double quote is not closed');
  if (builder.parts.length === count) addQuoted(builder, '');
}

const closesQuotes: Stop = (code) => code === DOUBLE_QUOTE;

/** Where a double-quoted text ends that holds nothing but itself. */
function plainEnd(cursor: Cursor): number | undefined {
  const { text, end } = cursor;
  for (let at = cursor.at; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) return at;
    if (code === DOLLAR || code === BACKQUOTE || code === BACKSLASH || code === 0) return undefined;
  }
  return undefined;
}

/** What a backslash takes its meaning from; everything in `"${x+"…"}"`. */
const ESCAPES = { double: '$`"\\', document: '$`\\', inside: '$`"\\}', reopened: undefined } as const;

/** Text as in double quotes, up to a character that ends it: only `$`, backquotes and some escapes mean anything. */
export function readQuoted(
  cursor: Cursor,
  builder: PartsBuilder,
  stop: Stop,
  quotes: keyof typeof ESCAPES = 'double',
): void {
  const escapes = ESCAPES[quotes];
  let text = '';
  for (;;) {
    const code = peek(cursor);
    const ends = code === END || stop(code);
    const expands = code === DOLLAR || code === BACKQUOTE;
    if ((ends || expands) && text !== '') {
      addQuoted(builder, text);
      text = '';
    }
    if (ends) return;
    if (expands) {
      if (code === DOLLAR) cursor.grammar.dollar(cursor, builder, true);
      else cursor.grammar.backquotes(cursor, builder, quotes);
    } else if (code === BACKSLASH && cursor.at + 1 < cursor.end) {
      const next = cursor.text[cursor.at + 1] as string;
      text += escapes === undefined || escapes.includes(next) ? next : `\\${next}`;
      cursor.at += 2;
    } else {
      const start = cursor.at++;
      while (
        cursor.at < cursor.end &&
        isQuotedRun(cursor.text.charCodeAt(cursor.at)) &&
        !stop(cursor.text.charCodeAt(cursor.at))
      )
        cursor.at++;
      text += withoutNul(cursor.text.slice(start, cursor.at));
    }
  }
}

const isQuotedRun = (code: number): boolean => code !== DOLLAR && code !== BACKQUOTE && code !== BACKSLASH;

/** `@(…)` and its relatives in a word; any `(` in a regular expression. */
function opensGroup(builder: PartsBuilder, mode: UnquotedMode): boolean {
  if (mode === 'regular-expression') return true;
  if (mode !== 'word') return false;
  const last = builder.text.charCodeAt(builder.text.length - 1);
  return last === QUESTION || last === STAR || last === PLUS || last === AT || last === BANG;
}

function readGroup(cursor: Cursor, builder: PartsBuilder, mode: UnquotedMode): void {
  const start = cursor.at++;
  builder.active = true;
  if (mode === 'word') {
    builder.text = builder.text.slice(0, -1);
    noteForZsh(cursor, 'a parenthesis in a word', start);
    if (cursor.dialect === 'bash' && !cursor.conditional && !cursor.text.includes('extglob'))
      note(cursor, 'syntax', 'a pattern like this is an error unless `extglob` is on', start);
    noteUnlessBash(cursor, 'a parenthesis in a word', start);
  }
  const inner = createParts();
  deeper(cursor, () => readBalanced(cursor, inner), undefined);
  if (!accept(cursor, CLOSE_PAREN)) fail(cursor, 'a parenthesis in a pattern is not closed');
  flushText(inner);
  builder.bare = false;
  addPart(builder, { kind: 'extended-glob', parts: inner.parts, span: spanFrom(cursor, start) });
}

function readBalanced(cursor: Cursor, inner: PartsBuilder): void {
  let open = 0;
  readUnquoted(
    cursor,
    inner,
    (code) => {
      if (code === OPEN_PAREN) open++;
      else if (code === CLOSE_PAREN) open--;
      return open < 0;
    },
    'group',
  );
}

/** `<(…)` and `>(…)`. */
function readProcess(cursor: Cursor, builder: PartsBuilder, mode: UnquotedMode): void {
  const start = cursor.at++;
  builder.bare = false;
  peek(cursor);
  cursor.at++;
  // It ends where the parentheses do that bash has counted, even those of a comment.
  if (peek(cursor) === OPEN_PAREN) note(cursor, 'syntax', 'a parenthesis begins a process substitution', start);
  const script = readParens(cursor);
  // `${x:-<(…)}` ends at the first brace, whatever stands around it.
  if (mode === 'operand' && cursor.text.slice(start, cursor.at).includes('}')) {
    note(cursor, 'syntax', 'a process substitution inside `${…}` contains a brace', start);
  }
  addPart(builder, { kind: 'process', script, span: spanFrom(cursor, start) });
}

/** The parts of a text that is expanded as if in double quotes, such as the body of a here-document. */
export function parseQuotedText(cursor: Cursor): readonly Part[] {
  const builder = createParts();
  readQuoted(cursor, builder, () => false, 'document');
  flushText(builder);
  return builder.parts;
}
