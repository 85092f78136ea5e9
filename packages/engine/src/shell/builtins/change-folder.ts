import type { Folders } from '../../act.ts';
import { knownText, type Word } from '../../word.ts';
import { valueCell } from '../state/cell.ts';
import { folderAt, liesUnder } from '../state/folder-path.ts';
import { type Call, foldersOf, hasFlag, moveTo, placeOf, type Shell } from '../state/shell.ts';
import { ANY, wordOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';

/** `cd`, `pushd` and `popd`: quiet where they stay in the workspace. The caller knows the folder it would stay in on failure. */
export function changeFolder(shell: Shell, call: Call): 'quiet' | 'followed' {
  const target = knownText(call.argv[0]) === 'cd' ? cdTarget(shell, call) : stackTarget(shell, call);
  moveTo(shell, target);
  // A value that `PWD` was given becomes that of `OLDPWD`.
  if (hasFlag(shell, '$PWD')) for (const key of ['$PWD', '$OLDPWD']) shell.store.set(key, valueCell(ANY));
  else if (hasFlag(shell, '$OLDPWD')) shell.store.set('$OLDPWD', valueCell(ANY));
  return liesUnder(target, shell.options.roots) ? 'quiet' : 'followed';
}

function cdTarget(shell: Shell, call: Call): Folders {
  const [, ...words] = call.argv;
  const rest = words.filter((word, at) => !isOption(word, words, at));
  const [target, ...more] = rest;
  if (more.length > 0 || hasFlag(shell, 'cdable_vars')) return 'unknown';
  if (target === undefined) return folderAt(foldersOf(shell), wordOf(lookUp(shell, 'HOME'), call.span));
  const text = knownText(target);
  if (text === '-') return previousFolders(shell, call);
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

/** With `CDPATH` set, a relative name may be found anywhere; dots keep it here. */
function searchesElsewhere(shell: Shell, text: string | undefined): boolean {
  const { env } = shell.options;
  const set =
    shell.store.get('$CDPATH') !== undefined ||
    (env !== undefined && Object.hasOwn(env, 'CDPATH')) ||
    hasFlag(shell, 'forgotten');
  return set && (text === undefined || !/^(\.{0,2}\/|\.{1,2}$)/.test(text));
}

/** `pushd folder` and `popd`; all their other forms turn the stack around. */
function stackTarget(shell: Shell, call: Call): Folders {
  const cell = shell.store.get('stack');
  const stack = cell === undefined ? [] : cell.kind === 'stack' ? cell.folders : undefined;
  const [, target, ...more] = call.argv;
  const pushes = knownText(call.argv[0]) === 'pushd';
  const text = knownText(target);
  const plain =
    more.length === 0 && (pushes ? text !== undefined && !/^[-+]/.test(text) && text !== '' : target === undefined);
  if (stack === undefined || !plain || (!pushes && stack.length === 0)) {
    shell.store.set('stack', { kind: 'stack', folders: undefined });
    return 'unknown';
  }
  shell.store.set('stack', {
    kind: 'stack',
    folders: pushes ? [...stack, foldersOf(shell)].slice(-100) : stack.slice(0, -1),
  });
  if (!pushes) return stack[stack.length - 1] ?? 'unknown';
  return searchesElsewhere(shell, text) ? 'unknown' : folderAt(foldersOf(shell), target);
}
