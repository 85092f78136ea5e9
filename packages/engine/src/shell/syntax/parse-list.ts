import type { Span } from '../../word.ts';
import {
  AMPERSAND,
  BANG,
  CLOSE_PAREN,
  END,
  GREATER,
  HASH,
  MINUS,
  NEWLINE,
  OPEN_PAREN,
  PIPE,
  SEMICOLON,
} from './characters.ts';
import {
  accept,
  type Cursor,
  fail,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  skipBlanks,
  sourceFrom,
  spanFrom,
} from './cursor.ts';
import { parseCommand } from './parse-command.ts';
import { beginsCompound } from './parse-compound.ts';
import { closeDocuments } from './parse-here-document.ts';
import { skipComment, skipLines } from './parse-lines.ts';
import { acceptReserved, peeksCloser } from './reserved.ts';
import type { Command, ListItem, Pipeline, Script, SyntaxWord } from './syntax.ts';

/** Reads commands up to a closing parenthesis, a `;;`, a closing keyword or the end, which the caller checks. */
export function parseList(cursor: Cursor): Script {
  const items: ListItem[] = [];
  for (;;) {
    skipLines(cursor);
    if (endsList(cursor)) break;
    const waiting = cursor.pending.length;
    const { first, rest } = parseAndOr(cursor);
    const ends = rest.length === 0 && first.commands.length === 1 && cursor.pending.length > waiting;
    const background = readSeparator(cursor, ends);
    items.push({ first, rest, background: background === '&', endsLine: endsLine(cursor) });
    if (background === 'none') break;
  }
  if (peek(cursor) === END) closeDocuments(cursor);
  return { items };
}

function endsLine(cursor: Cursor): boolean {
  if (skipBlanks(cursor) === HASH) skipComment(cursor);
  return peek(cursor) === NEWLINE;
}

function endsList(cursor: Cursor): boolean {
  const code = peek(cursor);
  if (code === END || code === CLOSE_PAREN) return true;
  if (code === SEMICOLON) return endsClause(cursor);
  return peeksCloser(cursor);
}

/** `;;`, `;&` and `;;&`. */
function endsClause(cursor: Cursor): boolean {
  const second = peekSecond(cursor);
  return second === SEMICOLON || second === AMPERSAND;
}

/**
 * bash writes a substitution out and reads it again; on the way a separator gets lost behind a here-document that waits
 * for its lines, unless it belongs to the very command in front (`ends`), and the next `;` behind one that was read.
 */
function noteLostSeparator(cursor: Cursor, separator: '&' | ';', ends: boolean): void {
  if (cursor.substitutions === 0) return;
  if (cursor.pending.length > 0 && !ends)
    note(cursor, 'syntax', 'commands follow a here-document on its line, inside a substitution');
  else if (cursor.documented && separator === ';')
    note(cursor, 'syntax', 'a `;` follows a here-document, inside a substitution');
}

function readSeparator(cursor: Cursor, ends: boolean): '&' | ';' | 'none' {
  const code = skipBlanks(cursor);
  if (code === HASH) {
    skipComment(cursor);
    return ';';
  }
  if (code === NEWLINE) return ';';
  if (endsList(cursor)) return 'none';
  if (accept(cursor, AMPERSAND)) {
    noteLostSeparator(cursor, '&', false);
    return '&';
  }
  if (accept(cursor, SEMICOLON)) {
    noteLostSeparator(cursor, ';', ends);
    return ';';
  }
  fail(cursor, 'something stands where a command should have ended');
  return 'none';
}

function parseAndOr(cursor: Cursor): Pick<ListItem, 'first' | 'rest'> {
  const first = parsePipeline(cursor);
  const start = cursor.at;
  let operator = readAndOr(cursor);
  if (operator === undefined) return { first, rest: NOTHING };
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
  for (; operator !== undefined; operator = readAndOr(cursor)) {
    skipLines(cursor);
    rest.push({ operator, pipeline: parsePipeline(cursor) });
  }
  // Where `&>` is two operators, the first of them takes all in front of it into the background: `a && b &>f`.
  if (cursor.dialect === 'sh' && sourceFrom(cursor, start).includes('&>')) noteUnlessBash(cursor, '`&>`', start);
  return { first, rest };
}

const NOTHING: ListItem['rest'] = [];

function readAndOr(cursor: Cursor): '&&' | '||' | undefined {
  const code = skipBlanks(cursor);
  if ((code !== AMPERSAND && code !== PIPE) || peekSecond(cursor) !== code) return undefined;
  accept(cursor, code);
  accept(cursor, code);
  return code === AMPERSAND ? '&&' : '||';
}

