import { AMPERSAND, CLOSE_PAREN, END, GREATER, LESS, NEWLINE, OPEN_PAREN, PIPE, SEMICOLON } from './characters.ts';
import { isExpression } from './conditional-form.ts';
import { acceptText, type Cursor, fail, note, noteUnlessBash, peek, peekSecond } from './cursor.ts';
import { skipLines } from './parse-lines.ts';
import { parseRegularExpression, parseWord } from './parse-word.ts';
import { acceptReserved, peekBareWord } from './reserved.ts';
import type { ConditionalToken } from './syntax.ts';

/** `[[ … ]]` from its opening word on. */
export function parseConditional(cursor: Cursor): readonly ConditionalToken[] {
  noteUnlessBash(cursor, '`[[`');
  acceptReserved(cursor, '[[');
  const tokens: ConditionalToken[] = [];
  for (;;) {
    skipLines(cursor);
    if (acceptReserved(cursor, ']]')) break;
    if (peek(cursor) === END) {
      fail(cursor, '`[[` is not closed');
      break;
    }
    tokens.push(readToken(cursor, tokens[tokens.length - 1]));
  }
  if (tokens.length === 0 && !cursor.failed) fail(cursor, '`[[ ]]` is empty');
  if (cursor.dialect === 'bash' && !cursor.failed && !isExpression(tokens))
    fail(cursor, 'what stands in `[[ ]]` is no expression');
  return tokens;
}

function readToken(cursor: Cursor, previous: ConditionalToken | undefined): ConditionalToken {
  if (previous?.kind === 'operator' && previous.text === '=~') {
    return { kind: 'operand', word: parseRegularExpression(cursor) };
  }
  const code = peek(cursor);
  if (code === OPEN_PAREN && !beginsExpression(previous)) fail(cursor, 'a parenthesis stands behind a word');
  if (acceptText(cursor, '&&')) return { kind: 'operator', text: '&&' };
  if (acceptText(cursor, '||')) return { kind: 'operator', text: '||' };
  if (
    code === OPEN_PAREN ||
    code === CLOSE_PAREN ||
    ((code === LESS || code === GREATER) && peekSecond(cursor) !== OPEN_PAREN)
  ) {
    cursor.at++;
    return { kind: 'operator', text: String.fromCharCode(code) };
  }
  if (code === AMPERSAND || code === PIPE || code === SEMICOLON || code === NEWLINE) {
    fail(cursor, 'this does not belong into `[[ ]]`');
    return { kind: 'operator', text: '' };
  }
  return readWord(cursor, beginsExpression(previous));
}

/** Whether an expression can begin here; elsewhere a parenthesis is an error. */
const beginsExpression = (previous: ConditionalToken | undefined): boolean =>
  previous === undefined || (previous.kind === 'operator' && ['(', '!', '&&', '||'].includes(previous.text));

function readWord(cursor: Cursor, mayNegate: boolean): ConditionalToken {
  const bare = peekBareWord(cursor);
  const opensGroup = bare === '!' && peekSecond(cursor) === OPEN_PAREN;
  if (opensGroup && mayNegate && cursor.text.includes('extglob'))
    note(cursor, 'syntax', '`!(` is a negation or a pattern');
  if (bare === '=~' || (bare === '!' && (mayNegate || !opensGroup))) {
    acceptReserved(cursor, bare);
    return { kind: 'operator', text: bare };
  }
  const start = cursor.at;
  cursor.conditional = true;
  const word = parseWord(cursor);
  cursor.conditional = false;
  if (cursor.at === start) fail(cursor, 'this does not belong into `[[ ]]`');
  return { kind: 'operand', word };
}
