import { isNamePart, isNameStart } from './characters.ts';
import { type Cursor, peek } from './cursor.ts';

/** Reads letters, digits and underscores. */
export function readNamePart(cursor: Cursor): string {
  const { text, end, at: start } = cursor;
  let at = start;
  while (at < end && isNamePart(text.charCodeAt(at))) at++;
  cursor.at = at;
  const name = text.slice(start, at);
  return isNamePart(peek(cursor)) ? name + readNamePart(cursor) : name;
}

/** Reads a variable name; the empty text where none stands. */
export const readVariableName = (cursor: Cursor): string => (isNameStart(peek(cursor)) ? readNamePart(cursor) : '');
