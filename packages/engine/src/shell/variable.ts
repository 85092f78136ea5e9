import type { Folders } from '../act.ts';
import type { Word } from '../word.ts';
import { isDigits, isName } from './characters.ts';
import { foldersOf, hasFlag, placeOf, positional, type Shell } from './shell.ts';
import { ANY, INTEGER, type Value, valueOf } from './value.ts';

/** Numbers the shell keeps itself, until somebody assigns to them. */
const NUMBERS = new Set([
  'RANDOM',
  'SRANDOM',
  'SECONDS',
  'LINENO',
  'BASHPID',
  'PPID',
  'UID',
  'EUID',
  'EPOCHSECONDS',
  'BASH_SUBSHELL',
  'SHLVL',
  'OPTIND',
  'HISTCMD',
]);

/** Variables that are never what was assigned to them. */
const NEVER_KNOWN = new Set([
  ...NUMBERS,
  '_',
  'BASH_COMMAND',
  'FUNCNAME',
  'GROUPS',
  'DIRSTACK',
  'PIPESTATUS',
  'EPOCHREALTIME',
  'BASH_ARGC',
  'BASH_ARGV',
  'BASH_ARGV0',
  'BASH_LINENO',
  'BASH_SOURCE',
  'BASH_REMATCH',
  'BASH_VERSINFO',
  'BASHOPTS',
  'SHELLOPTS',
  'OPTARG',
  'COMP_WORDS',
  'COPROC',
  'BASH_CMDS',
  'BASH_ALIASES',
  'BASH',
  'BASH_VERSION',
  'OPTERR',
  'HOSTNAME',
  'HOSTTYPE',
  'MACHTYPE',
  'OSTYPE',
]);

/** The value of a parameter by its name. */
export function lookUp(shell: Shell, name: string): Value {
  if (isDigits(name)) return positionalValue(shell, Number(name));
  if (name === '#' || name === '?' || name === '$' || name === '!') return INTEGER;
  if ('@*-'.includes(name)) return ANY;
  const cell = shell.store.get(`$${name}`);
  if (cell?.kind === 'value') return NEVER_KNOWN.has(name) ? ANY : cell.value;
  if (NUMBERS.has(name)) return INTEGER;
  return hasFlag(shell, 'forgotten') ? ANY : initialValue(shell, name);
}

/** What a variable held before the line. */
function initialValue(shell: Shell, name: string): Value {
  const { options } = shell;
  if (name === 'PWD') return folderValue(foldersOf(shell));
  if (name === 'OLDPWD') return folderValue(placeOf(shell).previous ?? 'unknown');
  if (name === 'HOME' && options.home !== undefined) return { kind: 'text', text: options.home };
  if (NEVER_KNOWN.has(name) || name === 'IFS') return ANY;
  const known = options.env !== undefined && Object.hasOwn(options.env, name) ? options.env[name] : undefined;
  return known === undefined ? ANY : { kind: 'text', text: known };
}

const folderValue = (folders: Folders): Value =>
  folders !== 'unknown' && folders.length === 1 ? { kind: 'text', text: folders[0] } : ANY;

/** Whether the line itself says nothing of the variable, and the host's environment has none of that name. */
export function isUntouched(shell: Shell, name: string): boolean {
  const { env } = shell.options;
  return (
    env !== undefined &&
    isName(name) &&
    !Object.hasOwn(env, name) &&
    shell.store.get(`$${name}`) === undefined &&
    !hasFlag(shell, 'forgotten')
  );
}

function positionalValue(shell: Shell, index: number): Value {
  const words = index === 0 ? nameOfShell(shell) : positional(shell);
  if (words === undefined) return ANY;
  if (index === 0) return words[0] === undefined ? ANY : valueOf(words[0]);
  for (let at = 0; at < index; at++) {
    const word = words[at];
    if (word === undefined) return { kind: 'unset' };
    if (word.kind === 'many') return ANY;
  }
  return valueOf(words[index - 1] as Word);
}

/** `$0`, where the line gives it. */
function nameOfShell(shell: Shell): readonly Word[] | undefined {
  const cell = shell.store.get('zero');
  return cell?.kind === 'words' ? cell.words : undefined;
}

/** All elements of an array or all positional parameters, where they are known. */
export function elementsOf(shell: Shell, name: string): readonly Word[] | undefined {
  if (name === '@' || name === '*') return positional(shell);
  const value = lookUp(shell, name);
  switch (value.kind) {
    case 'list':
      return value.words;
    case 'text':
      return [{ kind: 'text', text: value.text, span: { start: 0, end: 0 } }];
    case 'unset':
      return [];
    default:
      return undefined;
  }
}
