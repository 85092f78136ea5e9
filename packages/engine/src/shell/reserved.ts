import { breaksWord, END } from './characters.ts';
import { type Cursor, peek } from './cursor.ts';

const RESERVED = new Set([
  '!', '{', '}', '[[', 'case', 'coproc', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'function', 'if', 'select',
  'then', 'time', 'until', 'while',
]);
const CLOSERS = new Set(['}', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'then']);
const LONGEST = 8;

/** Whether a word means something to the grammar where a command may begin. */
export const isReserved = (word: string): boolean => RESERVED.has(word) || word === 'in' || word === ']]';

/** The reserved word that comes next, if one does. It counts only where a command may begin; the caller knows. */
export function peekReserved(cursor: Cursor): string | undefined {
  const word = peekBareWord(cursor);
  return word !== undefined && RESERVED.has(word) ? word : undefined;
}

/** The short unquoted word that comes next. */
export function peekBareWord(cursor: Cursor): string | undefined {
  const start = cursor.at;
  let word = '';
  for (let code = peek(cursor); !breaksWord(code) && code !== END; code = peek(cursor)) {
    if (word.length > LONGEST) break;
    word += cursor.text[cursor.at++];
  }
  cursor.at = start;
  return word === '' || word.length > LONGEST ? undefined : word;
}

export const isCloser = (word: string | undefined): boolean => word !== undefined && CLOSERS.has(word);

/** Reads the reserved word if it comes next. */
export function acceptReserved(cursor: Cursor, word: string): boolean {
  if (peekBareWord(cursor) !== word) return false;
  for (const character of word) {
    peek(cursor);
    cursor.at += character.length;
  }
  return true;
}
