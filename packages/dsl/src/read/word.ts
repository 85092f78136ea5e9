import type { Span } from '@writ/engine';
import { hiddenName } from '@writ/engine';
import {
  blankInBraces,
  bracketInWord,
  forbiddenCharacter,
  nonAsciiWord,
  notAComment,
  unclosedBrace,
} from '../problems/text.ts';
import { isBlank } from './characters.ts';
import { type Cursor, endsWord, NEWLINE, unitAt } from './cursor.ts';
import { readString } from './string.ts';
import type { Word, WordPart } from './tokens.ts';

/** How words are told apart: in patterns, in conditions, and in descriptions of programs and tools. */
export type Mode = 'pattern' | 'condition' | 'description';

/** Characters that end a bare word, besides blanks, `;`, a comma before a blank, and the brackets of blocks. */
const STOPS: Readonly<Record<Mode, string>> = { pattern: '', condition: '()<>=!,&|', description: '<([])|…' };

/** Reads the word at the cursor. `inGroup`: a `|` or a closing bracket ends it. At least one character is taken. */
export function readWord(cursor: Cursor, mode: Mode, inGroup: boolean): Word {
  const start = cursor.at;
  const parts: WordPart[] = [];
  const scan: Scan = { mode, stops: inGroup ? `${STOPS[mode]}|)]` : STOPS[mode], braces: 0, problem: undefined };
  for (;;) {
    const next = cursor.text[cursor.at];
    if (next === '"' || next === "'") parts.push(readString(cursor));
    else {
      const part = readBare(cursor, scan, start);
      if (part === undefined) break;
      parts.push(part);
    }
  }
  const word = { start, end: cursor.at, image: cursor.text.slice(start, cursor.at), parts };
  reportWord(cursor, word, scan);
  return word;
}

interface Scan {
  readonly mode: Mode;
  readonly stops: string;
  /** Open `{` inside the word. */
  braces: number;
  /** The first thing wrong with the word; one is enough. */
  problem: (Span & { readonly kind: 'forbidden' | 'bracket' | 'blank' }) | undefined;
}

function readBare(cursor: Cursor, scan: Scan, wordStart: number): WordPart | undefined {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !stopsHere(cursor, scan, wordStart)) cursor.at++;
  return cursor.at === start ? undefined : { text: cursor.text.slice(start, cursor.at), quoted: false, start };
}

/** Whether the word ends before the character at the cursor; notes what is wrong with that character otherwise. */
function stopsHere(cursor: Cursor, scan: Scan, wordStart: number): boolean {
  const unit = cursor.text.charCodeAt(cursor.at);
  if (isPlain(unit)) return false;
  const character = cursor.text[cursor.at] ?? '';
  if (character === '"' || character === "'") return true;
  if (unit === NEWLINE || isBlank(unit)) return blankStops(cursor, scan);
  if (character === '{' || character === '}') return braceStops(cursor, scan, character);
  if (character === ',') return scan.braces === 0 && (scan.stops.includes(',') || endsWord(cursor, cursor.at + 1));
  if (scan.braces === 0 && (character === ';' || scan.stops.includes(character)))
    return cursor.at > wordStart || character === ';';
  if (scan.mode === 'description' && endsEntryItem(cursor, character, wordStart)) return true;
  noteWrong(cursor, scan, character, wordStart);
  return false;
}

/** Letters, digits and what else never means anything: the fast way out. */
function isPlain(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x2d && unit <= 0x3a && unit !== 0x2e)
  );
}

/** A blank inside braces that are closed further on is a mistake, but no end of the word. */
function blankStops(cursor: Cursor, scan: Scan): boolean {
  if (scan.braces === 0) return true;
  const closes = scan.problem?.kind === 'blank' || /^[^\n{}]*\}/.test(cursor.text.slice(cursor.at, cursor.at + 200));
  if (closes) scan.problem ??= { kind: 'blank', start: cursor.at, end: cursor.at + 1 };
  return !closes || unitAt(cursor, cursor.at) === NEWLINE;
}

function braceStops(cursor: Cursor, scan: Scan, brace: string): boolean {
  if (brace === '{' && endsWord(cursor, cursor.at + 1) && scan.braces === 0) return true;
  if (brace === '}' && scan.braces === 0) return true;
  scan.braces += brace === '{' ? 1 : -1;
  return false;
}

/** `!` at the end of something and `...` behind it are signs of their own in a description. */
function endsEntryItem(cursor: Cursor, character: string, wordStart: number): boolean {
  if (character === '.') return cursor.text.startsWith('...', cursor.at);
  if (character !== '!' || cursor.at === wordStart) return false;
  const next = cursor.text[cursor.at + 1];
  return endsWord(cursor, cursor.at + 1) || next === undefined || ',;])}.…[(<'.includes(next);
}

function noteWrong(cursor: Cursor, scan: Scan, character: string, wordStart: number): void {
  const span = { start: cursor.at, end: cursor.at + 1 };
  if ('|;&<>\\`'.includes(character)) scan.problem ??= { kind: 'forbidden', ...span };
  else if ('()[]'.includes(character) && !isInAddress(cursor, wordStart)) scan.problem ??= { kind: 'bracket', ...span };
}

/** Whether the bracket at the cursor is one of `[::1]`, as in `https://[::1]/`. */
function isInAddress(cursor: Cursor, wordStart: number): boolean {
  const from = Math.max(wordStart, cursor.at - 48);
  const open = cursor.text.slice(from, cursor.at + 1).lastIndexOf('[');
  return open !== -1 && isAddress(cursor, from + open);
}

/** `[::1]`: the one place where square brackets belong to a word. */
export function isAddress(cursor: Cursor, at: number): boolean {
  if (cursor.text[at] !== '[') return false;
  let end = at + 1;
  let colons = 0;
  for (; end - at < 48 && /[0-9a-fA-F:.]/.test(cursor.text[end] ?? ''); end++)
    if (unitAt(cursor, end) === 0x3a) colons++;
  return colons > 1 && cursor.text[end] === ']';
}

function reportWord(cursor: Cursor, word: Word, scan: Scan): void {
  const problem = scan.problem;
  const character = cursor.text[problem?.start ?? 0] ?? '';
  if (problem?.kind === 'forbidden') cursor.problems.push(forbiddenCharacter(character, plain(word), problem));
  else if (problem?.kind === 'bracket') cursor.problems.push(bracketInWord(character, problem));
  else if (problem?.kind === 'blank') cursor.problems.push(blankInBraces(problem));
  else if (scan.braces > 0) cursor.problems.push(unclosedBrace(word));
  if (word.image.startsWith('#')) cursor.problems.push(notAComment(word.image, word));
  else if (word.parts.some((part) => !part.quoted && hasForeign(part.text)))
    cursor.problems.push(nonAsciiWord(plain(word), word));
}

/** Letters beyond ASCII; what cannot be seen at all is an error of its own. */
function hasForeign(text: string): boolean {
  if (!/[^\x00-\x7f…]/.test(text)) return false;
  return [...text].every((character) => hiddenName(character.codePointAt(0) ?? 0) === undefined);
}

const plain = (word: Word): string => word.parts.map((part) => part.text).join('');
