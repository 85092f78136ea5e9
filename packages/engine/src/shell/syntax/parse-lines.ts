import { HASH, NEWLINE } from './characters.ts';
import { type Cursor, skipBlanks } from './cursor.ts';
import { readLineBreak } from './parse-here-document.ts';

/** Blanks, comments and line breaks. */
export function skipLines(cursor: Cursor): void {
  for (;;) {
    const code = skipBlanks(cursor);
    if (code === NEWLINE) readLineBreak(cursor);
    else if (code === HASH) skipComment(cursor);
    else return;
  }
}

/** A comment goes to the end of its line; a backslash there joins nothing. */
export function skipComment(cursor: Cursor): void {
  const found = cursor.text.indexOf('\n', cursor.at);
  cursor.at = found === -1 || found > cursor.end ? cursor.end : found;
}
