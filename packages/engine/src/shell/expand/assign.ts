import type { Word } from '../../word.ts';
import { hasFlag, maybe, type Shell } from '../state/shell.ts';
import { ANY, isSecret, SECRET_VALUE, unknownLike, type Value } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { isOdd, isReadOnly } from '../state/variable-cell.ts';
import type { ArithmeticText, ArrayLiteral, Assignment } from '../syntax/syntax.ts';
import { isSureElement } from './arithmetic-form.ts';
import { expandAssigned, expandElement, expandQuoted, expandWhole } from './expand.ts';
import { evaluateBefore, isNumbered, store, storeArray } from './set-variable.ts';
import { followSubscript } from './variable-name.ts';

/** Follows `name=value` and its relatives, and reports it where the variable reaches a program or steers the shell. */
export function assign(shell: Shell, assignment: Assignment): void {
  const { name, span, subscript } = assignment;
  let value: Value = ANY;
  const expand = (): void => {
    value = assignedValue(shell, assignment);
  };
  if (isReadOnly(shell, name))
    maybe(shell, expand); // an error, and the elements of an array are not looked at
  else expand();
  const isError = subscript !== undefined && (assignment.value.kind === 'array' || !isSureElement(subscript));
  if (isReadOnly(shell, name) || isError) shell.store.leave('error');
  if (subscript !== undefined) storeArray(shell, name, unknownLike(value), span);
  else if (assignment.value.kind === 'array') storeArray(shell, name, value, span);
  else store(shell, name, value, span);
}

const expandSubscript = (shell: Shell, { parts, span }: ArithmeticText): Word => expandQuoted(shell, parts, span);

/** The value an assignment gives, without giving it. What is added to a number is evaluated by itself. */
export function assignedValue(shell: Shell, assignment: Assignment): Value {
  const { value, append, name } = assignment;
  const assigned = value.kind === 'array' ? arrayValue(shell, value, name) : expandAssigned(shell, value);
  if (assignment.subscript !== undefined) followSubscript(shell, name, expandSubscript(shell, assignment.subscript));
  if (append) evaluateBefore(shell, name, assignment.span);
  if (!append || isNumbered(shell, name)) return assigned;
  const before = lookUp(shell, name);
  if (before.kind === 'list' && assigned.kind === 'list')
    return { kind: 'list', words: [...before.words, ...assigned.words] };
  if (before.kind === 'unset') return assigned;
  if (isSecret(before) || isSecret(assigned)) return SECRET_VALUE;
  if (before.kind !== 'text' || assigned.kind !== 'text' || isOdd(shell, name)) return ANY;
  return before.text.length + assigned.text.length > 4096 ? ANY : { kind: 'text', text: before.text + assigned.text };
}

/** All is expanded before the first subscript is evaluated. */
function arrayValue(shell: Shell, array: ArrayLiteral, name: string): Value {
  const words: Word[] = [];
  const subscripts: Word[] = [];
  for (const { subscript, word } of array.elements) {
    if (subscript === undefined) words.push(...expandElement(shell, word));
    else {
      subscripts.push(expandSubscript(shell, subscript));
      expandWhole(shell, word);
    }
  }
  for (const subscript of subscripts) followSubscript(shell, name, subscript);
  // Between the parentheses of an associative array, keys and values take turns.
  const isList = subscripts.length === 0 && (words.length === 0 || !hasFlag(shell, `associative ${name}`));
  return isList && words.length <= 1000 ? { kind: 'list', words } : ANY;
}
