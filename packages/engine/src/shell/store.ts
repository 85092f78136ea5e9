import type { Cell, Place } from './cell.ts';
import { joinCells, sameCell } from './cell.ts';

/** What a branch changed: the cells as it left them. */
export type Changes = ReadonlyMap<string, Cell | undefined>;

/**
 * The state of a shell by name, with marks to go back to: a subshell is rolled back, a branch that may not run is
 * settled. Every change is noted once for each mark, so that going back costs no more than what was changed.
 */
export interface Store {
  get(key: string): Cell | undefined;
  set(key: string, cell: Cell | undefined): void;
  keys(): readonly string[];
  readonly marks: number;
  mark(): void;
  /** Back to the last mark; returns what was different. */
  rollback(): Changes;
  /** From the last mark on, what was changed may have been changed. */
  settle(): void;
  /** Takes the last mark away and keeps what was changed. */
  keep(): void;
}

/** A store in which only the folder is known. */
export function createStore(start: Place): Store {
  const cells = new Map<string, Cell | undefined>();
  const journals: Map<string, Cell | undefined>[] = [];
  // A short line sets nothing, and asks for much.
  const get = (key: string): Cell | undefined => {
    const cell = cells.size === 0 ? undefined : cells.get(key);
    return cell === undefined && key === 'folders' ? start : cell;
  };
  const set = (key: string, cell: Cell | undefined): void => {
    const before = get(key);
    if (sameCell(before, cell)) return;
    const journal = journals[journals.length - 1];
    if (journal !== undefined && !journal.has(key)) journal.set(key, before);
    cells.set(key, cell);
  };
  const pop = (): Map<string, Cell | undefined> => journals.pop() ?? new Map();
  return {
    get,
    set,
    keys: () => [...cells.keys()],
    get marks() {
      return journals.length;
    },
    mark: () => void journals.push(new Map()),
    rollback() {
      const changes = new Map<string, Cell | undefined>();
      for (const [key, before] of pop()) {
        changes.set(key, get(key));
        cells.set(key, before);
      }
      return changes;
    },
    keep() {
      const outer = journals[journals.length - 2];
      for (const [key, before] of pop()) if (outer !== undefined && !outer.has(key)) outer.set(key, before);
    },
    settle() {
      for (const [key, before] of pop()) {
        const now = get(key);
        cells.set(key, before);
        set(key, sameCell(before, now) ? before : joinCells(key, before, now));
      }
    },
  };
}

/** Runs alternatives of which exactly one happens, each from the same state, and joins what they leave behind. */
export function alternatives(store: Store, runs: readonly (() => void)[]): void {
  const outcomes = runs.map((run) => {
    store.mark();
    run();
    return store.rollback();
  });
  joinOutcomes(store, outcomes);
}

export function joinOutcomes(store: Store, outcomes: readonly Changes[]): void {
  for (const key of new Set(outcomes.flatMap((changes) => [...changes.keys()]))) {
    const [first, ...rest] = outcomes.map((changes) => (changes.has(key) ? changes.get(key) : store.get(key)));
    store.set(
      key,
      rest.reduce((joined, cell) => (sameCell(joined, cell) ? joined : joinCells(key, joined, cell)), first),
    );
  }
}
