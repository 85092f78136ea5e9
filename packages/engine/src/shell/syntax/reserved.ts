import { BACKSLASH, breaksWord, END, GREATER, LESS, OPEN_PAREN } from './characters.ts';
import { type Cursor, peek, peekSecond } from './cursor.ts';

const RESERVED = new Set([
  '!',
  '{',
  '}',
  '[[',
  ']]',
  'case',
  'coproc',
  'do',
  'done',
  'elif',
  'else',
  'esac',
  'fi',
  'for',
  'function',
  'if',
  'in',
  'select',
  'then',
  'time',
  'until',
  'while',
]);
const CLOSERS = new Set(['}', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'then']);
const LONGEST = 8;

/** Whether a word means something to the grammar where a command may begin. */
export const isReserved = (word: string): boolean => RESERVED.has(word);

/** How words of ASCII begin, by their first two character codes: to look a new text up in a set costs its hash. */
export function beginningsOf(words: Iterable<string>): Uint8Array {
  const table = new Uint8Array(128 * 128);
  for (const word of words) {
    const first = word.charCodeAt(0) * 128;
    if (word.length === 1) table.fill(1, first, first + 128);
    else table[first + word.charCodeAt(1)] = 1;
    table[first + BACKSLASH] = 1;
  }
  return table;
}

/** Whether a text at this place begins as one of the words does. */
export function beginsLike(table: Uint8Array, text: string, at: number): boolean {
  const second = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return table[text.charCodeAt(at) * 128 + second] === 1;
}

const BEGINNINGS = beginningsOf(RESERVED);
const CLOSER_BEGINNINGS = beginningsOf(CLOSERS);

/** The reserved word that comes next, if one does. It counts only where a command may begin; the caller knows. */
export function peekReserved(cursor: Cursor): string | undefined {
  if (peek(cursor) === END || !beginsLike(BEGINNINGS, cursor.text, cursor.at)) return undefined;
  const word = peekBareWord(cursor);
  return word !== undefined && RESERVED.has(word) ? word : undefined;
}

/** The short unquoted word that comes next. */
export function peekBareWord(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const stop = Math.min(cursor.end, cursor.at + LONGEST + 1);
  let at = cursor.at;
  while (at < stop && !breaksWord(text.charCodeAt(at)) && text.charCodeAt(at) !== BACKSLASH) at++;
  if (at < stop && text.charCodeAt(at) === BACKSLASH) return peekContinued(cursor);
  return at === cursor.at || at - cursor.at > LONGEST || goesOn(cursor, at) ? undefined : text.slice(cursor.at, at);
}

/** `if<(a)`: a process substitution belongs to the word in front of it. */
function goesOn(cursor: Cursor, at: number): boolean {
  const code = cursor.text.charCodeAt(at);
  if (at >= cursor.end || (code !== LESS && code !== GREATER)) return false;
  const start = cursor.at;
  cursor.at = at;
  const opens = peekSecond(cursor) === OPEN_PAREN;
  cursor.at = start;
  return opens;
}

/** The same where a line continuation may be part of the word. */
function peekContinued(cursor: Cursor): string | undefined {
  const start = cursor.at;
  let word = '';
  for (let code = peek(cursor); !breaksWord(code); code = peek(cursor)) {
    if (word.length > LONGEST) break;
    word += cursor.text[cursor.at++];
  }
  const ends = !goesOn(cursor, cursor.at);
  cursor.at = start;
  return word === '' || word.length > LONGEST || !ends ? undefined : word;
}

/** Whether a word comes next that ends a list of commands. */
export function peeksCloser(cursor: Cursor): boolean {
  if (peek(cursor) === END || !beginsLike(CLOSER_BEGINNINGS, cursor.text, cursor.at)) return false;
  const word = peekBareWord(cursor);
  return word !== undefined && CLOSERS.has(word);
}

/** Reads the reserved word if it comes next. */
export function acceptReserved(cursor: Cursor, word: string): boolean {
  if (peek(cursor) !== word.charCodeAt(0) || peekBareWord(cursor) !== word) return false;
  for (const character of word) {
    peek(cursor);
    cursor.at += character.length;
  }
  return true;
}
