import type { Cell, Place } from './cell.ts';
import { forgetAll, jumpsIn, placeOf, raiseFlag, type Shell, setPlace } from './shell.ts';
import type { Changes } from './store.ts';

/** Nobody knows where, but whoever moves from there was somewhere before. */
const UNMOVED: Place = { kind: 'folders', folders: 'unknown', previous: undefined, stacks: 'unknown' };

/**
 * Follows what runs nobody knows when, from a shell nobody knows the state of. With `lasts`, the shell goes on
 * afterwards: what it changes may be changed from here on.
 */
export function followAnyTime(shell: Shell, lasts: boolean, run: () => void): void {
  const { jumps, changes, moves, sets, left } = shell.store.apart(() => runFromAnywhere(shell, run));
  if (lasts && jumps) raiseFlag(shell, 'jumps at any time');
  if (!lasts || !changes) return;
  forgetAll(shell);
  if (moves) raiseFlag(shell, 'moves at any time');
  if (sets) raiseFlag(shell, 'sets parameters at any time');
  for (const [key, cell] of left) if (cell?.kind === 'flag') raiseFlag(shell, key);
}

interface Effects {
  readonly jumps: boolean;
  readonly changes: boolean;
  readonly moves: boolean;
  readonly sets: boolean;
  readonly left: Changes;
}

/** What it does to a shell of which nothing is known; the one at hand stays as it is. */
function runFromAnywhere(shell: Shell, run: () => void): Effects {
  shell.store.mark();
  forgetAll(shell);
  setPlace(shell, UNMOVED);
  const parameters: Cell = { kind: 'words', words: undefined };
  shell.store.set('positional', parameters);
  const { writes } = shell.store;
  const jumps = jumpsIn(shell, run);
  const changes = shell.store.writes > writes;
  const moves = placeOf(shell).previous !== undefined;
  const sets = shell.store.get('positional') !== parameters;
  return { jumps, changes, moves, sets, left: shell.store.rollback() };
}
