import type { Span } from '../../word.ts';
import { reachesPrograms, redirectsPrograms, reportEnvironment } from '../state/environment.ts';
import { isEvaluated } from '../state/initial-value.ts';
import { enterPosixMode, hasFlag, isSure, opaque, raiseFlag, type Shell } from '../state/shell.ts';
import { ANY, INTEGER, isWhole, type Value, wordOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { setArray, setVariable } from '../state/variable-cell.ts';
import { evaluateWord } from './arithmetic.ts';

/** Gives a variable its value, whatever way it was set, and reports it where that matters to more than the line. */
export function store(shell: Shell, name: string, value: Value, span: Span): void {
  setVariable(shell, name, evaluated(shell, name, value, span));
  reportStored(shell, name, value, span);
}

/** The same for an array and all its elements, which may be none, or keep what they were. */
export function storeArray(shell: Shell, name: string, value: Value, span: Span): void {
  const given = evaluated(shell, name, value, span);
  setArray(shell, name, isNumbered(shell, name) ? ANY : given);
  reportStored(shell, name, value, span);
}

/** Whether what a variable is assigned is, or may be, evaluated. */
export const isNumbered = (shell: Shell, name: string): boolean =>
  hasFlag(shell, `integer ${name}`) || isEvaluated(shell.dialect, name);

/** What becomes of a value when it is assigned: a variable declared to be a number evaluates it. */
export function evaluated(shell: Shell, name: string, value: Value, span: Span): Value {
  if (!isNumbered(shell, name)) return value;
  const sure = isSure(shell, `integer ${name}`);
  if (!sure) shell.store.mark();
  evaluateWord(shell, wordOf(value, span), span);
  if (!sure) shell.store.settle();
  return sure || isWhole(value) ? INTEGER : ANY;
}

/** What is added to a number is added to what its old value evaluates to. */
export function evaluateBefore(shell: Shell, name: string, span: Span): void {
  if (isNumbered(shell, name)) evaluateWord(shell, wordOf(lookUp(shell, name), span), span);
}

function reportStored(shell: Shell, name: string, value: Value, span: Span): void {
  if (redirectsPrograms(name)) opaque(shell, 'code', `\`${name}\` decides which program a name stands for`, span);
  checkPrompt(shell, name, value, span);
  if (name === 'POSIXLY_CORRECT') enterPosixMode(shell, span);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, value, span);
}

/** `PS4` is expanded before every command while tracing is on. */
export function checkPrompt(shell: Shell, name: string, value: Value, span: Span): void {
  if (name !== 'PS4') return;
  if (value.kind === 'text' && !/[$`\\]/.test(value.text)) return;
  raiseFlag(shell, 'prompt');
  if (value.kind === 'text') shell.walker.prompt(shell, value.text, span);
  if (hasFlag(shell, 'xtrace')) opaque(shell, 'code', 'tracing expands `PS4` before every command', span);
}
