import type { OpaqueWhy } from '../../act.ts';
import type { Dialect } from '../../request.ts';
import type { Span } from '../../word.ts';
import { BACKSLASH, END, NEWLINE, SPACE, TAB } from './characters.ts';
import type { PartsBuilder } from './parts.ts';
import type { ArithmeticText, Part, Problem, Script } from './syntax.ts';

/** Commands, groups, substitutions and quotes inside one another, before the parser gives up. */
export const MAX_NESTING = 50;

/** A here-document whose lines begin after the next line break. */
export interface PendingDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  /** It stands between `$(` and `)`, which may close it early. */
  readonly inSubstitution: boolean;
  readonly document: { parts: readonly Part[] };
}

/** Where the parser stands. After a failure it stands at the end, so that everything read so far closes by itself. */
export interface Cursor {
  readonly text: string;
  /** Where a text that is nested in quotes came from: all its nodes have this span. */
  readonly origin: Span | undefined;
  readonly dialect: Dialect;
  readonly problems: Problem[];
  readonly pending: PendingDocument[];
  /** By position: how an attempt to read `((` as arithmetic ended, so that none is made twice. */
  arithmetic: Map<number, ArithmeticAttempt> | undefined;
  readonly grammar: Grammar;
  /** Constructs that may still be read, by all cursors of one text together: reading twice must not become reading forever. */
  readonly effort: { left: number; commands: number };
  end: number;
  at: number;
  depth: number;
  /** How many `$(` are open. */
  substitutions: number;
  /** A here-document of the innermost one has been read. */
  documented: boolean;
  /** How many `case` it stands in. */
  cases: number;
  /** It stands between `[[` and `]]`, where extended patterns are always on. */
  conditional: boolean;
  /** The text goes on behind `end`. */
  readonly truncated: boolean;
  failed: boolean;
}

export type ArithmeticAttempt =
  | { readonly text: ArithmeticText; readonly end: number }
  /** `close`: the parenthesis that ends the commands, found by counting. */
  | {
      readonly text: undefined;
      readonly documents: boolean;
      readonly continues: boolean;
      readonly breaks: boolean;
      readonly close: number;
    };

/** What keeps a text from being split: nothing, double quotes, a here-document, `${…}` or arithmetic inside of these, or quotes in that. */
export type Quotes = 'none' | 'double' | 'document' | 'inside' | 'reopened';

/** What words need of commands and substitutions; handed over here because each contains the other. */
export interface Grammar {
  /** Everything that begins with `$`; the cursor stands at it. */
  dollar(cursor: Cursor, builder: PartsBuilder, quoted: boolean): void;
  /** A backquoted substitution; the cursor stands at its first backquote. */
  backquotes(cursor: Cursor, builder: PartsBuilder, quotes: Quotes): void;
  /** Commands up to something that ends a list; the caller checks what. */
  list(cursor: Cursor): Script;
  /** Another text of the same dialect, such as a backquoted one after its unescaping. */
  nested(cursor: Cursor, text: string, origin: Span): Script;
}

/** What a cursor has in common with one inside it. */
type Shared = Pick<
  Cursor,
  'dialect' | 'problems' | 'grammar' | 'effort' | 'depth' | 'substitutions' | 'documented' | 'cases' | 'conditional'
>;

/** What a cursor reads, and `arithmetic` where another has read the same text before. */
type Place = Pick<Cursor, 'text' | 'origin' | 'at' | 'end' | 'arithmetic' | 'truncated'>;

/** Every cursor is made here, since objects made by one literal have one shape, and every step of the parser looks into one. */
export function createCursor(shared: Shared, place: Place): Cursor {
  return {
    text: place.text,
    origin: place.origin,
    dialect: shared.dialect,
    problems: shared.problems,
    pending: [],
    arithmetic: place.arithmetic,
    grammar: shared.grammar,
    effort: shared.effort,
    end: place.end,
    at: place.at,
    depth: shared.depth,
    substitutions: shared.substitutions,
    documented: shared.documented,
    cases: shared.cases,
    conditional: shared.conditional,
    truncated: place.truncated,
    failed: false,
  };
}

