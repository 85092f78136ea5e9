import type { Folders } from '../../act.ts';
import { knownText, type Word } from '../../word.ts';
import { type Stacks, valueCell } from '../state/cell.ts';
import { folderAt, liesUnder, unite } from '../state/folder-path.ts';
import { type Call, foldersOf, hasFlag, moveTo, placeOf, type Shell } from '../state/shell.ts';
import { ANY, wordOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { isReadOnly } from '../state/variable-cell.ts';

/** `cd`, `pushd` and `popd`: quiet where they stay in the workspace. The caller knows the folder it would stay in on failure. */
export function changeFolder(shell: Shell, call: Call): 'quiet' | 'followed' {
  const { target, stacks } = MOVES[knownText(call.argv[0]) ?? '']?.(shell, call) ?? ANYWHERE;
  moveTo(shell, target, stacks);
  // A value that `PWD` was given becomes that of `OLDPWD`.
  if (hasFlag(shell, '$PWD')) for (const key of ['$PWD', '$OLDPWD']) shell.store.set(key, valueCell(ANY));
  else if (hasFlag(shell, '$OLDPWD')) shell.store.set('$OLDPWD', valueCell(ANY));
  return liesUnder(target, shell.options.roots) ? 'quiet' : 'followed';
}

export const isMove = (name: string): boolean => Object.hasOwn(MOVES, name);

/** Whether it may fail when it has moved: where it cannot print the folder, or not set `PWD`. */
export const failsLate = (shell: Shell, call: Call): boolean =>
  knownText(call.argv[1]) === '-' ||
  searchesElsewhere(shell, undefined) ||
  ['PWD', 'OLDPWD'].some((name) => isReadOnly(shell, name));

/** Where a builtin goes if it succeeds, and what it leaves for `popd`. */
interface Move {
  readonly target: Folders;
  readonly stacks: Stacks;
}

const ANYWHERE: Move = { target: 'unknown', stacks: 'unknown' };

const MOVES: Readonly<Record<string, (shell: Shell, call: Call) => Move>> = {
  cd: (shell, call) => ({ target: cdTarget(shell, call), stacks: placeOf(shell).stacks }),
  pushd,
  popd,
};

function cdTarget(shell: Shell, call: Call): Folders {
  const [, ...words] = call.argv;
  const rest = words.filter((word, at) => !isOption(word, words, at));
  const [target, ...more] = rest;
  if (more.length > 0 || hasFlag(shell, 'cdable_vars') || asksForPhysical(words)) return 'unknown';
  if (target === undefined) return folderAt(foldersOf(shell), wordOf(lookUp(shell, 'HOME'), call.span));
  const text = knownText(target);
  if (text === '-') return previousFolders(shell, call);
  if (shell.dialect === 'zsh' && /^[-+]/.test(text ?? '')) return 'unknown';
  if (searchesElsewhere(shell, text)) return 'unknown';
  return text === '' ? foldersOf(shell) : folderAt(foldersOf(shell), target);
}

function previousFolders(shell: Shell, call: Call): Folders {
  if (shell.store.get('$OLDPWD') !== undefined)
    return folderAt(foldersOf(shell), wordOf(lookUp(shell, 'OLDPWD'), call.span));
  return placeOf(shell).previous ?? 'unknown';
}

const isOption = (word: Word, words: readonly Word[], at: number): boolean => {
  const text = knownText(word);
  return (
    text !== undefined &&
    /^-([LPe@]+|-)$/.test(text) &&
    words.slice(0, at).every((one) => /^-[LPe@]+$/.test(knownText(one) ?? ''))
  );
};

/** The folder without symbolic links, which only asking the system tells. */
const asksForPhysical = (words: readonly Word[]): boolean =>
  words.some((word, at) => isOption(word, words, at) && knownText(word)?.includes('P') === true);

/** With `CDPATH` set, a relative name may be found anywhere; dots keep it here. */
function searchesElsewhere(shell: Shell, text: string | undefined): boolean {
  const { env } = shell.options;
  const set =
    ['$CDPATH', '$cdpath'].some((key) => hasFlag(shell, key)) ||
    (env !== undefined && Object.hasOwn(env, 'CDPATH')) ||
    hasFlag(shell, 'forgotten');
  return set && (text === undefined || !/^(\.{0,2}\/|\.{1,2}$)/.test(text));
}

/** `pushd` with a folder; all its other forms turn the stack around. */
function pushd(shell: Shell, call: Call): Move {
  const [, target, ...more] = call.argv;
  const text = knownText(target);
  const { stacks } = placeOf(shell);
  if (hasFlag(shell, 'cdable_vars')) return ANYWHERE;
  if (more.length > 0 || text === undefined || text === '' || /^[-+]/.test(text) || stacks === 'unknown')
    return ANYWHERE;
  return {
    target: searchesElsewhere(shell, text) ? 'unknown' : folderAt(foldersOf(shell), target),
    stacks: stacks.map((stack) => [...stack, foldersOf(shell)].slice(-100)),
  };
}

/** `popd` without words; where the stack is empty, it fails. */
function popd(shell: Shell, call: Call): Move {
  const { stacks } = placeOf(shell);
  const filled = stacks === 'unknown' ? [] : stacks.filter((stack) => stack.length > 0);
  const [first, ...rest] = filled.flatMap((stack) => stack.slice(-1));
  if (call.argv.length > 1 || first === undefined) return ANYWHERE;
  return { target: rest.reduce(unite, first), stacks: filled.map((stack) => stack.slice(0, -1)) };
}
