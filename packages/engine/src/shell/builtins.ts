import type { Act } from '../act.ts';
import { knownText, type Span, type Word } from '../word.ts';
import { followAnyTime } from './any-time.ts';
import { evaluateWord } from './arithmetic.ts';
import { valueCell } from './cell.ts';
import { changeFolder } from './change-folder.ts';
import { isDigits, isName } from './characters.ts';
import { declare } from './declare.ts';
import { reachesPrograms, reportEnvironment } from './environment.ts';
import { isReserved } from './reserved.ts';
import { withArguments } from './run.ts';
import { store, storeArray } from './set-variable.ts';
import {
  type Call,
  collect,
  deeper,
  forgetAll,
  hasFlag,
  opaque,
  placeOf,
  positional,
  raiseFlag,
  type Shell,
  setPlace,
} from './shell.ts';
import { setOptions, setShellOptions } from './shell-options.ts';
import { testArguments } from './test-builtin.ts';
import { ANY, INTEGER, NUMBER } from './value.ts';
import { forget, setVariable } from './variable-cell.ts';
import { elementName, evaluateSubscript } from './variable-name.ts';

/**
 * What this shell's builtin of that name does to the shell: `quiet` is no act of its own, `followed` is followed to
 * the end, `unsure` may do more than was followed. `acts` are consequences that follow from the arguments.
 */
export interface BuiltinOutcome {
  readonly outcome: 'quiet' | 'followed' | 'unsure';
  readonly acts: readonly Act[];
}

export const isBuiltin = (name: string): boolean => Object.hasOwn(BUILTINS, name);

type Builtin = (shell: Shell, call: Call) => BuiltinOutcome['outcome'];

/** Follows a builtin; `undefined` for the name of no builtin that changes the shell. */
export function runBuiltin(shell: Shell, name: string, call: Call): BuiltinOutcome | undefined {
  const builtin = Object.hasOwn(BUILTINS, name)
    ? BUILTINS[name]
    : shell.dialect === 'zsh' && ZSH_BUILTINS.has(name)
      ? forgets
      : undefined;
  if (builtin === undefined) return undefined;
  let outcome: BuiltinOutcome['outcome'] = 'unsure';
  const acts = collect(shell, () => {
    outcome = builtin(shell, call);
  });
  return { outcome, acts };
}

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
  'zcompile',
  'ztie',
  'limit',
  'unlimit',
  'zsocket',
  'zsystem',
  'sysopen',
  'syswrite',
]);

const quiet: Builtin = () => 'quiet';
const harmless: Builtin = () => 'followed';

/** What stands behind it in its function or loop may not run. (Behind `exit` nothing at all runs.) */
const jump: Builtin = (shell) => {
  shell.jumps++;
  return 'followed';
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

const isDescribed = (shell: Shell, call: Call): boolean => shell.options.knowledge.describe(call.argv) !== undefined;

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
  bind: unsure,
  complete: unsure,
  compgen: unsure,
  compopt: unsure,
  fc: forgets,
  history: useHistory,
  wait: waitFor,
  return: jump,
  break: jump,
  continue: jump,
  exit: harmless,
};

const operands = (call: Call): readonly Word[] => call.argv.slice(1);

/** Words that are all plain text, else `undefined`. */
function texts(words: readonly Word[]): readonly string[] | undefined {
  const known = words.map(knownText);
  return known.every((text) => text !== undefined) ? known : undefined;
}

/** A variable gets a value that only running it would tell. */
function fill(shell: Shell, name: string, span: Span, put = store): void {
  if (isName(name)) return put(shell, name, ANY, span);
  const element = elementName(name);
  if (element === undefined) {
    if (name.includes('[')) opaque(shell, 'code', 'what stands in the brackets of a name is evaluated', span);
    return; // no name at all is an error and sets nothing
  }
  evaluateSubscript(shell, element, span);
  storeArray(shell, element.array, ANY, span);
}

/** Nothing is known of which variables are set. */
function fillAny(shell: Shell, span: Span): 'unsure' {
  opaque(shell, 'code', 'the variables it sets are not known', span);
  forgetAll(shell);
  return 'unsure';
}

