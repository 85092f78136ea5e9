import { badEscape, unterminatedString } from '../problems/text.ts';
import { type Cursor, lineEnd } from './cursor.ts';
import type { WordPart } from './tokens.ts';

/** Reads `"…"` or `'…'` at the cursor; a text that does not end on its line is reported and ends there. */
export function readString(cursor: Cursor): WordPart {
  const start = cursor.at;
  const quote = cursor.text[start] ?? '"';
  const limit = lineEnd(cursor, start);
  cursor.at++;
  let text = '';
  let from = cursor.at;
  while (cursor.at < limit && cursor.text[cursor.at] !== quote) {
    if (quote === '"' && cursor.text[cursor.at] === '\\') {
      text += cursor.text.slice(from, cursor.at) + readEscape(cursor, limit);
      from = cursor.at;
    } else cursor.at++;
  }
  text += cursor.text.slice(from, cursor.at);
  if (cursor.at >= limit) cursor.problems.push(unterminatedString({ start, end: limit }));
  else cursor.at++;
  return { text, quoted: true, start };
}

const SIMPLE: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };

function readEscape(cursor: Cursor, limit: number): string {
  const start = cursor.at;
  const simple = SIMPLE[cursor.text[start + 1] ?? ''];
  if (simple !== undefined && start + 1 < limit) {
    cursor.at = start + 2;
    return simple;
  }
  const point = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(cursor.text.slice(start, Math.min(limit, start + 11)));
  const code = Number.parseInt(point?.[1] ?? '', 16);
  cursor.at = Math.min(limit, start + (point?.[0].length ?? 2));
  if (code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)) return String.fromCodePoint(code);
  const found = cursor.text.slice(start, cursor.at);
  cursor.problems.push(badEscape(found, { start, end: cursor.at }));
  return found;
}
