import {
  AMPERSAND,
  BANG,
  breaksWord,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  END,
  GREATER,
  HASH,
  isDigit,
  isDigits,
  LESS,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PIPE,
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
  spanFrom,
} from './cursor.ts';
import { readNamePart, readVariableName } from './parse-name.ts';
import { parseWord } from './parse-word.ts';
import type { Redirection, RedirectionOperator, SyntaxWord } from './syntax.ts';

/** Reads the redirection that comes next, if one does. */
export function parseRedirection(cursor: Cursor): Redirection | undefined {
  const code = peek(cursor);
  if (!mayBegin(code)) return undefined;
  const start = cursor.at;
  if (code === AMPERSAND) return peekSecond(cursor) === GREATER ? readBoth(cursor, start) : undefined;
  const descriptor = isDigit(code) ? readNumber(cursor) : undefined;
  const variable = code === OPEN_BRACE ? readVariable(cursor) : undefined;
  const next = peek(cursor);
  noteForZsh(cursor, 'what stands before this redirection', start, /^\{\d+\}[<>]/, start + 40);
  const isWord = (code === OPEN_BRACE && variable === undefined) || (isDigit(code) && descriptor === undefined);
  if (isWord || (next !== LESS && next !== GREATER) || opensProcess(cursor)) {
    cursor.at = start;
    return undefined;
  }
  if (variable !== undefined || (descriptor ?? 0) > 9) {
    noteUnlessBash(cursor, 'what stands before this redirection', start);
    noteForZsh(cursor, 'what stands before this redirection', start); // `{a}>f` runs `a`
  }
  noteForZsh(cursor, 'a range of numbers', start, /^\d*<\d*-\d*>/, start + 40);
  const draft = readTarget(cursor, readOperator(cursor), start);
  if (descriptor !== undefined) draft.descriptor = descriptor;
  if (variable !== undefined) draft.variable = variable;
  return draft;
}

type Draft = { -readonly [Key in keyof Redirection]: Redirection[Key] };

const mayBegin = (code: number): boolean =>
  code === LESS || code === GREATER || code === AMPERSAND || code === OPEN_BRACE || isDigit(code);
const opensProcess = (cursor: Cursor): boolean => peekSecond(cursor) === OPEN_PAREN;

export function parseRedirections(cursor: Cursor): readonly Redirection[] {
  const redirections: Redirection[] = [];
  for (;;) {
    skipBlanks(cursor);
    const one = parseRedirection(cursor);
    if (one === undefined) return redirections;
    redirections.push(one);
  }
}

/** A number in front of an operator; one that is too large for a descriptor is a word. */
function readNumber(cursor: Cursor): number | undefined {
  let value = 0;
  for (let code = peek(cursor); isDigit(code); code = peek(cursor)) {
    value = value * 10 + (code - ZERO);
    cursor.at++;
  }
  return value <= 0x7fffffff ? value : undefined;
}

const ZERO = 48;

/** `{name}` directly in front of an operator. */
function readVariable(cursor: Cursor): string | undefined {
  cursor.at++;
  let name = readVariableName(cursor);
  if (name !== '' && accept(cursor, OPEN_BRACKET)) {
    const index = readNamePart(cursor);
    if (!isDigits(index) || !accept(cursor, CLOSE_BRACKET)) return undefined;
    name += `[${index}]`;
  }
  return name !== '' && accept(cursor, CLOSE_BRACE) ? name : undefined;
}

function readBoth(cursor: Cursor, start: number): Redirection {
  accept(cursor, AMPERSAND);
  accept(cursor, GREATER);
  return readTarget(cursor, accept(cursor, GREATER) ? '&>>' : '&>', start);
}

function readOperator(cursor: Cursor): RedirectionOperator {
  if (accept(cursor, GREATER)) {
    if (accept(cursor, GREATER)) return '>>';
    if (accept(cursor, PIPE)) return '>|';
    return accept(cursor, AMPERSAND) ? '>&' : '>';
  }
  accept(cursor, LESS);
  if (accept(cursor, GREATER)) return '<>';
  if (accept(cursor, AMPERSAND)) return '<&';
  if (!accept(cursor, LESS)) return '<';
  if (accept(cursor, LESS)) return '<<<';
  return accept(cursor, MINUS) ? '<<-' : '<<';
}

