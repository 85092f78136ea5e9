import { BACKSLASH, NEWLINE } from './characters.ts';
import { type Cursor, createNested, createPiece, note, noteUnlessBash, type PendingDocument } from './cursor.ts';
import { parseQuotedText } from './parse-word.ts';
import type { Part } from './syntax.ts';

/** Reads the line break the cursor stands at, and the bodies of all here-documents that wait for it. */
export function readLineBreak(cursor: Cursor): void {
  cursor.at++;
  if (cursor.pending.length === 0) return;
  const waiting = cursor.pending.splice(0);
  cursor.documented = true;
  for (const one of waiting) one.document.parts = readBody(cursor, one);
}

/** Bodies that wait for a line break which never comes. */
export function closeDocuments(cursor: Cursor): void {
  if (cursor.pending.length === 0) return;
  for (const one of cursor.pending.splice(0)) {
    note(cursor, 'syntax', `the here-document up to \`${one.delimiter}\` has no body`);
    one.document.parts = [{ kind: 'unknown', quoted: true }];
  }
}

interface Line {
  /** Without its line break; continued lines are one. */
  readonly text: string;
  readonly end: number;
}

function readBody(cursor: Cursor, pending: PendingDocument): readonly Part[] {
  const start = cursor.at;
  const lines: string[] = [];
  while (cursor.at < cursor.end) {
    const line = readLine(cursor, pending);
    if (line.text === pending.delimiter) {
      cursor.at = line.end;
      return bodyParts(cursor, pending, lines, start);
    }
    if (endsSubstitution(line, pending)) {
      note(cursor, 'syntax', 'a here-document ends on the line that closes its substitution');
      cursor.at = Math.max(cursor.at, cursor.text.indexOf(pending.delimiter, cursor.at)) + pending.delimiter.length;
      return bodyParts(cursor, pending, lines, start);
    }
    lines.push(`${line.text}\n`);
    cursor.at = line.end;
  }
  note(cursor, 'syntax', `the here-document up to \`${pending.delimiter}\` is not closed`, start);
  return bodyParts(cursor, pending, lines, start);
}

/** `EOF)`: the rest of the line closes the substitution around the document. */
function endsSubstitution(line: Line, pending: PendingDocument): boolean {
  return (
    pending.inSubstitution &&
    line.text.startsWith(pending.delimiter) &&
    line.text.includes(')', pending.delimiter.length)
  );
}

/** Tabs are taken from the front of what was joined; elsewhere than in bash, maybe from each line of it or not at all. */
function readLine(cursor: Cursor, { quoted, stripTabs }: PendingDocument): Line {
  const line = quoted ? readRawLine(cursor, cursor.at) : readJoinedLine(cursor, cursor.at);
  if (!stripTabs) return line;
  if (!quoted && /\\\n\t/.test(cursor.text.slice(cursor.at, line.end)))
    noteUnlessBash(cursor, 'a tab behind a line that goes on');
  return { text: line.text.replace(/^\t+/, ''), end: line.end };
}

function readRawLine(cursor: Cursor, start: number): Line {
  const found = cursor.text.indexOf('\n', start);
  const stop = found === -1 || found >= cursor.end ? cursor.end : found;
  return { text: cursor.text.slice(start, stop), end: Math.min(stop + 1, cursor.end) };
}

/** In an unquoted document a backslash at the end of a line joins it to the next, the delimiter's line included. */
function readJoinedLine(cursor: Cursor, start: number): Line {
  let text = '';
  let done = start;
  let at = start;
  for (; at < cursor.end && cursor.text.charCodeAt(at) !== NEWLINE; at++) {
    if (cursor.text.charCodeAt(at) !== BACKSLASH) continue;
    at++;
    if (cursor.text.charCodeAt(at) !== NEWLINE || at >= cursor.end) continue;
    text += cursor.text.slice(done, at - 1);
    done = at + 1;
  }
  const stop = Math.min(at, cursor.end);
  return { text: text + cursor.text.slice(done, stop), end: Math.min(stop + 1, cursor.end) };
}

/** Bodies keep the positions of the text where nothing was taken out of it. */
function bodyParts(cursor: Cursor, pending: PendingDocument, lines: readonly string[], start: number): readonly Part[] {
  const text = lines.join('');
  if (pending.quoted) return [{ kind: 'text', text, quoted: true }];
  const piece = cursor.text.startsWith(text, start)
    ? createPiece(cursor, start, start + text.length)
    : createNested(cursor, text, cursor.origin ?? { start, end: cursor.at });
  const parts = parseQuotedText(piece);
  if (piece.failed) {
    cursor.failed = true;
    cursor.at = cursor.end;
  }
  return parts;
}
