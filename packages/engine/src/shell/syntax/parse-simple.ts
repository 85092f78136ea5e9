import {
  AMPERSAND,
  BACKSLASH,
  breaksWord,
  CLOSE_PAREN,
  END,
  EQUALS,
  GREATER,
  HASH,
  isBlank,
  isNamePart,
  isNameStart,
  LESS,
  NEWLINE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PIPE,
  PLUS,
  SEMICOLON,
} from './characters.ts';
import {
  accept,
  type Cursor,
  deeper,
  fail,
  holdsProcess,
  note,
  noteForZsh,
  noteUnlessBash,
  peek,
  peekSecond,
  skipBlanks,
  sourceFrom,
  spanFrom,
} from './cursor.ts';
import { readSubscript } from './parse-arithmetic.ts';
import { skipLines } from './parse-lines.ts';
import { readVariableName } from './parse-name.ts';
import { parseRedirection } from './parse-redirection.ts';
import { parsePlainWord, parseWord, parseWordFrom } from './parse-word.ts';
import { createParts, flushText, type PartsBuilder } from './parts.ts';
import { beginningsOf, beginsLike, isReserved } from './reserved.ts';
import type {
  Argument,
  ArithmeticText,
  ArrayLiteral,
  Assignment,
  Redirection,
  SimpleCommand,
  SyntaxWord,
} from './syntax.ts';

/** The builtins whose arguments bash reads like assignments. */
const DECLARATIONS = new Set(['alias', 'declare', 'export', 'local', 'readonly', 'typeset', 'eval', 'let']);
const DECLARATION_BEGINNINGS = beginningsOf(DECLARATIONS);

/** A command of words, assignments and redirections, in any order; `first` was read already. */
export function parseSimple(cursor: Cursor, start: number, first: Argument | Redirection): SimpleCommand {
  const words: Argument[] = [];
  // Most commands have neither of these.
  let assignments: Assignment[] = NONE;
  let redirections: Redirection[] = NONE;
  // Whether a redirection stands between the last assignment and here.
  let isParted = false;
  let isCut = false;
  if ('operator' in first) redirections = [first];
  else if (first.kind === 'assignment') assignments = [first];
  else words.push(first);
  for (;;) {
    const code = skipBlanks(cursor);
    // What stands behind `&>f` is a command of its own where that is `&` and `>f`.
    if (!isCut && redirections.at(-1)?.operator.startsWith('&>') === true && !endsSimple(cursor)) {
      isCut = true;
      noteUnlessBash(cursor, '`&>`');
    }
    // An argument of plain characters is the same to every command.
    const isShort = words.length > 0 && code !== HASH && cursor.dialect !== 'zsh';
    const plain = isShort ? parsePlainWord(cursor) : undefined;
    if (plain !== undefined) {
      words.push(plain);
      continue;
    }
    const redirection = parseRedirection(cursor);
    if (redirection !== undefined) {
      redirections = added(redirections, redirection);
      isParted = assignments.length > 0;
    } else if (endsSimple(cursor)) break;
    else {
      const from = cursor.at;
      const argument = parseArgument(cursor, words);
      if (words.length === 0 && redirections.length > 0) {
        noteLateAssignment(cursor, argument, from, isParted);
        if (assignments.length === 0) noteLateKeyword(cursor, argument, from);
      }
      if (argument.kind === 'assignment' && words.length === 0) {
        assignments = added(assignments, argument);
        isParted = false;
      } else words.push(argument);
    }
  }
  return { kind: 'simple', assignments, words, redirections, span: spanFrom(cursor, start, endOf(cursor, start)) };
}

const NONE: never[] = [];

function added<Item>(items: Item[], item: Item): Item[] {
  if (items === NONE) return [item];
  items.push(item);
  return items;
}

/**
 * Behind a redirection, blanks in a subscript end the word in some versions of bash, and behind an assignment and a
 * redirection an array is an error.
 */
function noteLateAssignment(cursor: Cursor, argument: Argument, from: number, isParted: boolean): void {
  const isArray = argument.kind === 'assignment' && argument.value.kind === 'array';
  if ((isArray && isParted) || endsInSubscript(cursor, from)) {
    note(cursor, 'syntax', 'an assignment like this does not stand behind a redirection', from);
  }
}

