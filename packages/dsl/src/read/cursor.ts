import type { Span } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { isBlank } from './characters.ts';

/** A comment as written, `#` included. */
export interface Comment extends Span {
  readonly text: string;
}

/** Where reading stands, and what it came upon. */
export interface Cursor {
  readonly text: string;
  at: number;
  readonly problems: Problem[];
  readonly comments: Comment[];
  /** Brackets and blocks that are open here. */
  depth: number;
  /** Set when the nesting limit was met: nothing is read any more. */
  stopped: boolean;
  /** The stretch of text for which the line's end is known: a long line is searched once. */
  line: { readonly from: number; readonly end: number };
}

/** The innermost nesting that is still read. */
export const MAX_DEPTH = 50;

export const createCursor = (text: string): Cursor => ({
  text,
  at: 0,
  problems: [],
  comments: [],
  depth: 0,
  stopped: false,
  line: { from: 0, end: -1 },
});

export const NEWLINE = 0x0a;

/** The code unit at an offset; -1 past the end. */
export const unitAt = (cursor: Cursor, at: number): number =>
  at < cursor.text.length ? cursor.text.charCodeAt(at) : -1;

/** Whether a blank, a newline or the end stands at an offset. */
export function endsWord(cursor: Cursor, at: number): boolean {
  const unit = unitAt(cursor, at);
  return unit === -1 || unit === NEWLINE || isBlank(unit);
}

export function skipBlanks(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && isBlank(cursor.text.charCodeAt(cursor.at))) cursor.at++;
}

/** The offset of the newline that ends the line of `at`, or of the end of the text. */
export function lineEnd(cursor: Pick<Cursor, 'text' | 'line'>, at: number): number {
  if (at >= cursor.line.from && at <= cursor.line.end) return cursor.line.end;
  const found = cursor.text.indexOf('\n', at);
  const end = found === -1 ? cursor.text.length : found;
  cursor.line = { from: at, end };
  return end;
}

/** Whether a comment starts here: `#` and a blank or the line's end. */
export const isComment = (cursor: Cursor): boolean => cursor.text[cursor.at] === '#' && endsWord(cursor, cursor.at + 1);

export function readComment(cursor: Cursor): void {
  const start = cursor.at;
  cursor.at = lineEnd(cursor, start);
  cursor.comments.push({ start, end: cursor.at, text: cursor.text.slice(start, cursor.at).trimEnd() });
}