function shift(shell: Shell, call: Call): 'followed' {
  const words = positional(shell);
  const count = call.argv.length === 1 ? 1 : Number(knownText(call.argv[1]) ?? 'NaN');
  const head = words?.slice(0, count) ?? [];
  const known =
    words !== undefined &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= words.length &&
    head.every((word) => word.kind !== 'many');
  shell.store.set('positional', { kind: 'words', words: known ? words.slice(count) : undefined });
  return 'followed';
}

function unset(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const { letters, names } = unsetOptions(operands(call));
  if (/[^fnv]/.test(letters) || /f.*v|v.*f/.test(letters)) return 'followed'; // an error, and nothing is unset
  for (const word of names) {
    const name = knownText(word);
    if (name === undefined) return fillAny(shell, word.span);
    if (letters.includes('f') || !/[nv]/.test(letters)) dropFunction(shell, name);
    // With `-n` only a reference is unset, and these make everything forgotten.
    if (!letters.includes('f') && (!letters.includes('n') || hasFlag(shell, 'forgotten')))
      dropVariable(shell, name, word.span);
  }
  return 'followed';
}

function unsetOptions(words: readonly Word[]): { readonly letters: string; readonly names: readonly Word[] } {
  let letters = '';
  for (let at = 0; at < words.length; at++) {
    const text = knownText(words[at]) ?? '';
    if (text === '--') return { letters, names: words.slice(at + 1) };
    if (!/^-./.test(text)) return { letters, names: words.slice(at) };
    letters += text.slice(1);
  }
  return { letters, names: [] };
}

function dropFunction(shell: Shell, name: string): void {
  const cell = shell.store.get(`function ${name}`);
  if (cell?.kind === 'function') shell.store.set(`function ${name}`, { ...cell, maybeProgram: true });
}

/** What is unset may be a local variable, or one in front of the call, that hid another. */
const hides = (shell: Shell, name: string): boolean =>
  hasFlag(shell, 'forgotten') ||
  hasFlag(shell, `temporary ${name}`) ||
  shell.frames.some(({ saved }) => saved.has(`$${name}`));

/** Then what is set from here on is that other one, which is otherwise given its old value back. */
const uncovers = (shell: Shell, name: string): boolean =>
  hasFlag(shell, `temporary ${name}`) || shell.frames.slice(0, -1).some(({ saved }) => saved.has(`$${name}`));

function dropVariable(shell: Shell, name: string, span: Span): void {
  if (!isName(name)) return fill(shell, name, span);
  if (uncovers(shell, name)) raiseFlag(shell, `uncovered ${name}`);
  if (hides(shell, name)) shell.store.set(`$${name}`, valueCell(ANY, true));
  else forget(shell, name);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, undefined, span);
}

const READ_VALUES = new Set(['-d', '-i', '-n', '-N', '-p', '-t', '-u']);

/** `read`: every name behind the options gets what comes from standard input. */
function readVariables(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const known = texts(operands(call));
  if (known === undefined) return readUnknown(shell, call);
  const names: string[] = [];
  for (let at = 0; at < known.length; at++) {
    const text = known[at] as string;
    if (names.length > 0 || !text.startsWith('-') || text === '-') names.push(text);
    else if (text === '-a') fill(shell, known[++at] ?? '', call.span, storeArray);
    else if (READ_VALUES.has(text)) at++;
    else if (text === '--') {
      names.push(...known.slice(at + 1));
      break;
    } else if (!/^-[ersE]+$/.test(text) && !readsAttached(text)) return readCluster(shell, call, known.slice(at));
  }
  if (names.length === 0) fill(shell, 'REPLY', call.span);
  for (const name of names) fill(shell, name, call.span);
  return 'followed';
}

/** `-n1`, `-d,`: the value of an option stands in the same word. */
const readsAttached = (text: string): boolean => /^-[ersE]*[dinNptu]./s.test(text);

