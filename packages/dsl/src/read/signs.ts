import type { TokenType } from 'chevrotain';
import { unclosedBracket, unknownOperator } from '../problems/text.ts';
import { type Cursor, lineEnd } from './cursor.ts';
import { forbidden, push, type Reading, sign } from './reading.ts';
import * as tokens from './tokens.ts';

/** A `;` between brackets of a description is a word, in a block the end of an entry, elsewhere a mistake. */
export function readSemicolon(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  if (reading.mode === 'description' && reading.groups.length > 0) {
    const start = cursor.at++;
    return push(cursor, reading, tokens.Bare, start, glued, [{ text: ';', quoted: false, start }]);
  }
  if (reading.inBlock) return false;
  return forbidden(cursor, ';');
}

/** A `|` joins subjects and alternatives. */
export function readPipe(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  if (reading.mode === 'condition') return readOperator(cursor, reading, glued);
  const inSubject = reading.subject === 'pipe';
  if (inSubject) reading.subject = 'word';
  if (reading.groups.length > 0 || inSubject) return sign(cursor, reading, tokens.Pipe, 1, glued);
  return forbidden(cursor, '|');
}

const MEANT: Readonly<Record<string, { readonly meant: string; readonly type: TokenType }>> = {
  '=': { meant: 'is', type: tokens.Is },
  '==': { meant: 'is', type: tokens.Is },
  '===': { meant: 'is', type: tokens.Is },
  '!=': { meant: 'is not', type: tokens.Is },
  '!==': { meant: 'is not', type: tokens.Is },
  '!': { meant: 'not', type: tokens.Not },
  '&&': { meant: 'and', type: tokens.And },
  '&': { meant: 'and', type: tokens.And },
  '||': { meant: 'or', type: tokens.Or },
  '|': { meant: 'or', type: tokens.Or },
};

/** An operator of a condition; those of other languages are read as what they would be here, beside the error. */
export function readOperator(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  const found = /^(?:[<>]=?|!==|===|[=!]=|=|!|&&?|\|\|?)/.exec(cursor.text.slice(cursor.at, cursor.at + 3))?.[0] ?? '=';
  if (found.startsWith('<') || found.startsWith('>')) return sign(cursor, reading, tokens.Order, found.length, glued);
  const { meant, type } = MEANT[found] ?? { meant: 'is', type: tokens.Is };
  cursor.problems.push(unknownOperator(found, meant, { start: cursor.at, end: cursor.at + found.length }));
  return sign(cursor, reading, type, found.length, glued);
}

/** The signs that only descriptions have. */
export function readSign(cursor: Cursor, reading: Reading, character: string, glued: boolean): boolean {
  if (character === '<') return readPlaceholder(cursor, reading, glued);
  if (character === '…') return sign(cursor, reading, tokens.Ellipsis, 1, glued);
  if (cursor.text.startsWith('...', cursor.at)) return sign(cursor, reading, tokens.Ellipsis, 3, glued);
  if (character === '!' && glued) return sign(cursor, reading, tokens.Bang, 1, glued);
  return false;
}

function readPlaceholder(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  const start = cursor.at;
  const limit = lineEnd(cursor, start);
  let end = start;
  while (end < limit && cursor.text[end] !== '>') end++;
  if (end < limit) return sign(cursor, reading, tokens.Placeholder, end + 1 - start, glued);
  cursor.problems.push(unclosedBracket('<', { start, end: start + 1 }));
  cursor.at = limit;
  return true;
}
