import type { Span, Word } from '../word.ts';
import { evaluate, evaluateWord } from './arithmetic.ts';
import { redirectsPrograms, steers } from './environment.ts';
import { expandAssigned, expandQuoted, expandWhole, expandWord, expander } from './expand.ts';
import { emit, hasFlag, opaque, raiseFlag, setVariable, type Shell } from './shell.ts';
import type { ArrayLiteral, Assignment } from './syntax.ts';
import { ANY, isInteger, partsOfValue, type Value } from './value.ts';
import { lookUp } from './variable.ts';

/** Follows `name=value` and its relatives, and reports it where the variable reaches a program or steers the shell. */
export function assign(shell: Shell, assignment: Assignment): void {
  const value = assignedValue(shell, assignment);
  const { name, subscript, span } = assignment;
  if (subscript !== undefined) {
    if (hasFlag(shell, `associative ${name}`)) expandQuoted(shell, subscript.parts, subscript.span);
    else evaluate(shell, subscript, expander);
  }
  store(shell, name, subscript === undefined ? value : ANY, span);
}

/** The value an assignment gives, without giving it. */
export function assignedValue(shell: Shell, assignment: Assignment): Value {
  const { value, append, name } = assignment;
  const assigned = value.kind === 'array' ? arrayValue(shell, value, name) : expandAssigned(shell, value);
  if (!append) return assigned;
  const before = lookUp(shell, name);
  if (before.kind === 'list' && assigned.kind === 'list') return { kind: 'list', words: [...before.words, ...assigned.words] };
  if (before.kind === 'unset') return assigned;
  if (before.kind !== 'text' || assigned.kind !== 'text' || isOdd(shell, name)) return ANY;
  return before.text.length + assigned.text.length > 4096 ? ANY : { kind: 'text', text: before.text + assigned.text };
}

const isOdd = (shell: Shell, name: string): boolean => {
  const cell = shell.store.get(`$${name}`);
  return cell?.kind === 'value' && cell.odd;
};

function arrayValue(shell: Shell, array: ArrayLiteral, name: string): Value {
  const words: Word[] = [];
  let plain = true;
  for (const { subscript, word } of array.elements) {
    if (subscript === undefined) {
      words.push(...expandWord(shell, word));
      continue;
    }
    plain = false;
    if (hasFlag(shell, `associative ${name}`)) expandQuoted(shell, subscript.parts, subscript.span);
    else evaluate(shell, subscript, expander);
    expandWhole(shell, word);
  }
  return plain && words.length <= 1000 ? { kind: 'list', words } : ANY;
}

/** Gives a variable its value, whatever way it was set. */
export function store(shell: Shell, name: string, value: Value, span: Span): void {
  if (isIntegerVariable(shell, name) && !isInteger(value)) evaluateWord(shell, wordOf(value, span), span);
  setVariable(shell, name, value);
  if (redirectsPrograms(name)) opaque(shell, 'code', `\`${name}\` decides which program a name stands for`, span);
  checkPrompt(shell, name, value, span);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, value, span);
}

const isIntegerVariable = (shell: Shell, name: string): boolean => hasFlag(shell, `integer ${name}`);

/** Whether programs see the variable, or the shell heeds it. */
export function reachesPrograms(shell: Shell, name: string): boolean {
  const { env } = shell.options;
  return steers(name) || hasFlag(shell, `exported ${name}`) || hasFlag(shell, 'allexport') || (env !== undefined && Object.hasOwn(env, name));
}

export function reportEnvironment(shell: Shell, name: string, value: Value | undefined, span: Span): void {
  const text: Word = { kind: 'text', text: name, span };
  emit(shell, value === undefined ? { kind: 'env', name: text, span } : { kind: 'env', name: text, value: wordOf(value, span), span });
}

/** A value as a word, for reports. */
export function wordOf(value: Value, span: Span): Word {
  const parts = value.kind === 'any' ? undefined : partsOfValue(value);
  const [first, ...rest] = parts ?? [];
  if (parts === undefined) return { kind: 'one', parts: [{ hole: 'text' }], span };
  if (first === undefined) return { kind: 'text', text: '', span };
  return rest.length === 0 && typeof first === 'string' ? { kind: 'text', text: first, span } : { kind: 'one', parts, span };
}

/** `PS4` is expanded before every command while tracing is on. */
function checkPrompt(shell: Shell, name: string, value: Value, span: Span): void {
  if (name !== 'PS4') return;
  if (value.kind === 'text' && !/[$`\\]/.test(value.text)) return;
  raiseFlag(shell, 'prompt');
  if (value.kind === 'text') shell.walker.prompt(shell, value.text, span);
  if (hasFlag(shell, 'xtrace')) opaque(shell, 'code', 'tracing expands `PS4` before every command', span);
}
