import { knownText, type Word } from '../../word.ts';
import { checkName } from '../expand/variable-name.ts';
import { type Call, opaque, type Shell } from '../state/shell.ts';
import { isNumberHole } from '../state/value.ts';

const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
  '-a',
  '-o',
]);

/**
 * `test` and `[`: `-v name` evaluates a subscript in the name. An unknown word may be that option unless an operator
 * beside it makes it an operand.
 */
export function testArguments(shell: Shell, call: Call): 'followed' {
  const words = call.argv.slice(1);
  words.forEach((word, at) => {
    const before = knownText(words[at - 1]);
    if ((before === '-v' || before === '-R') && !BINARY.has(knownText(word) ?? '')) checkName(shell, word);
    else if (mayBeOption(words, word, at))
      opaque(shell, 'code', '`test` may evaluate the name of a variable that is not known', word.span);
  });
  return 'followed';
}

function mayBeOption(words: readonly Word[], word: Word, at: number): boolean {
  if (word.kind === 'text') return false;
  if (word.kind === 'many') {
    const first = word.each?.[0];
    return first === undefined || (typeof first !== 'string' && !isNumberHole(first));
  }
  return !isOperand(words, at) && mayBeTest(word);
}

/** Beside a binary operator, behind a unary one, or as the last word, a word is data. */
function isOperand(words: readonly Word[], at: number): boolean {
  const before = knownText(words[at - 1]);
  // Behind `-a` and `-o` another test may begin.
  if (before !== undefined && before !== '-a' && before !== '-o' && (BINARY.has(before) || /^-[a-zA-Z]$/.test(before)))
    return true;
  const next = words[at + 1];
  const after = knownText(next);
  return next === undefined || after === ']' || after === ')' || (after !== undefined && BINARY.has(after));
}

function mayBeTest(word: Word): boolean {
  const parts = word.kind === 'one' ? word.parts : [];
  const first = parts[0];
  const isNumber = parts.length === 1 && first !== undefined && isNumberHole(first);
  return !isNumber && (typeof first !== 'string' || '-v'.startsWith(first) || '-R'.startsWith(first));
}
