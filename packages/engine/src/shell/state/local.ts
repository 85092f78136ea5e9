import { type Cell, MAYBE_FLAG, valueCell } from './cell.ts';
import { hasFlag, type Shell } from './shell.ts';
import { ANY } from './value.ts';
import { keysOf } from './variable-cell.ts';

/*
 * What local variables hide, to be given back when their function ends. It lies in the store, so that a subshell takes
 * it along and a branch that may not run leaves it unsure.
 */

const hiddenKey = (depth: number, key: string): string => `hidden ${depth} ${key}`;

type Hidden = Extract<Cell, { kind: 'hidden' }>;

function hiddenAt(shell: Shell, depth: number, key: string): Hidden | undefined {
  const cell = shell.store.get(hiddenKey(depth, key));
  return cell?.kind === 'hidden' ? cell : undefined;
}

/** Whether one of the functions that run, of those that `depth` others run in, may have a local variable of this name. */
export function isHidden(shell: Shell, name: string, depth: number = shell.frames.length): boolean {
  return shell.frames.some((names, at) => at < depth && names.has(name) && hasFlag(shell, hiddenKey(at, `$${name}`)));
}

/** From here on the variable is the function's own. Returns whether it was so before. */
export function hide(shell: Shell, name: string): 'new' | 'maybe' | 'known' {
  const depth = shell.frames.length - 1;
  const before = hiddenAt(shell, depth, `$${name}`);
  if (before?.sure === true) return 'known';
  shell.frames[depth]?.add(name);
  for (const key of keysOf(name)) {
    const now = shell.store.get(key);
    const hidden = hiddenAt(shell, depth, key);
    const cell = hidden === undefined ? now : shell.store.join(key, hidden.cell, now);
    shell.store.set(hiddenKey(depth, key), { kind: 'hidden', cell, sure: true });
  }
  // `x=1 local x`: what is hidden is what was there before both.
  if (hasFlag(shell, `temporary ${name}`))
    shell.store.set(hiddenKey(depth, `$${name}`), { kind: 'hidden', cell: valueCell(ANY, true), sure: true });
  return before === undefined ? 'new' : 'maybe';
}

/** At the end of the innermost function. */
export function uncover(shell: Shell): void {
  const names = shell.frames.pop() ?? [];
  const depth = shell.frames.length;
  for (const name of names) {
    if (hasFlag(shell, `exported ${name}`)) shell.store.set(`exported ${name}`, MAYBE_FLAG);
    for (const key of keysOf(name)) {
      const hidden = hiddenAt(shell, depth, key);
      if (hidden === undefined) continue;
      shell.store.set(hiddenKey(depth, key), undefined);
      if (hasFlag(shell, `uncovered ${name}`)) shell.store.set(key, valueCell(ANY, true));
      else shell.store.set(key, hidden.sure ? hidden.cell : shell.store.join(key, hidden.cell, shell.store.get(key)));
    }
  }
}