/** Options in a cluster with one that takes the next word: every plain name that follows may be set. */
function readCluster(shell: Shell, call: Call, rest: readonly string[]): BuiltinOutcome['outcome'] {
  fill(shell, 'REPLY', call.span);
  for (const name of rest.slice(1)) fill(shell, name, call.span, storeArray);
  return 'followed';
}

/** An unknown word among the options (`read -p "$x" name`) is harmless where it must be an option's value. */
function readUnknown(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const words = operands(call);
  const replaced = words.map((word, at): Word | undefined => {
    if (word.kind === 'text') return word;
    const before = knownText(words[at - 1]);
    return word.kind === 'one' && before !== undefined && READ_VALUES.has(before)
      ? { kind: 'text', text: '', span: word.span }
      : undefined;
  });
  if (!replaced.every((word) => word !== undefined)) return fillAny(shell, call.span);
  return readVariables(shell, { ...call, argv: [call.argv[0], ...replaced] });
}

function readArray(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const known = texts(operands(call));
  if (known === undefined) return fillAny(shell, call.span);
  const names: string[] = [];
  for (let at = 0; at < known.length; at++) {
    const text = known[at] as string;
    if (text === '-C') return readCallback(shell, call, known[at + 1]);
    if (/^-[dnOsuc]$/.test(text)) at++;
    else if (text !== '-t' && text !== '--') names.push(text);
  }
  if (names.some((name) => name.startsWith('-'))) return fillAny(shell, call.span);
  for (const name of names.length === 0 ? ['MAPFILE'] : names) fill(shell, name, call.span, storeArray);
  return 'followed';
}

/** `-C command` runs the command for lines that are read. */
function readCallback(shell: Shell, call: Call, text: string | undefined): 'unsure' {
  if (text !== undefined)
    nest(shell, call, () =>
      deeper(shell, call.span, () => shell.walker.text(shell, withArguments(call, text), call.span)),
    );
  forgetAll(shell);
  return 'unsure';
}

function printToVariable(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const [, option, name] = call.argv;
  const first = knownText(option);
  if (option !== undefined && first === undefined) {
    // `printf "$x"` may be `printf -v name` only where further words follow.
    if (option.kind === 'many' || (call.argv.length > 2 && mayBeOption(option))) return fillAny(shell, call.span);
    return 'followed';
  }
  if (first === undefined || !first.startsWith('-v')) return 'followed';
  if (first !== '-v') fill(shell, first.slice(2), call.span);
  else if (knownText(name) === undefined) return fillAny(shell, call.span);
  else fill(shell, knownText(name) ?? '', call.span);
  return 'followed';
}

/** Whether an argument of this shape may begin with a dash. */
function mayBeOption(word: Word): boolean {
  if (word.kind === 'text') return word.text.startsWith('-');
  const first = (word.kind === 'one' ? word.parts : word.each)?.[0];
  return first !== NUMBER && (typeof first !== 'string' || first.startsWith('-'));
}

function readOption(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const name = knownText(call.argv[2]);
  if (name === undefined) return fillAny(shell, call.span);
  setVariable(shell, 'OPTARG', ANY);
  setVariable(shell, 'OPTIND', INTEGER);
  fill(shell, name, call.span);
  return 'followed';
}

function evaluateArguments(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  let sure = true; // behind an error, nothing more is evaluated
  for (const word of operands(call)) {
    if (sure) sure = evaluateWord(shell, word, word.span);
    else {
      shell.store.mark();
      evaluateWord(shell, word, word.span);
      shell.store.settle();
    }
  }
  return 'followed';
}

/** `trap text signals`: the text runs at some other time, and any number of times unless it waits for the end. */
function setTrap(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const words = operands(call).filter((word) => knownText(word) !== '--');
  const text = knownText(words[0]);
  if (text === '-' || text === '' || text === '-p' || text === '-l' || words.length === 0) return 'followed';
  if (words.length === 1 && text !== undefined) return 'followed';
  const onExit = words.slice(1).every((word) => ['EXIT', '0'].includes(knownText(word) ?? ''));
  if (text === undefined) {
    if (!onExit) forgetAll(shell);
    return 'unsure';
  }
  raiseFlag(shell, 'handler');
  if (!onExit) raiseFlag(shell, 'handler at any time');
  nest(shell, call, () =>
    followAnyTime(shell, !onExit, () => deeper(shell, call.span, () => shell.walker.text(shell, text, call.span))),
  );
  return 'followed';
}

