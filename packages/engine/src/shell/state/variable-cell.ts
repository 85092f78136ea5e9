import type { Word } from '../../word.ts';
import { FLAG, MAYBE_FLAG, valueCell } from './cell.ts';
import { isNeverKnown } from './initial-value.ts';
import { hasFlag, isSure, placeOf, raiseFlag, type Shell, setPlace } from './shell.ts';
import { ANY, type Value, wordOf } from './value.ts';

/** What is remembered of a variable: its value and its attributes. */
export const keysOf = (name: string): readonly string[] => [
  `$${name}`,
  `array ${name}`,
  `associative ${name}`,
  `integer ${name}`,
];

/** What is declared of the variable may be so of another one of this name, which hides it or is hidden by it. */
export function doubtAttributes(shell: Shell, name: string): void {
  for (const key of keysOf(name).slice(1)) if (hasFlag(shell, key)) shell.store.set(key, MAYBE_FLAG);
}

/** A plain assignment: where the variable is an array, it is one to the first element. */
export function setVariable(shell: Shell, name: string, value: Value): void {
  const before = shell.store.get(`$${name}`);
  const list = before?.kind === 'value' && before.value.kind === 'list' ? before.value.words : undefined;
  setWhole(shell, name, list === undefined ? value : withFirst(list, value));
}

function withFirst([first, ...rest]: readonly Word[], value: Value): Value {
  return first?.kind === 'many' ? ANY : { kind: 'list', words: [wordOf(value, { start: 0, end: 0 }), ...rest] };
}

/** An array of numbers can become no associative one, nor the other way round: an error, and it stays what it was. */
export function makeAssociative(shell: Shell, name: string): void {
  const mayStay = hasFlag(shell, `array ${name}`) || isNeverKnown(name) || isUnsteady(shell, name);
  const stays = mayStay && !isSure(shell, `associative ${name}`);
  shell.store.set(`associative ${name}`, stays ? MAYBE_FLAG : FLAG);
  if (stays) shell.store.set(`$${name}`, valueCell(ANY, true));
}

/** An array gets other elements than it had. */
export function setArray(shell: Shell, name: string, value: Value): void {
  raiseFlag(shell, `array ${name}`);
  setWhole(shell, name, value);
}

/** Variables of bash that nothing may be assigned to. */
const READ_ONLY = new Set(['BASHOPTS', 'BASH_VERSINFO', 'EUID', 'PPID', 'SHELLOPTS', 'UID']);

/** Whether an assignment may be an error. */
export const isReadOnly = (shell: Shell, name: string): boolean =>
  hasFlag(shell, `readonly ${name}`) || READ_ONLY.has(name);

/** Whether an attribute changes what assigning to it means. */
export const isOdd = (shell: Shell, name: string): boolean => {
  const cell = shell.store.get(`$${name}`);
  return cell?.kind === 'value' && cell.odd;
};

/** Whether it may keep its value whatever happens to it, or be unset at any time. */
const isUnsteady = (shell: Shell, name: string): boolean =>
  ['forgotten', `readonly ${name}`, `fleeting ${name}`].some((flag) => hasFlag(shell, flag));

/** The variable holds this and nothing else. */
export function setWhole(shell: Shell, name: string, value: Value): void {
  const odd = isOdd(shell, name) || isUnsteady(shell, name);
  shell.store.set(`$${name}`, valueCell(value, odd));
  if (name === 'DIRSTACK') setPlace(shell, { ...placeOf(shell), stacks: 'unknown' }); // `popd` goes there
}

/** The variable is there no more, nor what was declared of it. One that is read-only stays, and another may stand for it. */
export function forget(shell: Shell, name: string): void {
  if (isUnsteady(shell, name)) return setWhole(shell, name, ANY);
  for (const key of keysOf(name)) shell.store.set(key, undefined);
  shell.store.set(`$${name}`, valueCell({ kind: 'unset' }));
}
