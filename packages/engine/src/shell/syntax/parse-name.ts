import { isNamePart, isNameStart } from './characters.ts';
import { type Cursor, peek } from './cursor.ts';

/** Reads letters, digits and underscores. */
export function readNamePart(cursor: Cursor): string {
  const { text, end } = cursor;
  let name = '';
  while (isNamePart(peek(cursor))) {
    const start = cursor.at;
    let at = start + 1;
    while (at < end && isNamePart(text.charCodeAt(at))) at++;
    cursor.at = at;
    name += text.slice(start, at);
  }
  return name;
}

/** Reads a variable name; the empty text where none stands. */
export const readVariableName = (cursor: Cursor): string => (isNameStart(peek(cursor)) ? readNamePart(cursor) : '');