/** What a builtin runs is for its description to report; where there is none, it is a hazard like any nested command. */
function nest(shell: Shell, call: Call, run: () => void): void {
  const acts = collect(shell, run);
  if (!isDescribed(shell, call)) for (const act of acts) shell.sink.push({ ...act, hazard: true });
}

function evaluateText(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  if (isDescribed(shell, call)) return 'unsure';
  const known = texts(operands(call));
  if (known === undefined) {
    forgetAll(shell);
    return 'unsure';
  }
  const text = known[0] === '--' ? known.slice(1) : known;
  nest(shell, call, () => deeper(shell, call.span, () => shell.walker.text(shell, text.join(' '), call.span)));
  return 'followed';
}

/** `alias name=text`: from the next line on, if this shell expands aliases at all. */
function setAlias(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  for (const word of operands(call)) {
    const text = knownText(word);
    const equals = text?.indexOf('=') ?? -1;
    if (text === undefined) opaque(shell, 'code', 'the alias it makes is not known', word.span);
    if (text === undefined || equals <= 0) continue;
    if (!/^[\w.+-]+$/.test(text.slice(0, equals)) || isReserved(text.slice(0, equals)))
      opaque(shell, 'syntax', 'an alias changes the words of the language', word.span);
    nest(shell, call, () => deeper(shell, word.span, () => followAlias(shell, text.slice(equals + 1), word.span)));
    const key = `alias ${text.slice(0, equals)}`;
    const before = shell.store.get(key);
    shell.store.set(key, {
      kind: 'alias',
      texts: [...(before?.kind === 'alias' ? before.texts : []), text.slice(equals + 1)],
    });
  }
  return operands(call).every((word) => knownText(word) === '-p') ? 'followed' : 'unsure';
}

/** What an alias would run, reported where it is defined as well. */
function followAlias(shell: Shell, text: string, span: Span): void {
  shell.store.mark();
  shell.walker.text(shell, text, span);
  shell.store.rollback();
}

/** `command`, `builtin` and `exec` run the rest of their words; without a description, as far as that is plain. */
function runCommand(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const program = knownText(call.argv[0]);
  const [first, ...rest] = operands(call);
  if (first === undefined) return 'followed';
  const option = knownText(first) ?? '';
  if (program === 'command' && /^-p?[vV]$/.test(option)) return 'followed';
  if (isDescribed(shell, call)) return 'unsure';
  const argv = option === '--' || option === '-p' ? rest : [first, ...rest];
  const [name, ...others] = argv;
  if (name === undefined || (knownText(name) ?? '').startsWith('-')) {
    forgetAll(shell);
    return 'unsure';
  }
  const nested: Call = { ...call, argv: [name, ...others], inShell: program !== 'exec' };
  nest(shell, call, () => deeper(shell, call.span, () => shell.walker.call(shell, nested)));
  return 'followed';
}

/** `hash` looks programs up; `hash -p` says that a name means another program. */
function useHash(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const known = texts(operands(call));
  if (known?.every((text) => !text.startsWith('-') || /^-[rlt]+$/.test(text)) === true) return 'followed';
  if (!isDescribed(shell, call)) forgetAll(shell);
  return 'unsure';
}

function useHistory(_shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  return operands(call).every((word) => isDigits(knownText(word) ?? 'x')) ? 'followed' : 'unsure';
}

/** `wait -p name` sets a variable. */
function waitFor(shell: Shell, call: Call): BuiltinOutcome['outcome'] {
  const words = operands(call);
  if (words.every((word) => word.kind === 'text' && !word.text.startsWith('-'))) return 'followed';
  if (
    words.some((word) => word.kind !== 'text' && mayBeOption(word)) ||
    words.some((word) => (knownText(word) ?? '').startsWith('-p'))
  ) {
    return fillAny(shell, call.span);
  }
  return 'followed';
}
