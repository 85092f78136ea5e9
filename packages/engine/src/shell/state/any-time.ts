import { forgetAll, jumpsIn, raiseFlag, type Shell } from './shell.ts';

/**
 * Follows what runs nobody knows when, from a shell nobody knows the state of. With `lasts`, the shell goes on
 * afterwards: what it changes may be changed from here on.
 */
export function followAnyTime(shell: Shell, lasts: boolean, run: () => void): void {
  shell.store.mark();
  forgetAll(shell);
  const { writes } = shell.store;
  const jumps = shell.store.apart(() => jumpsIn(shell, run));
  const changes = shell.store.writes > writes;
  const left = shell.store.rollback();
  if (lasts && jumps) raiseFlag(shell, 'jumps at any time');
  if (!lasts || !changes) return;
  forgetAll(shell);
  for (const [key, cell] of left) if (cell?.kind === 'flag') raiseFlag(shell, key);
}
