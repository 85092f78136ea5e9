import type { Span } from '@writ/engine';
import { error, type Problem, warning } from '../diagnostic.ts';

/** The text as a quoted word of the language. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export const tooLong = (span: Span): Problem =>
  error(
    'too-long',
    'the policy is longer than 1 MiB',
    span,
    'split it into files and bring them in with `use "./file.writ"`',
  );

export const hiddenCharacter = (code: number, name: string, span: Span): Problem => {
  const hex = code.toString(16).padStart(4, '0');
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  const help = surrogate
    ? 'remove it'
    : code === 0x0d
      ? 'save the file with Unix line ends'
      : `remove it, or write \`\\u{${hex}}\` in a quoted string`;
  return error('hidden-character', `U+${hex.toUpperCase()} (${name}) cannot be seen by a reader`, span, help);
};

export const notAComment = (found: string, span: Span): Problem =>
  error(
    'not-a-comment',
    `\`${found}\` is neither a comment nor a word`,
    span,
    `put a blank after \`#\` for a comment, or quote it: ${quoted(found)}`,
  );

export const unterminatedString = (span: Span): Problem =>
  error(
    'unterminated-string',
    'this quoted text does not end on its line',
    span,
    'close the quotes; `\\n` in "…" is a newline',
  );

export const badEscape = (found: string, span: Span): Problem =>
  error(
    'bad-escape',
    `\`${found}\` is no escape`,
    span,
    "the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`; '…' has none",
  );

export const forbiddenCharacter = (character: string, word: string, span: Span): Problem =>
  error(
    'forbidden-character',
    `a bare ${character === '`' ? 'backquote' : `\`${character}\``} is not part of a pattern`,
    span,
    `if it is meant as text, quote it: ${quoted(word)}`,
  );

export const bracketInWord = (character: string, span: Span): Problem =>
  error(
    'bracket-in-word',
    `\`${character}\` groups at the start of a word only, and there are no character classes`,
    span,
    `if it is meant as text, quote it: "${character}"; alternatives inside a word are \`{a,b}\``,
  );

export const gluedGroup = (span: Span): Problem =>
  error(
    'glued-group',
    'a group is not part of a longer word',
    span,
    'put a blank after it, or write alternatives inside a word as `{a,b}`',
  );

export const blankInBraces = (span: Span): Problem =>
  error(
    'blank-in-braces',
    'there is a blank inside `{…}`',
    span,
    'write `{a,b}` without blanks, or quote what is meant as text',
  );

export const unclosedBrace = (span: Span): Problem =>
  error('unclosed-brace', '`{` is not closed in this word', span, 'write `{a,b}`, or quote it: "{"');

export const unmatchedBracket = (found: string, span: Span): Problem =>
  error(
    'unmatched-bracket',
    `nothing is open that \`${found}\` could close`,
    span,
    `remove it, or quote it: "${found}"`,
  );

export const unclosedBracket = (found: string, span: Span): Problem =>
  error(
    'unclosed-bracket',
    `this \`${found}\` is never closed`,
    span,
    `add \`${{ '{': '}', '(': ')', '<': '>' }[found] ?? ']'}\``,
  );

export const nestedTooDeep = (span: Span): Problem =>
  error('nested-too-deep', 'this is nested more than 50 deep', span, 'split this into several statements');

export const unknownOperator = (found: string, meant: string, span: Span): Problem =>
  error('unknown-operator', `\`${found}\` is no operator`, span, `write \`${meant}\``);

export const nonAsciiWord = (found: string, span: Span): Problem =>
  warning(
    'non-ascii-word',
    `\`${found}\` has letters that may look like others`,
    span,
    `quote it to say that they are meant: ${quoted(found)}`,
  );
