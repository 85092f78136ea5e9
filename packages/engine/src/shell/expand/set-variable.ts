import type { Span } from '../../word.ts';
import { isEvaluated } from '../state/initial-value.ts';
import { reportStored } from '../state/reported.ts';
import { hasFlag, isSure, type Shell } from '../state/shell.ts';
import { ANY, INTEGER, isWhole, type Value, wordOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { setArray, setVariable } from '../state/variable-cell.ts';
import { evaluateStrictly } from './arithmetic.ts';

/** Gives a variable its value, whatever way it was set, and reports it where that matters to more than the line. */
export function store(shell: Shell, name: string, value: Value, span: Span): void {
  const given = evaluated(shell, name, value, span);
  setVariable(shell, name, given);
  reportStored(shell, name, given, span);
}

/** The same for an array and all its elements, which may be none, or keep what they were. */
export function storeArray(shell: Shell, name: string, value: Value, span: Span): void {
  const given = evaluated(shell, name, value, span);
  setArray(shell, name, isNumbered(shell, name) ? ANY : given);
  reportStored(shell, name, given, span);
}

/** Whether what a variable is assigned is, or may be, evaluated. */
export const isNumbered = (shell: Shell, name: string): boolean =>
  hasFlag(shell, `integer ${name}`) || isEvaluated(shell.dialect, name);

/** What becomes of a value when it is assigned: a variable declared to be a number evaluates it. */
export function evaluated(shell: Shell, name: string, value: Value, span: Span): Value {
  if (!isNumbered(shell, name)) return value;
  const sure = isSure(shell, `integer ${name}`);
  if (!sure) shell.store.mark();
  evaluateStrictly(shell, wordOf(value, span), span);
  if (!sure) shell.store.settle();
  return sure || isWhole(value) ? INTEGER : ANY;
}

/** What is added to a number is added to what its old value evaluates to. */
export function evaluateBefore(shell: Shell, name: string, span: Span): void {
  if (isNumbered(shell, name)) evaluateStrictly(shell, wordOf(lookUp(shell, name), span), span);
}