/** Only in front of a command, a subscript holds what otherwise ends a word. */
const endsInSubscript = (cursor: Cursor, from: number): boolean =>
  /^\w+\[[^\]]*[\s|&;()<>]/.test(sourceFrom(cursor, from));

/** Inside a substitution bash writes the words in front of the redirections and reads it all again: `>f ! c` negates `c`. */
function noteLateKeyword(cursor: Cursor, argument: Argument, from: number): void {
  if (cursor.substitutions > 0 && argument.kind === 'word' && argument.bare && isReserved(argument.literal ?? ''))
    note(cursor, 'syntax', 'a keyword stands behind a redirection, inside a substitution', from);
}

/** The command ends before the blanks that follow it. */
function endOf(cursor: Cursor, start: number): number {
  let end = cursor.at;
  while (end > start && isBlank(cursor.text.charCodeAt(end - 1))) end--;
  return end;
}

function endsSimple(cursor: Cursor): boolean {
  const code = peek(cursor);
  if (code === OPEN_PAREN) {
    fail(cursor, 'a parenthesis stands inside a command');
    return true;
  }
  return (
    code === END ||
    code === NEWLINE ||
    code === SEMICOLON ||
    code === PIPE ||
    code === CLOSE_PAREN ||
    code === AMPERSAND ||
    code === HASH
  );
}

