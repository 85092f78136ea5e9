import type { Cell } from './cell.ts';

/**
 * A stretch of commands that may be left early: a function by `return`, the body of a loop by `break` and `continue`, a
 * line by an error in an expansion, after which bash goes on with the next line.
 */
export interface Scope {
  readonly kind: 'function' | 'loop' | 'line';
  /** How often it may have been left so far. */
  exits: number;
  /** Of each cell that changed since, what it was wherever the stretch was left, up to one of the exits. */
  readonly left: Map<string, { cell: Cell | undefined; exits: number }>;
}

export const createScope = (kind: Scope['kind']): Scope => ({ kind, exits: 0, left: new Map() });

interface Joins {
  join(key: string, a: Cell | undefined, b: Cell | undefined): Cell | undefined;
}

/** A cell is about to change: it was this wherever the scope was left since its last change. */
export function noteChange({ exits, left }: Scope, key: string, was: Cell | undefined, store: Joins): void {
  if (exits === 0) return;
  const seen = left.get(key);
  if (seen === undefined) left.set(key, { cell: was, exits });
  else if (seen.exits < exits) {
    seen.cell = store.join(key, seen.cell, was);
    seen.exits = exits;
  }
}

/**
 * What may leave a scope: a jump, an error, an error that ended a command whose variables were taken back since, or one
 * that ends all lines around, those of an `eval` too.
 */
export type Exit = 'jump' | 'error' | 'error before' | 'error of all';

/** A jump leaves the loops it stands in, and their function; an error leaves the line. */
export function leave(scopes: readonly Scope[], exit: Exit): void {
  const jumps = exit === 'jump';
  for (let at = scopes.length - 1; at >= 0; at--) {
    const scope = scopes[at] as Scope;
    if (jumps === (scope.kind !== 'line') && (exit !== 'error before' || scope.exits > 0)) scope.exits++;
    if (exit !== 'error of all' && scope.kind === (jumps ? 'function' : 'line')) return;
  }
}
