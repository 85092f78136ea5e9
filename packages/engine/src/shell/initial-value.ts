import { isName } from './characters.ts';
import { ANY, HARMLESS, INTEGER, type Value } from './value.ts';
import type { WalkOptions } from './walk-options.ts';

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

export const isNumberOfShell = (name: string): boolean => NUMBERS.has(name);
export const isNeverKnown = (name: string): boolean => NEVER_KNOWN.has(name);

/** Of a variable that the host's environment does not have, nothing but this is believed. */
const UNTOUCHED: Value = { kind: 'shape', parts: [HARMLESS] };

/** What a variable holds that the line has not set, wherever the shell is. */
export function initialOf({ env, home }: WalkOptions, name: string): Value {
  if (NUMBERS.has(name)) return INTEGER;
  if (NEVER_KNOWN.has(name) || name === 'IFS' || name === 'PWD' || name === 'OLDPWD') return ANY;
  if (name === 'HOME' && home !== undefined) return { kind: 'text', text: home };
  if (env === undefined || !isName(name)) return ANY;
  return Object.hasOwn(env, name) ? { kind: 'text', text: env[name] as string } : UNTOUCHED;
}
