import type { TokenType } from 'chevrotain';
import { isOneOf, STATEMENTS } from '../keywords.ts';
import { nearest } from '../nearest.ts';
import { gluedGroup, nestedTooDeep, unclosedBracket } from '../problems/text.ts';
import { type Cursor, endsWord, isComment, MAX_DEPTH, NEWLINE, readComment, skipBlanks } from './cursor.ts';
import { readLineEnd } from './lines.ts';
import { isRule, type Kind, push, pushBlock, type Reading, sign, stray } from './reading.ts';
import { readOperator, readPipe, readSemicolon, readSign } from './signs.ts';
import { readTestLines } from './test-lines.ts';
import type { Block, Entry, Token } from './tokens.ts';
import * as tokens from './tokens.ts';
import { isAddress, readWord } from './word.ts';

/** Reads entries up to the end of the text, or in a block up to its `}`, which is left standing. */
export function readEntries(cursor: Cursor, kind: Kind, inBlock: boolean): Entry[] {
  const entries: Entry[] = [];
  while (toNextEntry(cursor, inBlock)) {
    const entry = readEntry(cursor, kind, inBlock);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

/** Skips newlines, `;`, comments and, outside blocks, stray `}`. False at the end. */
function toNextEntry(cursor: Cursor, inBlock: boolean): boolean {
  for (;;) {
    skipBlanks(cursor);
    if (cursor.stopped || cursor.at >= cursor.text.length) return false;
    const character = cursor.text[cursor.at] ?? '';
    if (isComment(cursor)) readComment(cursor);
    else if (character === '}' && inBlock) return false;
    else if (character === '}') stray(cursor, character);
    else if (character === '\n' || (character === ';' && inBlock)) cursor.at++;
    else return true;
  }
}

function takeComment(cursor: Cursor): true {
  readComment(cursor);
  return true;
}

function readEntry(cursor: Cursor, kind: Kind, inBlock: boolean): Entry | undefined {
  const start = cursor.at;
  const lineStart = cursor.text.lastIndexOf('\n', start - 1) + 1;
  const indent = cursor.text.slice(lineStart, start).search(/\S|$/);
  const mode = kind === 'description' ? 'description' : 'pattern';
  const reading: Reading = {
    kind,
    inBlock,
    tokens: [],
    groups: [],
    subject: 'closed',
    nots: 0,
    indent,
    head: '',
    mode,
  };
  const depth = cursor.depth;
  while (!cursor.stopped && readNext(cursor, reading));
  for (const group of reading.groups) if (!cursor.stopped) cursor.problems.push(unclosedBracket(group.image, group));
  cursor.depth = depth;
  const end = reading.tokens.at(-1)?.end;
  return end === undefined ? undefined : { tokens: reading.tokens, unclosed: reading.groups.length > 0, start, end };
}

/** Takes one token, comment or line end; false when the entry is over. */
function readNext(cursor: Cursor, reading: Reading): boolean {
  skipBlanks(cursor);
  const glued = reading.tokens.at(-1)?.end === cursor.at;
  if (cursor.at >= cursor.text.length) return false;
  if (cursor.text.charCodeAt(cursor.at) === NEWLINE) return readLineEnd(cursor, reading);
  if (isComment(cursor)) return takeComment(cursor);
  const character = cursor.text[cursor.at] ?? '';
  if (character === '{' && endsWord(cursor, cursor.at + 1)) return readBlock(cursor, reading, glued);
  if (character === '}') return readClosingBrace(cursor, reading);
  if (character === ';') return readSemicolon(cursor, reading, glued);
  if (character === '|') return readPipe(cursor, reading, glued);
  if (character === ',' && (reading.mode === 'condition' || endsWord(cursor, cursor.at + 1)))
    return sign(cursor, reading, tokens.Comma, 1, glued);
  if (character === '(' || (character === '[' && !isAddress(cursor, cursor.at)))
    return openGroup(cursor, reading, glued);
  if (character === ')' || character === ']') return closeGroup(cursor, reading, glued);
  if (reading.mode === 'condition' && '<>=!&'.includes(character)) return readOperator(cursor, reading, glued);
  if (reading.mode === 'description' && readSign(cursor, reading, character, glued)) return true;
  return readWordToken(cursor, reading, glued);
}

/* ---- tokens ---- */

function readWordToken(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  const start = cursor.at;
  const previous = reading.tokens.at(-1)?.tokenType;
  if (glued && (previous === tokens.RightParen || previous === tokens.RightBracket) && reading.mode === 'pattern')
    cursor.problems.push(gluedGroup({ start: start - 1, end: start }));
  const inSubject = reading.subject === 'word';
  reading.subject = inSubject ? 'pipe' : 'closed';
  const word = readWord(cursor, reading.mode, reading.groups.length > 0 || inSubject);
  const type = wordType(reading, word, inSubject);
  push(cursor, reading, type, start, glued, word.parts);
  if (reading.tokens.length === 1) startEntry(reading, word);
  else if (type === tokens.Clause.when) reading.mode = 'condition';
  else if (reading.head === 'test' && word.image === 'with') reading.mode = 'condition';
  return true;
}

function wordType(reading: Reading, word: tokens.Word, inSubject: boolean): TokenType {
  if (word.parts.every((part) => part.quoted)) return tokens.Quoted;
  if (inSubject || (reading.tokens.length === 0 && word.image !== 'does')) return tokens.Bare;
  if (isRule(reading) && reading.kind === 'statements' && reading.groups.length === 0) {
    const clause = tokens.CLAUSE_WORDS.get(word.image);
    if (clause !== undefined) {
      reading.mode = 'pattern';
      return clause;
    }
  }
  if (reading.mode === 'condition') return tokens.CONDITION_WORDS.get(word.image) ?? tokens.Bare;
  if (reading.mode === 'description' && reading.groups.length === 0)
    return tokens.ENTRY_WORDS.get(word.image) ?? tokens.Bare;
  return tokens.Bare;
}

/** The first word decides how the rest is read; a misspelt one counts as what it was meant to be. */
function startEntry(reading: Reading, word: tokens.Word): void {
  if (reading.kind !== 'statements') return;
  reading.head = isOneOf(word.image, STATEMENTS) ? word.image : (nearest(word.image, STATEMENTS) ?? '');
  if (reading.head === 'when') reading.mode = 'condition';
  else if (isOneOf(reading.head, ['describe', 'bind', 'tool'])) reading.mode = 'description';
  else if (isRule(reading)) reading.subject = 'word';
}

/* ---- brackets ---- */

function deeper(cursor: Cursor): boolean {
  if (cursor.depth < MAX_DEPTH) {
    cursor.depth++;
    return true;
  }
  cursor.problems.push(nestedTooDeep({ start: cursor.at, end: cursor.at + 1 }));
  cursor.stopped = true;
  return false;
}

function openGroup(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  if (!deeper(cursor)) return false;
  reading.subject = 'closed';
  const optional = reading.mode === 'description' && cursor.text.startsWith('[=', cursor.at);
  const type = optional ? tokens.LeftOptional : cursor.text[cursor.at] === '(' ? tokens.LeftParen : tokens.LeftBracket;
  sign(cursor, reading, type, optional ? 2 : 1, glued);
  const token = reading.tokens.at(-1);
  if (token !== undefined) reading.groups.push(token);
  return true;
}

function closeGroup(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  const character = cursor.text[cursor.at] ?? '';
  const open = reading.groups.at(-1);
  const fits = open !== undefined && (character === ')') === (open.image === '(');
  if (!fits) return stray(cursor, character);
  reading.groups.pop();
  cursor.depth--;
  return sign(cursor, reading, character === ')' ? tokens.RightParen : tokens.RightBracket, 1, glued);
}

function readBlock(cursor: Cursor, reading: Reading, glued: boolean): boolean {
  if (!deeper(cursor)) return false;
  reading.subject = 'closed';
  const start = cursor.at;
  cursor.at++;
  const block = readBlockBody(cursor, reading);
  const open = { start, end: start + 1 };
  if (cursor.text[cursor.at] === '}') cursor.at++;
  else if (!cursor.stopped) cursor.problems.push(unclosedBracket('{', open));
  cursor.depth--;
  if (reading.head === 'when' || isRule(reading)) reading.mode = 'pattern';
  return pushBlock(cursor, reading, tokens.BlockToken, start, glued, block);
}

function readBlockBody(cursor: Cursor, reading: Reading): Block {
  if (reading.head === 'test') return { kind: 'lines', lines: readTestLines(cursor, readContext) };
  const kind: Kind =
    reading.kind === 'description' || reading.mode === 'description'
      ? 'description'
      : reading.head === 'when'
        ? 'statements'
        : 'patterns';
  return { kind: 'entries', entries: readEntries(cursor, kind, true) };
}

/** The tokens of `with mode is plan, …` inside a test block, up to `end`. */
function readContext(cursor: Cursor, end: number): readonly Token[] {
  const reading: Reading = {
    kind: 'statements',
    inBlock: false,
    tokens: [],
    groups: [],
    subject: 'closed',
    nots: 0,
    indent: 0,
    head: 'test',
    mode: 'condition',
  };
  const line: Cursor = { ...cursor, text: cursor.text.slice(0, end) };
  while (!line.stopped && line.at < end && readNext(line, reading));
  cursor.at = end;
  return reading.tokens;
}

/** A `}` ends the entry of a block; elsewhere it is a mistake. */
function readClosingBrace(cursor: Cursor, reading: Reading): boolean {
  if (reading.inBlock) return false;
  stray(cursor, '}');
  return true;
}
