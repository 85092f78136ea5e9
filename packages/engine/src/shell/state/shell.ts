import type { Act, Folders, OpaqueWhy } from '../../act.ts';
import type { Dialect } from '../../request.ts';
import type { Parts, Span, Word } from '../../word.ts';
import type { Command, FunctionDefinition, Script } from '../syntax/syntax.ts';
import { FLAG, NOWHERE, type Place, unitePlaces, valueCell } from './cell.ts';
import { joinedInitial } from './initial-value.ts';
import { createStore, type Store } from './store.ts';
import { ANY } from './value.ts';
import type { WalkOptions } from './walk-options.ts';

/** One argument vector that is run. */
export interface Call {
  readonly argv: readonly [Word, ...Word[]];
  readonly span: Span;
  /** The shell itself runs it, so that builtins count. */
  readonly inShell: boolean;
  /** What it reads from its standard input, where the line itself provides it. */
  readonly input: Word | undefined;
  /** The shapes of the names that a pipe brings, each ended by a zero byte, where that is known. */
  readonly names?: readonly Parts[];
  /** Where another program runs it: the variables that it and those around it have changed. */
  readonly changed?: readonly Word[];
}

/** Acts, steps and depth that all shells of one walk share. */
export interface Budget {
  acts: number;
  steps: number;
  /** Words that braces and texts of several words may still make. */
  words: number;
  depth: number;
  spent: boolean;
}

export const MAX_ACTS = 1000;
const MAX_STEPS = 50_000;
const MAX_BRACE_WORDS = 50_000;
export const MAX_DEPTH = 50;

export const createBudget = (): Budget => ({
  acts: MAX_ACTS,
  steps: MAX_STEPS,
  words: MAX_BRACE_WORDS,
  depth: 0,
  spent: false,
});

/** What expansion needs of the walk of commands; handed over because each contains the other. */
export interface Walker {
  /** Returns the folders the shell is in if the last command fails. */
  script(shell: Shell, script: Script): Place;
  command(shell: Shell, command: Command): Place;
  /** Text that is expanded as a prompt is. */
  prompt(shell: Shell, text: string, span: Span): void;
  /** An argument vector that this very shell runs, functions left aside. */
  call(shell: Shell, call: Call): void;
  /** Text that this very shell runs. */
  text(shell: Shell, text: string, span: Span): void;
  /** The same, where it took the place of an alias. */
  aliased(shell: Shell, text: string, span: Span): void;
}

/** One shell while it is followed through a line. */
export interface Shell {
  readonly options: WalkOptions;
  readonly dialect: Dialect;
  readonly store: Store;
  readonly budget: Budget;
  readonly walker: Walker;
  /** Where the texts it reads came from, when they are nested in another. */
  readonly origin: Span | undefined;
  /** For each function that is being run, the variables that may be its own. */
  readonly frames: Set<string>[];
  readonly calls: FunctionDefinition[];
  /** How many loops are being walked without reporting. */
  loops: number;
  /** How often the function or loop that is being followed may have been left early. */
  jumps: number;
  /** How many texts are being read inside one another. */
  texts: number;
  /** How many runs of the same command are followed apart, by the loops around it. */
  turns: number;
  /** Variables in front of the command whose values are being expanded. */
  passing: readonly string[];
  /** What the pipe in front of the next command brings: see `Call`. */
  piped: readonly Parts[] | undefined;
  /** Whether it has read a line of its standard input by itself. */
  reads: boolean;
  /** Whether the line put something on the standard input of what runs now: a pipe, a file, a text. */
  fed: boolean;
  sink: Act[];
}

export function createShell(
  options: WalkOptions,
  dialect: Dialect,
  budget: Budget,
  walker: Walker,
  origin: Span | undefined,
  folders: Folders,
): Shell {
  const store = createStore({ kind: 'folders', folders, previous: undefined, stacks: [[]] }, (name) =>
    joinedInitial(options, dialect, name),
  );
  return {
    options,
    dialect,
    store,
    budget,
    walker,
    origin,
    frames: [],
    calls: [],
    loops: 0,
    jumps: 0,
    texts: 0,
    turns: 1,
    passing: [],
    piped: undefined,
    reads: false,
    fed: false,
    sink: [],
  };
}

export const placeOf = (shell: Shell): Place => {
  const cell = shell.store.get('folders');
  return cell?.kind === 'folders' ? cell : NOWHERE;
};

export const setPlace = (shell: Shell, place: Place): void => {
  if (placeOf(shell) !== place) shell.store.set('folders', place);
};

export const foldersOf = (shell: Shell): Folders => placeOf(shell).folders;

/** The shell is there now, and was where it is before. */
export const moveTo = (shell: Shell, folders: Folders, stacks = placeOf(shell).stacks): void =>
  setPlace(shell, {
    kind: 'folders',
    folders: hasFlag(shell, 'moves at any time') || hasFlag(shell, 'physical') ? 'unknown' : folders,
    previous: foldersOf(shell),
    stacks,
  });

/** Whether what went before failed does not matter: the shell is where success or failure left it. */
export const unify = (shell: Shell, failed: Place): void => setPlace(shell, unitePlaces(placeOf(shell), failed));

