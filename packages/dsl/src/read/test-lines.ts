import { testOnHeaderLine } from '../problems/tests.ts';
import { nestedTooDeep, notAComment } from '../problems/text.ts';
import { type Cursor, isComment, lineEnd, MAX_DEPTH, readComment, skipBlanks } from './cursor.ts';
import { splitOutcome } from './outcome.ts';
import type { RawLine, Token } from './tokens.ts';

type ReadContext = (cursor: Cursor, end: number) => readonly Token[];

/**
 * Reads the raw lines of a test block, from behind its `{` to the line that is just `}`, which is left standing.
 * What a line says belongs to the shell: no quote, brace or `#` in it is looked at.
 */
export function readTestLines(cursor: Cursor, readContext: ReadContext): RawLine[] {
  const lines: RawLine[] = [];
  skipBlanks(cursor);
  if (isComment(cursor)) readComment(cursor);
  else if (cursor.at < lineEnd(cursor, cursor.at))
    cursor.problems.push(testOnHeaderLine({ start: cursor.at, end: lineEnd(cursor, cursor.at) }));
  cursor.at = lineEnd(cursor, cursor.at);
  while (cursor.at < cursor.text.length) {
    cursor.at++;
    skipBlanks(cursor);
    const end = lineEnd(cursor, cursor.at);
    const text = cursor.text.slice(cursor.at, end).trimEnd();
    if (text === '}') return lines;
    if (isComment(cursor)) readComment(cursor);
    else if (text !== '') readLine(cursor, text, lines, readContext);
    cursor.at = lineEnd(cursor, cursor.at);
  }
  return lines;
}

function readLine(cursor: Cursor, text: string, lines: RawLine[], readContext: ReadContext): void {
  const start = cursor.at;
  if (/^with[ \t]/.test(text) && text.endsWith('{') && splitOutcome(text) === undefined) {
    const tokens = readContext(cursor, start + text.length - 1);
    cursor.at = lineEnd(cursor, cursor.at);
    const nested = readNested(cursor, readContext);
    lines.push({ kind: 'with', tokens, lines: nested, start, end: start + text.length, close: cursor.at });
    return;
  }
  if (text.startsWith('#')) cursor.problems.push(notAComment(text, { start, end: start + text.length }));
  lines.push({ kind: 'text', text, start, end: start + text.length });
}

/** The lines of `with … { … }`; where its `}` is missing, the block around it is reported as unclosed. */
function readNested(cursor: Cursor, readContext: ReadContext): RawLine[] {
  if (cursor.depth >= MAX_DEPTH) {
    cursor.problems.push(nestedTooDeep({ start: cursor.at, end: cursor.at }));
    cursor.at = cursor.text.length;
    return [];
  }
  cursor.depth++;
  const lines = readTestLines(cursor, readContext);
  cursor.depth--;
  if (cursor.text[cursor.at] === '}') cursor.at++;
  return lines;
}
