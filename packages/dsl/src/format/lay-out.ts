import { createCursor } from '../read/cursor.ts';
import { readEntries } from '../read/reader.ts';
import { createCommentQueue } from './comments.ts';
import { layoutEntries } from './layout.ts';
import { textOf } from './lines.ts';

/** The canonical layout of a text without errors: blanks, line breaks and alignment change, and nothing else. */
export function layOut(source: string): string {
  const cursor = createCursor(source);
  const entries = readEntries(cursor, 'statements', false);
  const sheet = { source, comments: createCommentQueue(source, cursor.comments) };
  return textOf(layoutEntries(sheet, entries, 0, 0, source.length + 1));
}
