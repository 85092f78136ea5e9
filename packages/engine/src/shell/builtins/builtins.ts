import type { Act } from '../../act.ts';
import { knownText } from '../../word.ts';
import { evaluateWord } from '../expand/arithmetic.ts';
import { storeArray } from '../expand/set-variable.ts';
import {
  type Call,
  collect,
  forgetAll,
  jump,
  maybe,
  opaque,
  placeOf,
  positional,
  raiseFlag,
  type Shell,
  setPlace,
} from '../state/shell.ts';
import { ANY } from '../state/value.ts';
import { isDigits, isName } from '../syntax/characters.ts';
import { type Builtin, isDescribed, type Outcome, operands, texts } from './builtin-call.ts';
import { printToVariable, readArray, readOption, readVariables, waitFor } from './builtin-read.ts';
import { evaluateText, runCommand, setAlias, setTrap } from './builtin-run.ts';
import { unset } from './builtin-unset.ts';
import { changeFolder } from './change-folder.ts';
import { declare } from './declare.ts';
import { setOptions, setShellOptions } from './shell-options.ts';
import { testArguments } from './test-builtin.ts';

/** What a builtin did; `acts` are consequences that follow from its arguments. */
export interface BuiltinOutcome {
  readonly outcome: Outcome;
  readonly acts: readonly Act[];
}

export const isBuiltin = (name: string): boolean => Object.hasOwn(BUILTINS, name);

/** Follows a builtin; `undefined` for the name of no builtin that changes the shell. */
export function runBuiltin(shell: Shell, name: string, call: Call): BuiltinOutcome | undefined {
  const builtin = Object.hasOwn(BUILTINS, name)
    ? BUILTINS[name]
    : shell.dialect === 'zsh' && ZSH_BUILTINS.has(name)
      ? forgets
      : undefined;
  if (builtin === undefined) return undefined;
  let outcome: Outcome = 'unsure';
  const run = (): void => {
    if (shell.dialect === 'zsh') evaluateNumbers(shell, name, call);
    outcome = builtin(shell, call);
  };
  const acts = collect(shell, () => (shell.dialect === 'sh' && BUILTINS_OF_BASH.has(name) ? maybe(shell, run) : run()));
  return { outcome, acts };
}

/** Builtins that not every sh has: there they are programs that are not found. */
const BUILTINS_OF_BASH = new Set([
  'bind',
  'builtin',
  'compgen',
  'complete',
  'compopt',
  'declare',
  'enable',
  'history',
  'let',
  'mapfile',
  'popd',
  'pushd',
  'readarray',
  'shopt',
  'source',
  'typeset',
]);

/** Builtins of zsh that change what later words mean. */
const ZSH_BUILTINS = new Set([
  'setopt',
  'unsetopt',
  'emulate',
  'zmodload',
  'autoload',
  'functions',
  'zle',
  'sched',
  'vared',
  'disable',
  'print',
  'zparseopts',
  'rehash',
  'integer',
  'float',
  'bindkey',
  'zstyle',
  'compdef',
  'chdir',
  'dirs',
  'pushln',
  'getln',
  'private',
  'unfunction',
  'unhash',
  'zformat',
  'zcompile',
  'ztie',
  'limit',
  'unlimit',
  'zsocket',
  'zsystem',
  'sysopen',
  'syswrite',
]);

/** To zsh, what these take for a number is arithmetic, and so is what a format prints as one. */
const TAKE_NUMBERS = new Set(['break', 'continue', 'exit', 'return', 'shift', 'printf']);