function readTarget(cursor: Cursor, operator: RedirectionOperator, start: number): Draft {
  const next = peek(cursor);
  if (next === BANG || next === PIPE || next === AMPERSAND) noteForZsh(cursor, 'what follows this redirection', start);
  skipBlanks(cursor);
  // A `#` here begins a comment.
  if (endsWord(cursor) || peek(cursor) === HASH) {
    fail(cursor, `nothing stands behind \`${operator}\``);
    return { operator, target: NOTHING, span: spanFrom(cursor, start) };
  }
  const from = cursor.at;
  const target = closes(cursor, operator) ? readDash(cursor) : parseWord(cursor);
  if (isDescriptor(cursor, operator, from))
    fail(cursor, `a number stands between \`${operator}\` and another redirection`);
  if (operator.endsWith('&') && /^\d+-$/.test(target.literal ?? '')) noteForZsh(cursor, 'a number with a dash', from);
  if (operator === '<<' || operator === '<<-') return readDocument(cursor, operator, target, start, from);
  if (operator === '<<<') noteUnlessBash(cursor, '`<<<`', start);
  return { operator, target, span: spanFrom(cursor, start) };
}

/** `> 2> f`: the number belongs to what follows. */
function isDescriptor(cursor: Cursor, operator: RedirectionOperator, from: number): boolean {
  const next = peek(cursor);
  if ((next !== LESS && next !== GREATER) || opensProcess(cursor) || operator === '<&' || operator === '>&')
    return false;
  return isDigits(cursor.text.slice(from, cursor.at));
}

/** `>&-` is complete with its dash; whatever stands behind is another word. */
const closes = (cursor: Cursor, operator: RedirectionOperator): boolean =>
  (operator === '<&' || operator === '>&') && peek(cursor) === MINUS;

function readDash(cursor: Cursor): SyntaxWord {
  const start = cursor.at++;
  return {
    kind: 'word',
    parts: [{ kind: 'text', text: '-', quoted: false }],
    literal: '-',
    bare: true,
    span: spanFrom(cursor, start),
  };
}

const NOTHING: SyntaxWord = { kind: 'word', parts: [], span: { start: 0, end: 0 }, bare: true };

function endsWord(cursor: Cursor): boolean {
  const code = peek(cursor);
  if (code === LESS || code === GREATER) return !opensProcess(cursor);
  return code === END || breaksWord(code);
}

function readDocument(cursor: Cursor, operator: '<<' | '<<-', target: SyntaxWord, start: number, from: number): Draft {
  const document = { parts: [] };
  const delimiter = delimiterOf(cursor, target, from);
  // bash writes a substitution out and reads it again: `<< -E` comes out as `<<-E`.
  if (cursor.substitutions > 0 && cursor.text.charCodeAt(from) === MINUS)
    note(cursor, 'syntax', 'the delimiter of a here-document begins with a dash, inside a substitution', from);
  cursor.pending.push({
    delimiter: delimiter.text,
    quoted: delimiter.quoted,
    stripTabs: operator === '<<-',
    inSubstitution: cursor.substitutions > 0,
    document,
  });
  return { operator, target, document, span: spanFrom(cursor, start) };
}

/** The delimiter is the word with its quotes taken off and nothing expanded: `<<$x` ends at the line `$x`. */
function delimiterOf(cursor: Cursor, target: SyntaxWord, from: number): { text: string; quoted: boolean } {
  const source = cursor.text.slice(from, cursor.at).replaceAll('\\\n', '');
  if (target.parts.every((part) => part.kind === 'text')) {
    const text = target.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    return { text, quoted: target.parts.some((part) => part.kind === 'text' && part.quoted) };
  }
  if (source.includes('('))
    note(cursor, 'syntax', 'bash writes the delimiter of this here-document in its own way', from);
  if (/['"\\]/.test(source))
    note(cursor, 'syntax', 'the delimiter of a here-document is both quoted and computed', from);
  return { text: source, quoted: false };
}