/** Runs something that is fed, or not. */
export function whileFed<Result>(shell: Shell, fed: boolean, run: () => Result): Result {
  const before = shell.fed;
  shell.fed = fed;
  const result = run();
  shell.fed = before;
  return result;
}

/** Whether what runs here is fed, by what stands around it or by an `exec < file` before. */
export const isFedHere = (shell: Shell): boolean => shell.fed || hasFlag(shell, 'fed from here on');

/** Whether a flag is up, or may be. */
export const hasFlag = (shell: Shell, name: string): boolean => shell.store.get(name) !== undefined;
/** Whether a name means the program or builtin that is called so, and nothing of this line's own. */
export const isProgramName = (shell: Shell, name: string): boolean =>
  ['forgotten', `function ${name}`, `alias ${name}`].every((key) => !hasFlag(shell, key));
/** Whether a flag is up without any doubt. */
export function isSure(shell: Shell, name: string): boolean {
  const cell = shell.store.get(name);
  return cell?.kind === 'flag' && cell.sure && !hasFlag(shell, 'forgotten');
}
export const raiseFlag = (shell: Shell, name: string): void => shell.store.set(name, FLAG);

/** Reports an act; where there have been too many, says so once and reports no more. */
export function emit(shell: Shell, act: Act): void {
  if (!spend(shell, 'acts')) return;
  shell.sink.push(act);
}

export function opaque(shell: Shell, why: OpaqueWhy, reason: string, span: Span): void {
  emit(shell, { kind: 'opaque', why, reason, span });
}

/** Takes one act or step from the budget; false where none is left. */
export function spend(shell: Shell, what: 'acts' | 'steps'): boolean {
  const { budget } = shell;
  if (budget.spent) return false;
  budget[what]--;
  if (budget[what] >= 0) return true;
  budget.spent = true;
  return false;
}

/** Whether nothing deeper is followed. */
export const isDeepest = (shell: Shell): boolean => shell.budget.depth >= MAX_DEPTH;

/** Runs `run` one level deeper; where that is too deep, an opaque act says so. */
export function deeper(shell: Shell, span: Span, run: () => void): void {
  if (isDeepest(shell)) return opaque(shell, 'limit', 'commands are nested too deeply to be followed', span);
  shell.budget.depth++;
  run();
  shell.budget.depth--;
}

/** Collects what `run` reports instead of reporting it. */
export function collect(shell: Shell, run: () => void): readonly Act[] {
  const { sink } = shell;
  shell.sink = [];
  run();
  const acts = shell.sink;
  shell.sink = sink;
  return acts;
}

/** Runs something whose effects on the shell are lost. They are taken back apart: to the scopes around nothing ever changed. */
export function inSubshell(shell: Shell, run: () => void): void {
  const { jumps, store } = shell;
  store.mark();
  store.apart(() => {
    run();
    store.rollback();
  });
  shell.jumps = jumps;
}

/** The function or the loops that are being followed may be left here. */
export function jump(shell: Shell): void {
  shell.jumps++;
  shell.store.leave('jump');
}

/** Runs something that may not happen. */
export function maybe(shell: Shell, run: () => void): void {
  shell.store.mark();
  run();
  shell.store.settle();
}

/** Whether what runs may leave the function or loop that it stands in, so that what stands behind it may not run. */
export function jumpsIn(shell: Shell, run: () => void): boolean {
  const { jumps } = shell;
  run();
  return shell.jumps > jumps || hasFlag(shell, 'jumps at any time');
}

/** Anything may have happened to the shell: nothing it remembers is sure any more. */
export function forgetAll(shell: Shell): void {
  const { store } = shell;
  for (const key of store.keys()) {
    const cell = store.get(key);
    if (cell?.kind === 'value') store.set(key, valueCell(cell.value, true));
    else if (cell?.kind === 'words') store.set(key, { kind: 'words', words: undefined });
    else if (cell?.kind === 'function') store.set(key, { ...cell, maybeProgram: true });
    else if (cell?.kind === 'hidden' && cell.cell?.kind === 'value')
      store.set(key, { ...cell, cell: valueCell(cell.cell.value, true) });
  }
  setPlace(shell, NOWHERE);
  raiseFlag(shell, 'forgotten');
  raiseFlag(shell, 'nullglob');
}

/** Some variable may hold another value than the line gave it. */
export function forgetVariables({ store, options }: Shell): void {
  const stored = store.keys().filter((key) => key.startsWith('$'));
  const given = ['HOME', 'PWD', 'OLDPWD', 'IFS', ...Object.keys(options.env ?? {})].map((name) => `$${name}`);
  for (const key of [...stored, ...given]) store.set(key, valueCell(ANY, true));
}

/** From here on bash reads some of its language otherwise. */
export function enterOtherMode(shell: Shell, span: Span): void {
  if (shell.dialect !== 'bash') return;
  opaque(shell, 'syntax', 'in this mode the shell reads what follows otherwise', span);
  forgetAll(shell);
}

/** The positional parameters, where they are known. */
export function positional(shell: Shell): readonly Word[] | undefined {
  const cell = shell.store.get('positional');
  if (hasFlag(shell, 'sets parameters at any time')) return undefined;
  return cell?.kind === 'words' ? cell.words : undefined;
}