function evaluateNumbers(shell: Shell, name: string, call: Call): void {
  if (!TAKE_NUMBERS.has(name)) return;
  const printsText = name === 'printf' && /^([^%]|%[-+ #0-9.]*[sqbc%])*$/.test(knownText(call.argv[1]) ?? '%d');
  for (const word of printsText ? [] : operands(call).slice(name === 'printf' ? 1 : 0))
    maybe(shell, () => evaluateWord(shell, word, word.span));
}

const quiet: Builtin = () => 'quiet';
const harmless: Builtin = () => 'followed';

/** What stands behind it in its function or loop may not run. (Behind `exit` nothing at all runs.) */
const jumps: Builtin = (shell) => {
  jump(shell);
  return 'followed';
};

/** In zsh it leaves a loop that its function is called in. */
const leavesLoop: Builtin = (shell, call) => {
  const stays = shell.store.isInLoop() && call.argv.length === 1;
  if (shell.dialect === 'zsh' && shell.frames.length > 0 && !stays) {
    opaque(shell, 'code', 'it may leave a loop around the function that it stands in', call.span);
    forgetAll(shell);
  }
  return jumps(shell, call);
};

/** It may do anything to the shell. Where a description speaks for it, it is trusted to stay in its folder. */
const forgets: Builtin = (shell, call) => {
  const place = placeOf(shell);
  forgetAll(shell);
  if (isDescribed(shell, call)) setPlace(shell, place);
  return 'unsure';
};

/** What it does concerns a terminal, or programs of its own. */
const unsure: Builtin = () => 'unsure';

const BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': quiet,
  true: quiet,
  false: quiet,
  cd: changeFolder,
  pushd: changeFolder,
  popd: changeFolder,
  export: declare,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  set: setOptions,
  shopt: setShellOptions,
  shift,
  unset,
  read: readVariables,
  mapfile: readArray,
  readarray: readArray,
  printf: printToVariable,
  getopts: readOption,
  let: evaluateArguments,
  test: testArguments,
  '[': testArguments,
  trap: setTrap,
  eval: evaluateText,
  alias: setAlias,
  unalias: harmless,
  command: runCommand,
  builtin: runCommand,
  exec: runCommand,
  source: forgets,
  '.': forgets,
  enable: forgets,
  hash: useHash,
  ulimit: limit,
  bind: unsure,
  complete: unsure,
  compgen: unsure,
  compopt: unsure,
  fc: forgets,
  history: useHistory,
  jobs: useJobs,
  wait: waitFor,
  return: jumps,
  break: leavesLoop,
  continue: leavesLoop,
  exit: harmless,
};

function shift(shell: Shell, call: Call): 'followed' {
  const words = positional(shell);
  const given = call.argv.length === 1 ? '1' : (knownText(call.argv[1]) ?? '');
  const arrays = shell.dialect === 'zsh' ? call.argv.slice(1).filter((word) => isName(knownText(word) ?? '')) : [];
  for (const word of arrays) storeArray(shell, knownText(word) ?? '', ANY, word.span); // then no parameter is taken away
  const count = isDigits(given) && arrays.length === 0 ? Number(given) : Number.NaN;
  const head = words?.slice(0, count) ?? [];
  const known = words !== undefined && count <= words.length && head.every((word) => word.kind !== 'many');
  shell.store.set('positional', { kind: 'words', words: known ? words.slice(count) : undefined });
  return 'followed';
}

function evaluateArguments(shell: Shell, call: Call): Outcome {
  let sure = true; // behind an error, nothing more is evaluated
  for (const word of operands(call)) {
    if (sure) sure = evaluateWord(shell, word, word.span);
    else maybe(shell, () => evaluateWord(shell, word, word.span));
  }
  return 'followed';
}

/** `hash` looks programs up; `hash -p` says that a name means another program. */
function useHash(shell: Shell, call: Call): Outcome {
  const known = texts(operands(call));
  const isPlain = (text: string): boolean => (text.startsWith('-') ? /^-[rlt]+$/.test(text) : !text.includes('='));
  if (known?.every(isPlain) === true) return 'followed';
  if (!isDescribed(shell, call)) forgetAll(shell);
  return 'unsure';
}

/** With too few descriptors not even a text can be handed over. */
function limit(shell: Shell): Outcome {
  raiseFlag(shell, 'limited');
  return 'followed';
}

/** `jobs -x` runs the rest of its words, functions and builtins of this shell too. */
function useJobs(shell: Shell, call: Call): Outcome {
  if (operands(call).every((word) => !/^-.*x/.test(knownText(word) ?? '-x'))) return 'followed';
  opaque(shell, 'code', '`jobs -x` runs a command in this very shell', call.span);
  forgetAll(shell);
  return 'followed';
}

function useHistory(_shell: Shell, call: Call): Outcome {
  return operands(call).every((word) => isDigits(knownText(word) ?? 'x')) ? 'followed' : 'unsure';
}
