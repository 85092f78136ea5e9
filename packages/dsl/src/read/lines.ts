import { CLAUSES, ENTRIES, isOneOf, STATEMENTS } from '../keywords.ts';
import { type Cursor, endsWord, isComment, lineEnd, NEWLINE, readComment, skipBlanks, unitAt } from './cursor.ts';
import { isRule, type Reading } from './reading.ts';

/** Inside brackets a statement goes on; else it does so only on an indented line that starts with a clause. */
export function readLineEnd(cursor: Cursor, reading: Reading): boolean {
  const next = nextWord(cursor, cursor.at);
  if (next === undefined) return false;
  const startsAnew =
    next.indent <= reading.indent && isOneOf(next.word, reading.kind === 'description' ? ENTRIES : STATEMENTS);
  const goesOn =
    reading.groups.length > 0
      ? !startsAnew
      : reading.kind === 'statements' && isRule(reading) && next.indent > reading.indent && isOneOf(next.word, CLAUSES);
  if (!goesOn) return false;
  while (cursor.at < next.at) {
    skipBlanks(cursor);
    if (isComment(cursor)) readComment(cursor);
    else if (unitAt(cursor, cursor.at) === NEWLINE) cursor.at++;
  }
  return true;
}

/** The first word on a later line that is neither blank nor a comment. */
function nextWord(cursor: Cursor, newline: number): { word: string; indent: number; at: number } | undefined {
  const saved = cursor.at;
  let line = newline + 1;
  while (line <= cursor.text.length) {
    cursor.at = line;
    skipBlanks(cursor);
    const at = cursor.at;
    const end = lineEnd(cursor, at);
    const isText = at < end && !isComment(cursor);
    cursor.at = saved;
    if (isText) return { word: bareWordAt(cursor, at, end), indent: at - line, at };
    line = end + 1;
  }
  return undefined;
}

function bareWordAt(cursor: Cursor, at: number, end: number): string {
  let stop = at;
  while (stop < end && !endsWord(cursor, stop) && !'{}()[];'.includes(cursor.text[stop] ?? '')) stop++;
  return cursor.text.slice(at, stop);
}