function parsePipeline(cursor: Cursor): Pipeline {
  skipBlanks(cursor);
  const start = cursor.at;
  const { negated, timesSubstitution } = readPrefixes(cursor);
  if (cursor.at > start && endsPipeline(cursor)) {
    const mayEnd = endsEmpty(cursor) || (timesSubstitution && peek(cursor) === CLOSE_PAREN);
    if (!mayEnd) fail(cursor, 'a command is missing');
    return { negated, commands: [] };
  }
  const commands: Command[] = [];
  for (;;) {
    const command = parseCommand(cursor, commands.length > 0);
    if (timesSubstitution && commands.length === 0 && !isPlain(command))
      fail(cursor, '`time` with more than a plain command begins a substitution');
    const ends = skipBlanks(cursor) !== PIPE || peekSecond(cursor) === PIPE;
    const start = cursor.at;
    const mixes = !ends && accept(cursor, PIPE) && accept(cursor, AMPERSAND);
    if (command !== undefined) commands.push(mixes ? mixed(command, spanFrom(cursor, start)) : command);
    if (ends) return { negated, commands };
    skipLines(cursor);
  }
}

/** `a |& b` is `a 2>&1 | b`. */
function mixed(command: Command, span: Span): Command {
  if (!('redirections' in command)) return command;
  const target: SyntaxWord = {
    kind: 'word',
    parts: [{ kind: 'text', text: '1', quoted: false }],
    literal: '1',
    bare: true,
    span,
  };
  return { ...command, redirections: [...command.redirections, { operator: '>&', descriptor: 2, target, span }] };
}

/** Reads `!` and `time`: whether the result is turned around, and whether `time` begins a substitution. */
function readPrefixes(cursor: Cursor): { readonly negated: boolean; readonly timesSubstitution: boolean } {
  let negated = false;
  let timesSubstitution = false;
  let isTimed = false;
  for (;;) {
    skipBlanks(cursor);
    const start = cursor.at;
    if (readBang(cursor)) negated = !negated;
    else if (acceptReserved(cursor, 'time')) {
      timesSubstitution ||= beginsSubstitution(cursor, start);
      isTimed = true;
      readTimeOptions(cursor);
    } else {
      if (isTimed && !beginsPlainly(cursor)) noteForZsh(cursor, 'what is timed');
      return { negated, timesSubstitution };
    }
  }
}

/** A program or a subshell: of what else is timed, zsh runs some in a process of its own, so that what it sets is lost. */
const beginsPlainly = (cursor: Cursor): boolean =>
  peek(cursor) === OPEN_PAREN ||
  (!beginsCompound(cursor) && /^[\w./-]+(?![\w./=+([-]|\s*\()/.test(cursor.text.slice(cursor.at, cursor.at + 200)));

/** Behind a `time` at the head of a substitution, bash reads a command without parentheses and braces, or `[[ ]]`. */
function isPlain(command: Command | undefined): boolean {
  if (command?.kind === 'compound') return command.body.kind === 'conditional';
  if (command?.kind !== 'simple') return command === undefined;
  return [...command.assignments, ...command.words].every((one) => one.kind === 'word' || one.value.kind === 'word');
}

function beginsSubstitution(cursor: Cursor, start: number): boolean {
  let at = start;
  while (at > 0 && /[ \t\n]/.test(cursor.text[at - 1] as string)) at -= cursor.text[at - 2] === '\\' ? 2 : 1;
  return cursor.substitutions > 0 && at > 0 && cursor.text.charCodeAt(at - 1) === OPEN_PAREN;
}

/** `!` by itself, and `!(…)`, which is a pattern where extended globs are on. */
function readBang(cursor: Cursor): boolean {
  if (peek(cursor) !== BANG) return false;
  const start = cursor.at;
  if (peekSecond(cursor) === OPEN_PAREN && cursor.dialect !== 'sh') {
    note(cursor, 'syntax', '`!(` is a negation or a pattern', start);
  }
  return acceptReserved(cursor, '!');
}

/** `-p`, then `--`, each once: another one is the name of a program. */
function readTimeOptions(cursor: Cursor): void {
  noteUnlessBash(cursor, '`time`');
  for (const option of ['-p', '--']) {
    if (skipBlanks(cursor) === MINUS && acceptReserved(cursor, option)) noteForZsh(cursor, 'an option of `time`');
  }
}

/** What may stand behind `!` and `time` without a command. */
function endsEmpty(cursor: Cursor): boolean {
  const code = peek(cursor);
  return code === END || code === NEWLINE || code === HASH || (code === SEMICOLON && !endsClause(cursor));
}

function endsPipeline(cursor: Cursor): boolean {
  const code = skipBlanks(cursor);
  if (code === AMPERSAND) return peekSecond(cursor) !== GREATER;
  return (
    code === END ||
    code === NEWLINE ||
    code === SEMICOLON ||
    code === CLOSE_PAREN ||
    code === PIPE ||
    code === HASH ||
    peeksCloser(cursor)
  );
}
