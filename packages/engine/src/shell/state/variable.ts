import type { Folders } from '../../act.ts';
import type { Word } from '../../word.ts';
import { isDigits } from '../syntax/characters.ts';
import { initialOf, isNeverKnown, isNumberOfShell } from './initial-value.ts';
import { foldersOf, hasFlag, placeOf, positional, type Shell } from './shell.ts';
import { ANY, COUNT, INTEGER, isSecret, unknownLike, type Value, valueOf } from './value.ts';

/** `$!` is nothing until a job was started, `$COPROC_PID` nothing after it ended. */
export const LAST_JOB: Value = { kind: 'shape', parts: [COUNT] };

/** The value of a parameter by its name. */
export function lookUp(shell: Shell, name: string): Value {
  if (isDigits(name)) return positionalValue(shell, Number(name));
  if (name === '#' || name === '?' || name === '$') return INTEGER;
  if (name === '!') return LAST_JOB;
  if ('@*-'.includes(name)) return ANY;
  const cell = shell.store.get(`$${name}`);
  if (cell?.kind === 'value') return believed(shell, name, cell.value);
  const value = initialValue(shell, name);
  return hasFlag(shell, 'forgotten') && !isNumberOfShell(shell.dialect, name) && !isSecret(value) ? ANY : value;
}

/** Of what the shell keeps itself, nothing but that it is a number. */
function believed({ dialect }: Shell, name: string, value: Value): Value {
  if (!isNeverKnown(name)) return value;
  return value.kind === 'integer' && isNumberOfShell(dialect, name) ? value : ANY;
}

/** What a variable held before the line; the folder may have moved since. */
function initialValue(shell: Shell, name: string): Value {
  if (name === 'PWD') return folderValue(foldersOf(shell));
  if (name === 'OLDPWD') return folderValue(placeOf(shell).previous ?? 'unknown');
  return initialOf(shell.options, shell.dialect, name);
}

function folderValue(folders: Folders): Value {
  const [folder, ...more] = folders === 'unknown' ? [] : folders;
  return typeof folder === 'string' && more.length === 0 ? { kind: 'text', text: folder } : ANY;
}

function positionalValue(shell: Shell, index: number): Value {
  const words = index === 0 ? nameOfShell(shell) : positional(shell);
  if (words === undefined) return ANY;
  if (index === 0) return words[0] === undefined ? ANY : valueOf(words[0]);
  return elementAt(words, index - 1);
}

/** One of several words, of which some may be any number of arguments. */
export function elementAt(words: readonly Word[], index: number): Value {
  const several = words.slice(0, index + 1).findIndex((one) => one.kind === 'many');
  const word = words[index];
  if (several !== -1) {
    const shape = several === index && word?.kind === 'many' && word.min === 1 ? (word.first ?? word.each) : undefined;
    return shape === undefined
      ? unknownLike({ kind: 'list', words })
      : valueOf({ kind: 'one', parts: shape, span: NO_SPAN });
  }
  return word === undefined ? { kind: 'unset' } : valueOf(word);
}

/** `$0`, where the line gives it. */
function nameOfShell(shell: Shell): readonly Word[] | undefined {
  const cell = shell.store.get('zero');
  return cell?.kind === 'words' ? cell.words : undefined;
}

const NO_SPAN = { start: 0, end: 0 };

/** All elements of an array or all positional parameters, where they are known. */
export function elementsOf(shell: Shell, name: string): readonly Word[] | undefined {
  if (name === '@' || name === '*') return positional(shell);
  const value = lookUp(shell, name);
  switch (value.kind) {
    case 'list':
      return value.words;
    case 'text':
      return hasFlag(shell, `array ${name}`) ? undefined : [{ kind: 'text', text: value.text, span: NO_SPAN }];
    case 'unset':
      return hasFlag(shell, `array ${name}`) ? undefined : [];
    default:
      return undefined;
  }
}
