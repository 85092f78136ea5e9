import {
  BACKQUOTE,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DOLLAR,
  DOUBLE_QUOTE,
  END,
  NEWLINE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUESTION,
  SEMICOLON,
  SINGLE_QUOTE,
} from './characters.ts';
import {
  type ArithmeticAttempt,
  accept,
  type Cursor,
  createPiece,
  deeper,
  fail,
  note,
  noteUnlessBash,
  peek,
  peekSecond,
  sourceFrom,
  spanFrom,
} from './cursor.ts';
import { addPart, createParts, flushText, type PartsBuilder } from './parts.ts';
import type { ArithmeticText, Part } from './syntax.ts';

/**
 * Arithmetic between `((` and `))`, or `undefined` where these turn out to be two subshells.
 * The cursor stands at the second parenthesis and goes there again when it is no arithmetic.
 */
export function tryArithmetic(cursor: Cursor): ArithmeticText | undefined {
  const start = cursor.at;
  cursor.arithmetic ??= new Map();
  const known = cursor.arithmetic.get(start);
  const attempt = known ?? attemptArithmetic(cursor, start);
  if (known === undefined) cursor.arithmetic.set(start, attempt);
  if (attempt.text !== undefined) {
    cursor.at = cursor.failed ? cursor.end : attempt.end;
    return attempt.text;
  }
  cursor.at = cursor.failed ? cursor.end : start;
  if (attempt.documents) note(cursor, 'syntax', 'a here-document stands between `((` and what is no `))`', start);
  // bash has left the continuations out by the time it reads the comment.
  if (attempt.continues) note(cursor, 'syntax', 'a comment behind `((` may go on in the next line', start);
  return undefined;
}

function attemptArithmetic(cursor: Cursor, start: number): ArithmeticAttempt {
  const problems = cursor.problems.length;
  const pending = [...cursor.pending];
  cursor.at++;
  const text = readArithmetic(cursor, (code) => code === CLOSE_PAREN, PARENS);
  const failedOnLimit = cursor.failed && cursor.problems.some((problem) => problem.why === 'limit');
  if (!cursor.failed && accept(cursor, CLOSE_PAREN) && accept(cursor, CLOSE_PAREN)) {
    if (text.parts.some((part) => opensParenthesis(cursor, part)))
      note(cursor, 'syntax', 'a parenthesis in `${…}` counts as one of the arithmetic around it', start);
    return { text, end: cursor.at };
  }
  if (failedOnLimit) return { text, end: cursor.end };
  const documents = sourceFrom(cursor, start).includes('<<'); // bash does not find their lines when it reads again
  accept(cursor, CLOSE_PAREN);
  const breaks = peek(cursor) === NEWLINE;
  readArithmetic(cursor, (code) => code === CLOSE_PAREN, PARENS);
  const close = cursor.at;
  const source = cursor.text.slice(start, close);
  const continues = source.includes('#') && source.includes('\\\n');
  cursor.failed = false;
  cursor.problems.length = problems;
  cursor.pending.splice(0, cursor.pending.length, ...pending);
  cursor.at = start;
  return { text: undefined, documents, continues, breaks, close };
}

/** bash looks for the end by counting those that stand in no quotes. */
function opensParenthesis(cursor: Cursor, part: Part): boolean {
  if (part.kind !== 'parameter') return false;
  const source = cursor.text.slice(part.span.start, part.span.end);
  let open = 0;
  for (const one of source.replace(/"[^"]*"|'[^']*'|\\./gs, '').match(/[()]/g) ?? []) {
    open += one === '(' ? 1 : -1;
    if (open < 0) return true;
  }
  return open !== 0;
}

/** `$[…]`, the old form; the cursor stands at the dollar. */
export function readBracketArithmetic(cursor: Cursor, builder: PartsBuilder, quoted: boolean): void {
  const start = cursor.at;
  cursor.at++;
  peek(cursor);
  cursor.at++;
  noteUnlessBash(cursor, '`$[…]`', start);
  const text = readArithmetic(cursor, (code) => code === CLOSE_BRACKET, BRACKETS);
  if (cursor.text.slice(start, cursor.at).includes("'")) noteQuotes(cursor, start);
  if (!accept(cursor, CLOSE_BRACKET)) fail(cursor, '`$[` is not closed');
  builder.bare = false;
  addPart(builder, { kind: 'arithmetic', text, quoted, span: spanFrom(cursor, start) });
}

/** A subscript behind its opening bracket, up to the closing one, which is read too. */
export function readSubscript(cursor: Cursor): ArithmeticText {
  const text = readArithmetic(cursor, (code) => code === CLOSE_BRACKET, BRACKETS);
  if (!accept(cursor, CLOSE_BRACKET)) fail(cursor, 'a subscript is not closed');
  return text;
}