/** A cursor over a piece of the same text, which nothing behind the piece belongs to. */
export function createPiece(cursor: Cursor, at: number, end: number): Cursor {
  cursor.arithmetic ??= new Map();
  const { text, origin, arithmetic } = cursor;
  return createCursor(cursor, { text, origin, arithmetic, at, end, truncated: false });
}

/** A cursor over another text, all of which came from `origin`. */
export const createNested = (cursor: Cursor, text: string, origin: Span): Cursor =>
  createCursor(cursor, { text, origin, arithmetic: undefined, at: 0, end: text.length, truncated: false });

/** What stands between `start` and here, as bash reads it: without the continuations of lines. */
export const sourceFrom = (cursor: Cursor, start: number): string =>
  cursor.text.slice(start, cursor.at).replaceAll('\\\n', '');

/** Whether `<(` or `>(` stands between `start` and here. */
export const holdsProcess = (cursor: Cursor, start: number): boolean => /[<>]\(/.test(sourceFrom(cursor, start));

export function spanFrom(cursor: Cursor, start: number, end = cursor.at): Span {
  return cursor.origin ?? { start, end };
}

/** Notes a problem and goes on. */
export function note(cursor: Cursor, why: OpaqueWhy, reason: string, start = cursor.at): void {
  cursor.problems.push({ why, reason, span: spanFrom(cursor, start, Math.min(start + 1, cursor.text.length)) });
}

/** Gives up: nothing after this is read. The first failure is the one reported. */
export function fail(cursor: Cursor, reason: string, why: OpaqueWhy = 'syntax'): void {
  if (!cursor.failed) note(cursor, why, reason);
  cursor.failed = true;
  cursor.at = cursor.end;
}

/** A construct that only some of the shells which may run the text know. */
export function noteUnlessBash(cursor: Cursor, construct: string, start = cursor.at): void {
  if (cursor.dialect === 'sh') note(cursor, 'syntax', `not every sh reads ${construct} the same way`, start);
}

/** A construct that zsh reads otherwise; with a pattern, where the text from `start` has it. */
export function noteForZsh(cursor: Cursor, construct: string, start = cursor.at, pattern = /^/, end = cursor.at): void {
  if (cursor.dialect === 'zsh' && pattern.test(cursor.text.slice(start, end)))
    note(cursor, 'syntax', `zsh reads ${construct} in its own way`, start);
}

/** The character to be read next; a backslash before a line break is none. */
export function peek(cursor: Cursor): number {
  if (cursor.at >= cursor.end) return END;
  const code = cursor.text.charCodeAt(cursor.at);
  return code === BACKSLASH ? peekBehindContinuations(cursor) : code;
}

function peekBehindContinuations(cursor: Cursor): number {
  const { text, end } = cursor;
  while (cursor.at + 1 < end && text.charCodeAt(cursor.at) === BACKSLASH && text.charCodeAt(cursor.at + 1) === NEWLINE)
    cursor.at += 2;
  return cursor.at < end ? text.charCodeAt(cursor.at) : END;
}

/** The character after the next one. */
export function peekSecond(cursor: Cursor): number {
  if (peek(cursor) === END) return END;
  const at = cursor.at;
  cursor.at++;
  const second = peek(cursor);
  cursor.at = at;
  return second;
}

/** Reads the character if it is the next one. */
export function accept(cursor: Cursor, code: number): boolean {
  if (peek(cursor) !== code) return false;
  cursor.at++;
  return true;
}

/** Reads the text if it comes next, line continuations between its characters included. */
export function acceptText(cursor: Cursor, text: string): boolean {
  const start = cursor.at;
  for (let index = 0; index < text.length; index++) {
    if (accept(cursor, text.charCodeAt(index))) continue;
    cursor.at = start;
    return false;
  }
  return true;
}

/** Returns the character to be read next. */
export function skipBlanks(cursor: Cursor): number {
  for (;;) {
    const code = peek(cursor);
    if (code !== SPACE && code !== TAB) return code;
    cursor.at++;
  }
}

/** Runs `read` one level deeper, or fails where that is too deep. */
export function deeper<Result>(cursor: Cursor, read: () => Result, otherwise: Result): Result {
  if (cursor.depth >= MAX_NESTING || cursor.effort.left-- <= 0) {
    fail(cursor, 'the command is nested too deeply to be read', 'limit');
    return otherwise;
  }
  cursor.depth++;
  const result = read();
  cursor.depth--;
  return result;
}
