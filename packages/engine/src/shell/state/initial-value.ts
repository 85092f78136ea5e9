import type { Dialect } from '../../request.ts';
import { isSecretName } from '../../secret-name.ts';
import { isName } from '../syntax/characters.ts';
import { ANY, HARMLESS, HARMLESS_SECRET, INTEGER, SECRET_VALUE, type Value } from './value.ts';
import type { WalkOptions } from './walk-options.ts';

const BASH: readonly Dialect[] = ['bash'];
const NOT_SH: readonly Dialect[] = ['bash', 'zsh'];
const ALL: readonly Dialect[] = ['bash', 'zsh', 'sh'];

/** Numbers the shell keeps itself, until somebody assigns to them, and the dialects in which it does. */
const NUMBERS = new Map([
  ['RANDOM', NOT_SH],
  ['SRANDOM', BASH],
  ['SECONDS', NOT_SH],
  ['LINENO', NOT_SH],
  ['BASHPID', BASH],
  ['PPID', ALL],
  ['UID', NOT_SH],
  ['EUID', NOT_SH],
  ['EPOCHSECONDS', BASH],
  ['BASH_SUBSHELL', BASH],
  ['SHLVL', NOT_SH],
  ['OPTIND', ALL],
  ['HISTCMD', NOT_SH],
]);

/** Those of them that bash declares to be numbers: what they are assigned is evaluated. */
const EVALUATED = new Set(['BASHPID', 'HISTCMD', 'OPTIND', 'RANDOM', 'SECONDS', 'SRANDOM']);
const EVALUATED_BY_ZSH = new Set([
  ...['BAUD', 'COLUMNS', 'DIRSTACKSIZE', 'EGID', 'ERRNO', 'EUID', 'FUNCNEST', 'GID', 'HISTSIZE', 'KEYTIMEOUT'],
  ...[
    'LINENO',
    'LINES',
    'LISTMAX',
    'LOGCHECK',
    'MAILCHECK',
    'REPORTTIME',
    'SAVEHIST',
    'SHLVL',
    'TMOUT',
    'TTYIDLE',
    'UID',
  ],
]);

/** Variables that are never what was assigned to them. */
const NEVER_KNOWN = new Set([
  ...NUMBERS.keys(),
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
  'BASH_EXECUTION_STRING',
  'OPTERR',
  'HOSTNAME',
  'HOSTTYPE',
  'MACHTYPE',
  'OSTYPE',
  'COLUMNS',
  'LINES',
]);

export const isNumberOfShell = (dialect: Dialect, name: string): boolean =>
  NUMBERS.get(name)?.includes(dialect) === true;
export const isEvaluated = (dialect: Dialect, name: string): boolean =>
  EVALUATED.has(name) || (dialect === 'zsh' && EVALUATED_BY_ZSH.has(name));
export const isNeverKnown = (name: string): boolean => NEVER_KNOWN.has(name);

/** Of a variable that the host's environment does not have, nothing but this is believed. Known by being this very object. */
export const UNTOUCHED: Value = { kind: 'shape', parts: [HARMLESS] };
/** The same of one that is called like a secret. */
export const UNTOUCHED_SECRET: Value = { kind: 'shape', parts: [HARMLESS_SECRET] };

/** What a variable holds that the line has not set, wherever the shell is. */
export function initialOf({ env, home }: WalkOptions, dialect: Dialect, name: string): Value {
  if (NUMBERS.has(name)) return isNumberOfShell(dialect, name) ? INTEGER : UNTOUCHED;
  if (name === 'IFS' && dialect === 'bash') return { kind: 'text', text: ' \t\n' }; // wherever it starts
  if (NEVER_KNOWN.has(name) || name === 'IFS' || name === 'PWD' || name === 'OLDPWD') return ANY;
  if (name === 'HOME' && home !== undefined) return { kind: 'text', text: home };
  const isSecret = isSecretName(name);
  if (name === 'TERM' && !Object.hasOwn(env ?? {}, name)) return ANY; // bash makes it `dumb`, which is a name to arithmetic
  if (env === undefined || !isName(name)) return isSecret ? SECRET_VALUE : ANY;
  if (!Object.hasOwn(env, name)) return isSecret ? UNTOUCHED_SECRET : UNTOUCHED;
  return isSecret ? SECRET_VALUE : { kind: 'text', text: env[name] as string };
}

/** The same where the line may have set it: `key` and `token` are then names of the line's own, and no variables of the environment. */
export function joinedInitial(options: WalkOptions, dialect: Dialect, name: string): Value {
  const value = initialOf(options, dialect, name);
  if (/[A-Z]/.test(name)) return value;
  return value === SECRET_VALUE ? ANY : value === UNTOUCHED_SECRET ? UNTOUCHED : value;
}