function parseArgument(cursor: Cursor, words: readonly Argument[]): Argument {
  const program = words[0];
  if (program === undefined) return parseAssignmentOrWord(cursor, false);
  const declares = program.kind === 'word' && isDeclaration(program.literal);
  const from = cursor.at;
  const word = declares ? parseAssignmentOrWord(cursor, true) : parseWord(cursor);
  if (declares) noteForZsh(cursor, 'a value that begins with `=`', from, /==/);
  if (declares && endsInSubscript(cursor, from))
    note(cursor, 'syntax', 'a subscript ends at the first blank or operator here', from);
  noteForZsh(cursor, 'a brace that closes nothing', from, /^([^{]*[^{\\])?\}$/);
  if (word.kind === 'word' && namesDescriptor(cursor, word))
    note(cursor, 'syntax', 'a redirection into an array element is not followed');
  return word;
}

const isDeclaration = (name: string | undefined): boolean =>
  name !== undefined && beginsLike(DECLARATION_BEGINNINGS, name, 0) && DECLARATIONS.has(name);

/** `{name[…]}>`: a word that is none because of what stands behind it. */
function namesDescriptor(cursor: Cursor, word: SyntaxWord): boolean {
  const next = peek(cursor);
  const first = word.parts[0];
  return (
    (next === LESS || next === GREATER) &&
    first?.kind === 'text' &&
    !first.quoted &&
    /^\{[A-Za-z_]\w*\[/.test(first.text)
  );
}

/** An assignment where one may stand. With `arraysOnly` (arguments of `export` and its like) only `a=(…)` becomes one. */
export function parseAssignmentOrWord(cursor: Cursor, arraysOnly: boolean): Argument {
  const start = cursor.at;
  const plain = parsePlainWord(cursor);
  if (plain !== undefined && !plain.literal.includes('=')) return plain;
  cursor.at = start;
  if (!mayAssign(cursor)) return parseWord(cursor);
  const builder = createParts();
  builder.text = readVariableName(cursor);
  const name = builder.text;
  const subscript = readBrackets(cursor);
  const append = peek(cursor) === PLUS && peekSecond(cursor) === EQUALS;
  const assigns = append || peek(cursor) === EQUALS;
  if (!assigns || (arraysOnly && !beginsArray(cursor, append))) {
    if (subscript !== undefined) {
      flushText(builder);
      builder.active = true;
      pushBrackets(cursor, builder, subscript);
    }
    return parseWordFrom(cursor, start, builder);
  }
  if (append) accept(cursor, PLUS);
  accept(cursor, EQUALS);
  if (append || subscript !== undefined) noteUnlessBash(cursor, 'this assignment', start);
  const value = peek(cursor) === OPEN_PAREN ? parseArray(cursor) : parseWord(cursor);
  return {
    kind: 'assignment',
    name,
    append,
    value,
    span: spanFrom(cursor, start),
    ...(subscript !== undefined && { subscript }),
  };
}

/** Whether a name stands here with something behind it that can belong to an assignment. */
function mayAssign(cursor: Cursor): boolean {
  const first = peek(cursor);
  if (first > 127) noteForZsh(cursor, 'a letter beyond ASCII at the head of a word');
  if (!isNameStart(first)) return false;
  let at = cursor.at + 1;
  while (at < cursor.end && isNamePart(cursor.text.charCodeAt(at))) at++;
  const code = at < cursor.end ? cursor.text.charCodeAt(at) : END;
  if (code > 127) noteForZsh(cursor, 'a letter beyond ASCII behind what looks like a name');
  return code === EQUALS || code === PLUS || code === OPEN_BRACKET || code === BACKSLASH;
}

function beginsArray(cursor: Cursor, append: boolean): boolean {
  const start = cursor.at;
  if (append) accept(cursor, PLUS);
  const begins = peekSecond(cursor) === OPEN_PAREN;
  cursor.at = start;
  return begins;
}

function readBrackets(cursor: Cursor): ArithmeticText | undefined {
  return accept(cursor, OPEN_BRACKET) ? readSubscript(cursor) : undefined;
}

function parseArray(cursor: Cursor): ArrayLiteral {
  const start = cursor.at;
  accept(cursor, OPEN_PAREN);
  noteUnlessBash(cursor, 'an array', start);
  const elements = deeper(cursor, () => readElements(cursor), []);
  if (!accept(cursor, CLOSE_PAREN)) fail(cursor, 'an array is not closed');
  else if (!breaksWord(peek(cursor))) note(cursor, 'syntax', 'something follows an array directly');
  return { kind: 'array', elements, span: spanFrom(cursor, start) };
}

function readElements(cursor: Cursor): ArrayLiteral['elements'] {
  const elements: { subscript?: ArithmeticText; word: SyntaxWord }[] = [];
  for (;;) {
    skipLines(cursor);
    const code = peek(cursor);
    if (code === CLOSE_PAREN || code === END) return elements;
    if ([SEMICOLON, PIPE, AMPERSAND, OPEN_PAREN].includes(code)) {
      fail(cursor, 'an array holds something other than words');
      return elements;
    }
    const at = cursor.at;
    elements.push(readElement(cursor));
    if (cursor.at === at) {
      fail(cursor, 'an array holds something other than words');
      return elements;
    }
  }
}

/** `word` or `[subscript]=word`. */
function readElement(cursor: Cursor): { subscript?: ArithmeticText; word: SyntaxWord } {
  const start = cursor.at;
  if (!accept(cursor, OPEN_BRACKET)) return { word: parseWord(cursor) };
  const subscript = readSubscript(cursor);
  if (holdsProcess(cursor, start))
    note(cursor, 'syntax', 'a process substitution stands in what looks like a subscript', start);
  const append = peek(cursor) === PLUS;
  if (append) cursor.at++;
  if (accept(cursor, EQUALS)) return { subscript, word: parseWord(cursor) };
  const builder = createParts();
  pushBrackets(cursor, builder, subscript);
  if (append) builder.text += '+';
  return { word: parseWordFrom(cursor, start, builder) };
}

/** What looked like a subscript is a part of a word. Its quotes, which mean nothing in one, are gone by now. */
function pushBrackets(cursor: Cursor, builder: PartsBuilder, { parts, span }: ArithmeticText): void {
  const quoted = /['"\\]/.test(cursor.text.slice(span.start, cursor.at)) || cursor.origin !== undefined;
  builder.active = true;
  builder.parts.push({ kind: 'text', text: '[', quoted: false }, ...parts);
  if (quoted) builder.parts.push({ kind: 'unknown', quoted: false });
  builder.parts.push({ kind: 'text', text: ']', quoted: false });
}