/** One bound of `${x:offset:length}`. */
export const readBound = (cursor: Cursor): ArithmeticText =>
  readArithmetic(cursor, (code) => code === COLON || code === CLOSE_BRACE, ALL);

/** One of the three parts of `for ((…;…;…))`. */
export const readLoopPart = (cursor: Cursor): ArithmeticText =>
  readArithmetic(cursor, (code) => code === SEMICOLON || code === CLOSE_PAREN, PARENS);

/** Brackets that have to be closed before the text may end, with what closes them. Parentheses do not see the others: `((a[)` ends. */
type Brackets = ReadonlyMap<number, number>;
const PARENS: Brackets = new Map([[OPEN_PAREN, CLOSE_PAREN]]);
const BRACKETS: Brackets = new Map([[OPEN_BRACKET, CLOSE_BRACKET]]);
const ALL: Brackets = new Map([...PARENS, ...BRACKETS]);

/** Text for arithmetic up to a character that ends it outside all brackets and quotes. */
function readArithmetic(cursor: Cursor, stop: (code: number) => boolean, brackets: Brackets): ArithmeticText {
  const start = cursor.at;
  const builder = createParts();
  deeper(cursor, () => readBody(cursor, builder, stop, brackets), undefined);
  flushText(builder);
  return {
    parts: builder.parts.map((part) => (part.kind === 'text' ? { ...part, quoted: false } : part)),
    span: spanFrom(cursor, start),
  };
}

function readBody(cursor: Cursor, builder: PartsBuilder, stop: (code: number) => boolean, brackets: Brackets): void {
  const closers: number[] = [];
  let quote = 0;
  let questions = 0;
  for (let code = peek(cursor); code !== END; code = peek(cursor)) {
    const outside = closers.length === 0 && quote === 0;
    if (outside && stop(code) && !(code === COLON && questions-- > 0)) return;
    if (quote === 0) countBrackets(closers, code, brackets);
    if (outside && code === QUESTION) questions++;
    if (code === SINGLE_QUOTE && quote === 0 && brackets !== BRACKETS && cursor.text[cursor.at - 1] !== '[')
      noteQuotes(cursor, cursor.at);
    if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) quote = readQuote(cursor, builder, code, quote);
    else if (code === DOLLAR && !(quote === 0 && peekSecond(cursor) === CLOSE_PAREN))
      cursor.grammar.dollar(cursor, builder, true);
    else if (code === BACKQUOTE) cursor.grammar.backquotes(cursor, builder, 'inside');
    else readCharacter(cursor, builder, code);
  }
}

/** Only the key of an associative array may be quoted so; elsewhere it is an error, and nothing is evaluated. */
const noteQuotes = (cursor: Cursor, start: number): void =>
  note(cursor, 'syntax', 'single quotes stand in arithmetic', start);

function countBrackets(closers: number[], code: number, brackets: Brackets): void {
  const closer = brackets.get(code);
  if (closer !== undefined) closers.push(closer);
  else if (code === closers[closers.length - 1]) closers.pop();
}

/**
 * Quotes hide brackets from the parser but not substitutions from the evaluation. So double quotes are followed, and
 * single ones where they hold nothing that could run.
 */
function readQuote(cursor: Cursor, builder: PartsBuilder, code: number, quote: number): number {
  if (code === SINGLE_QUOTE && quote === 0) {
    readSingleQuotes(cursor, builder);
    return 0;
  }
  cursor.at++;
  if (quote === code) return 0;
  if (quote === 0) return code;
  builder.text += String.fromCharCode(code);
  return quote;
}

function readSingleQuotes(cursor: Cursor, builder: PartsBuilder): void {
  const start = ++cursor.at;
  const close = cursor.text.indexOf("'", start);
  if (close === -1 || close >= cursor.end) return fail(cursor, 'a single quote is not closed');
  const text = cursor.text.slice(start, close);
  if (/[$`\\"]/.test(text)) {
    note(cursor, 'syntax', 'single quotes in arithmetic do not keep what is in them from running', start - 1);
    readBody(createPiece(cursor, start, close), builder, () => false, PARENS);
  } else builder.text += text;
  cursor.at = close + 1;
}

function readCharacter(cursor: Cursor, builder: PartsBuilder, code: number): void {
  if (code === BACKSLASH) {
    note(cursor, 'syntax', 'a backslash in arithmetic is not followed');
    builder.text += cursor.text[cursor.at++];
  }
  if (cursor.at < cursor.end) builder.text += cursor.text[cursor.at++];
}
