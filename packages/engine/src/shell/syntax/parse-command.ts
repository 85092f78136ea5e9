import { CLOSE_PAREN, HASH, OPEN_PAREN } from './characters.ts';
import {
  accept,
  type Cursor,
  deeper,
  fail,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  skipBlanks,
  spanFrom,
} from './cursor.ts';
import { beginsCompound, parseCompound } from './parse-compound.ts';
import { skipLines } from './parse-lines.ts';
import { parseRedirection, parseRedirections } from './parse-redirection.ts';
import { parseAssignmentOrWord, parseSimple } from './parse-simple.ts';
import { parseWord } from './parse-word.ts';
import { acceptReserved, isReserved, peekReserved } from './reserved.ts';
import type { Command, CompoundCommand, SyntaxWord } from './syntax.ts';

/** Words that begin a construct of zsh and a plain command of bash. */
const ZSH_WORDS = new Set(['repeat', 'foreach', 'nocorrect', 'noglob', '-', 'always', 'end']);

/** One command; `undefined` and a failure where none begins. Behind a bar, `time` is a program like any other. */
export function parseCommand(cursor: Cursor, behindBar = false): Command | undefined {
  skipBlanks(cursor);
  if (cursor.effort.commands-- <= 0) fail(cursor, 'there are too many commands to be read', 'limit');
  const start = cursor.at;
  const reserved = peekReserved(cursor);
  if (reserved === 'function') return parseFunctionKeyword(cursor, start);
  if (reserved === 'coproc') return deeper(cursor, () => parseCoprocess(cursor, start), undefined);
  const compound = parseCompoundCommand(cursor, start, reserved);
  if (compound !== undefined) return compound;
  if (reserved !== undefined && !(behindBar && reserved === 'time')) {
    fail(cursor, `\`${reserved}\` stands where a command should begin`);
    return undefined;
  }
  return parseSimpleOrFunction(cursor, start);
}

function parseCompoundCommand(cursor: Cursor, start: number, word: string | undefined): CompoundCommand | undefined {
  const body = parseCompound(cursor, word);
  if (body === undefined) return undefined;
  const redirections = parseRedirections(cursor);
  return { kind: 'compound', body, redirections, span: spanFrom(cursor, start) };
}

function parseSimpleOrFunction(cursor: Cursor, start: number): Command | undefined {
  const redirection = parseRedirection(cursor);
  if (redirection !== undefined) return parseSimple(cursor, start, redirection);
  const first = parseAssignmentOrWord(cursor, false);
  if (cursor.at === start) {
    if (!cursor.failed) fail(cursor, 'a command is missing');
    return undefined;
  }
  if (skipBlanks(cursor) === OPEN_PAREN && first.kind === 'word') return parseFunction(cursor, first, start);
  if (first.kind === 'word' && ZSH_WORDS.has(first.literal ?? '')) noteForZsh(cursor, 'this word', start);
  return parseSimple(cursor, start, first);
}

/** `name () compound`. */
function parseFunction(cursor: Cursor, name: SyntaxWord, start: number): Command | undefined {
  accept(cursor, OPEN_PAREN);
  if (peek(cursor) !== CLOSE_PAREN) noteForZsh(cursor, 'a blank in parentheses', start);
  skipBlanks(cursor);
  if (!accept(cursor, CLOSE_PAREN)) {
    fail(cursor, 'a parenthesis stands inside a command');
    return { kind: 'simple', assignments: [], words: [name], redirections: [], span: spanFrom(cursor, start) };
  }
  return finishFunction(cursor, name, start);
}

/** `function name [()] compound`. */
function parseFunctionKeyword(cursor: Cursor, start: number): Command | undefined {
  noteUnlessBash(cursor, '`function`', start);
  acceptReserved(cursor, 'function');
  skipBlanks(cursor);
  const name = parseWord(cursor);
  if (skipBlanks(cursor) === OPEN_PAREN && acceptEmptyParens(cursor)) skipBlanks(cursor);
  return finishFunction(cursor, name, start);
}

function acceptEmptyParens(cursor: Cursor): boolean {
  const start = cursor.at;
  accept(cursor, OPEN_PAREN);
  skipBlanks(cursor);
  if (accept(cursor, CLOSE_PAREN)) return true;
  cursor.at = start;
  return false;
}

function finishFunction(cursor: Cursor, name: SyntaxWord, start: number): Command | undefined {
  skipLines(cursor);
  const at = cursor.at;
  const body = parseCompoundCommand(cursor, at, peekReserved(cursor));
  if (body === undefined) {
    fail(cursor, 'the body of a function is missing');
    return undefined;
  }
  const text = functionName(cursor, name, start);
  return { kind: 'function', name: text, body, span: spanFrom(cursor, start) };
}

/** A function may have any name that is one unquoted word; with quotes or expansions in it bash refuses to define it. */
function functionName(cursor: Cursor, name: SyntaxWord, start: number): string {
  const text = name.parts.map((part) => (part.kind === 'text' ? part.text : '$')).join('');
  if (!name.bare || isReserved(text) || text === '' || text.includes('$'))
    note(cursor, 'syntax', 'the name of a function is not a plain word', start);
  return text;
}

/** `coproc [NAME] compound` and `coproc command`. */
function parseCoprocess(cursor: Cursor, start: number): Command | undefined {
  noteUnlessBash(cursor, '`coproc`', start);
  acceptReserved(cursor, 'coproc');
  if (skipBlanks(cursor) === HASH) fail(cursor, 'a comment stands where a command should');
  const name = readCoprocessName(cursor);
  // bash writes a substitution out and reads it again, and this comes out as something else.
  if (cursor.substitutions > 0 && !beginsCompound(cursor))
    note(cursor, 'syntax', '`coproc` with a plain command inside a substitution', start);
  const command = parseCommand(cursor);
  if (command?.kind === 'function' || command?.kind === 'coprocess')
    fail(cursor, `\`coproc\` takes no ${command.kind}`);
  return command === undefined ? undefined : { kind: 'coprocess', name, command, span: spanFrom(cursor, start) };
}

function readCoprocessName(cursor: Cursor): string {
  if (peekReserved(cursor) !== undefined || beginsCompound(cursor)) return 'COPROC';
  const start = cursor.at;
  const problems = cursor.problems.length;
  const word = parseAssignmentOrWord(cursor, false);
  skipBlanks(cursor);
  if (
    word.kind === 'word' &&
    word.literal !== undefined &&
    word.bare &&
    beginsCompound(cursor) &&
    !(peek(cursor) === OPEN_PAREN && peekSecond(cursor) === CLOSE_PAREN)
  ) {
    return word.literal;
  }
  const reserved = word.kind === 'word' && cursor.at > start ? peekReserved(cursor) : undefined;
  cursor.at = start;
  cursor.problems.length = problems;
  if (cursor.failed) cursor.failed = false; // read again from here, where it will fail again
  // What may have been a name is followed by what may have been a compound command.
  if (reserved !== undefined && reserved !== 'time')
    fail(cursor, `\`${reserved}\` stands behind a command of \`coproc\``);
  return 'COPROC';
}
