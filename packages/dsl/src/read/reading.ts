import type { TokenType } from 'chevrotain';
import { forbiddenCharacter, nestedTooDeep, unmatchedBracket } from '../problems/text.ts';
import { type Cursor, MAX_DEPTH } from './cursor.ts';
import { type Block, Not, type Token, type WordPart } from './tokens.ts';
import type { Mode } from './word.ts';

/** What a run of entries is: statements, patterns of one rule, or entries of a description. */
export type Kind = 'statements' | 'patterns' | 'description';

export /** One entry while it is being read. */
interface Reading {
  readonly kind: Kind;
  /** Inside `{ … }`, where `;` separates. */
  readonly inBlock: boolean;
  readonly tokens: Token[];
  /** Open `(` and `[`. */
  readonly groups: Token[];
  /** Behind the effect stands a subject, or several with `|` between them. */
  subject: 'word' | 'pipe' | 'closed';
  /** How many `not` stand in a row. */
  nots: number;
  /** Leading blanks of the line on which the entry starts. */
  readonly indent: number;
  /** The word the entry starts with, put right where it is misspelt. */
  head: string;
  mode: Mode;
}

export const isRule = (reading: Reading): boolean => ['allow', 'ask', 'deny'].includes(reading.head);

const NO_PARTS: readonly WordPart[] = [];

/** Adds the token that ends at the cursor. */
export function push(
  cursor: Cursor,
  reading: Reading,
  type: TokenType,
  start: number,
  glued: boolean,
  parts: readonly WordPart[] = NO_PARTS,
): true {
  countNots(cursor, reading, type, start);
  reading.tokens.push({
    image: cursor.text.slice(start, cursor.at),
    startOffset: start,
    endOffset: cursor.at - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx ?? 0,
    start,
    end: cursor.at,
    glued,
    parts,
    block: undefined,
  });
  return true;
}

/** A condition that negates itself without end is nested as deep as brackets could be. */
function countNots(cursor: Cursor, reading: Reading, type: TokenType, start: number): void {
  reading.nots = type === Not ? reading.nots + 1 : 0;
  if (reading.nots <= MAX_DEPTH || cursor.stopped) return;
  cursor.problems.push(nestedTooDeep({ start, end: cursor.at }));
  cursor.stopped = true;
}

/** Adds the token of a `{ … }` that ends at the cursor. */
export function pushBlock(
  cursor: Cursor,
  reading: Reading,
  type: TokenType,
  start: number,
  glued: boolean,
  block: Block,
): true {
  push(cursor, reading, type, start, glued);
  const token = reading.tokens.pop();
  if (token !== undefined) reading.tokens.push({ ...token, image: '{', block });
  return true;
}

/** Takes so many characters as one token. */
export function sign(cursor: Cursor, reading: Reading, type: TokenType, length: number, glued: boolean): true {
  const start = cursor.at;
  cursor.at += length;
  return push(cursor, reading, type, start, glued);
}

/** Skips a closing bracket that closes nothing. */
export function stray(cursor: Cursor, character: string): true {
  cursor.problems.push(unmatchedBracket(character, { start: cursor.at, end: cursor.at + 1 }));
  cursor.at++;
  return true;
}

/** Skips a character that must be quoted where it stands. */
export function forbidden(cursor: Cursor, character: string): true {
  cursor.problems.push(forbiddenCharacter(character, character, { start: cursor.at, end: cursor.at + 1 }));
  cursor.at++;
  return true;
}
