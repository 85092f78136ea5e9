import type { Span, Word } from '../../word.ts';
import { MAYBE_FLAG } from '../state/cell.ts';
import { UNTOUCHED, UNTOUCHED_SECRET } from '../state/initial-value.ts';
import { reportStored } from '../state/reported.ts';
import { opaque, type Shell } from '../state/shell.ts';
import { ANY, INTEGER, isInteger, isNumberHole, NUMBER, valueOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { isReadOnly, setArray, setVariable } from '../state/variable-cell.ts';
import { isNamePart, isNameStart } from '../syntax/characters.ts';
import type { ArithmeticText } from '../syntax/syntax.ts';
import { isSound } from './arithmetic-form.ts';
import type { Expander } from './expander.ts';

/** How many variables may name one another before nothing is believed any more. */
const MAX_CHAIN = 5;
const MOST_NAMES = 1000;
const MOST_SEEN = 50;
/** Looking for the end of a subscript takes a look at all that follows. */
const LONGEST = 1000;

/**
 * Follows what evaluating the text does: the variables it sets become numbers. Where it would evaluate a value that
 * is no plain number, anything may run (`a='x[$(rm)]'; ((a))`), and an opaque act says so. Returns whether it is sure to
 * be no error.
 */
export function evaluate(shell: Shell, text: ArithmeticText, expander: Expander): boolean {
  return evaluateWord(shell, expander.whole(shell, text.parts, text.span), text.span);
}

/** The same for text that was expanded already, such as an argument of `let`. */
export function evaluateWord(shell: Shell, word: Word, span: Span): boolean {
  const text = textOf(word);
  if (text === undefined || text.length > LONGEST) {
    if (text === undefined) opaque(shell, 'code', 'arithmetic evaluates a value that is not known', span);
    else opaque(shell, 'limit', 'an arithmetic expression is too long to follow', span);
    return false;
  }
  const sure = succeeds(shell, text);
  if (!sure) shell.store.mark();
  const problem = scan({ shell, span, names: { left: MOST_NAMES }, chain: 0 }, text);
  if (!sure) shell.store.settle();
  if (problem !== undefined) opaque(shell, 'code', problem, span);
  return sure;
}

/** Follows what is evaluated where an error ends all lines around: in a subscript, and for what is declared to be a number. */
export function evaluateStrictly(shell: Shell, word: Word, span: Span): void {
  if (!evaluateWord(shell, word, span)) shell.store.leave('error of all');
}

/** Whether every assignment in the text is sure to be made: an error ends the evaluation at any place. */
function succeeds(shell: Shell, text: string, seen: Set<string> = new Set()): boolean {
  if (seen.size > MOST_SEEN || !isSound(text)) return false;
  return [...text.matchAll(/[a-z_]\w*/gi)].every(({ 0: name, index }) => {
    const assigned = assignment(text, index, index + name.length);
    if (assigned !== undefined && isReadOnly(shell, name)) return false;
    if (assigned === '=' || seen.has(name)) return true;
    seen.add(name);
    const value = lookUp(shell, name);
    if (value.kind === 'text') return succeeds(shell, value.text, seen);
    return value.kind !== 'list' && (value.kind !== 'shape' || value === UNTOUCHED || value === UNTOUCHED_SECRET);
  });
}

/** Some number, and one that may be an error beside what stands around it. */
const NUMERAL = '0';
const DOUBTFUL = '08';

/** Unknown numbers are as good as any number, where they are not the end of a name, or nothing in front of one. */
function textOf(word: Word): string | undefined {
  if (word.kind === 'text') return word.text;
  if (word.kind === 'many') return word.each?.[0] === NUMBER ? NUMERAL : undefined;
  let text = '';
  for (const [at, part] of word.parts.entries()) {
    const next = word.parts[at + 1];
    const behind = typeof next === 'string' && /^\w/.test(next);
    if (typeof part === 'string') text += part;
    else if (!isNumberHole(part) || /[a-z_]\w*$/i.test(text) || (part !== NUMBER && behind)) return undefined;
    else text += part !== NUMBER || behind || /\w$/.test(text) ? DOUBTFUL : NUMERAL;
  }
  return text;
}

interface Evaluation {
  readonly shell: Shell;
  readonly span: Span;
  /** Names that may still be looked at: each may lead to a text with many more. */
  readonly names: { left: number };
  /** How many variables led here. */
  readonly chain: number;
}

/** Reads an expression for the names in it and returns why evaluating it is not safe, if it is not. */
function scan(evaluation: Evaluation, text: string): string | undefined {
  if (evaluation.chain > MAX_CHAIN) return 'arithmetic follows variables to other variables';
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isNamePart(code)) {
      if ('$`\'"\\{};'.includes(text[at] as string)) {
        evaluation.shell.walker.prompt(evaluation.shell, text, evaluation.span);
        return 'arithmetic evaluates text that can run commands';
      }
      at++;
      continue;
    }
    const start = at;
    while (at < text.length && (isNamePart(text.charCodeAt(at)) || '#@'.includes(text[at] as string))) at++;
    if (!isNameStart(code)) continue;
    if (evaluation.names.left-- <= 0) return 'arithmetic follows more variables than can be looked at';
    const problem = readName(evaluation, text, start, at);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function readName(evaluation: Evaluation, text: string, start: number, end: number): string | undefined {
  const { shell, span } = evaluation;
  const name = text.slice(start, end);
  const assigned = assignment(text, start, end);
  const known = assigned === '=' ? undefined : valueProblem(evaluation, name); // evaluating a value may set others
  if (text[end] === '[' && !succeeds(shell, text.slice(end + 1, skipSubscript(text, end) - 1)))
    shell.store.leave('error of all');
  if (assigned !== undefined) {
    // To zsh, what it makes is declared to be a number.
    if (shell.dialect === 'zsh' && !['text', 'integer', 'list'].includes(lookUp(shell, name).kind))
      shell.store.set(`integer ${name}`, MAYBE_FLAG);
    if (text[end] === '[') setArray(shell, name, ANY);
    else setVariable(shell, name, INTEGER);
    reportStored(shell, name, INTEGER, span);
  }
  return known;
}

function valueProblem(evaluation: Evaluation, name: string): string | undefined {
  const { shell } = evaluation;
  const value = lookUp(shell, name);
  if (isInteger(value)) return undefined;
  if (value.kind === 'list' && value.words.every((word) => isInteger(valueOf(word)))) return undefined;
  if (value.kind === 'text') return scan({ ...evaluation, chain: evaluation.chain + 1 }, value.text);
  return `arithmetic evaluates \`${name}\`, whose value is not known`;
}

/** How the name at `start` is assigned to: by `=` alone, by another operator, or not at all. */
function assignment(text: string, start: number, end: number): '=' | 'other' | undefined {
  const before = skipBlanksBack(text, start);
  const prefix = text.slice(Math.max(0, before - 2), before);
  if (prefix === '++' || prefix === '--') return 'other';
  const behind = skipBlanksOn(text, skipSubscript(text, end));
  const operator = ASSIGNING.find((one) => text.startsWith(one, behind));
  if (operator === undefined || text.startsWith('==', behind)) return undefined;
  return operator === '=' && text[end] !== '[' ? '=' : 'other';
}

const ASSIGNING = ['=', '++', '--', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='];

function skipBlanksBack(text: string, start: number): number {
  let at = start;
  while (at > 0 && ' \t\n'.includes(text[at - 1] as string)) at--;
  return at;
}

function skipBlanksOn(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n'.includes(text[at] as string)) at++;
  return at;
}

function skipSubscript(text: string, end: number): number {
  if (text[end] !== '[') return end;
  let open = 0;
  for (let at = end; at < text.length; at++) {
    if (text[at] === '[') open++;
    else if (text[at] === ']' && --open === 0) return at + 1;
  }
  return text.length;
}
