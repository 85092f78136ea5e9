import type { Cell, Place } from './cell.ts';
import { joinCells, sameCell, valueCell } from './cell.ts';
import { createScope, type Exit, leave, noteChange, type Scope } from './scope.ts';
import type { Value } from './value.ts';

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
  /** How often something was set, even to what it was before: a value that is not known may be another one. */
  readonly writes: number;
  mark(): void;
  /** Back to the last mark; returns what was different. */
  rollback(): Changes;
  /** From the last mark on, what was changed may have been changed. */
  settle(): void;
  /** Takes the last mark away and keeps what was changed. */
  keep(): void;
  /** Runs what may be left early; afterwards things may be as they were wherever it was left. */
  within(kind: Scope['kind'], run: () => void): void;
  /** Whether a loop stands around, in the same function. */
  isInLoop(): boolean;
  /** What runs may be left here. */
  leave(exit: Exit): void;
  /** Runs what leaves nothing but itself. */
  apart<T>(run: () => T): T;
  /** What is known where either of two cells may be there. */
  join(key: string, a: Cell | undefined, b: Cell | undefined): Cell | undefined;
}

/** A store in which only the folder is known; `initial` tells what a variable holds that nobody has set. */
export const createStore = (start: Place, initial: (name: string) => Value): Store =>
  new JournaledStore(start, initial);

/** A class for its speed: every walk makes one, and a short line hardly uses it. */
class JournaledStore implements Store {
  readonly #start: Place;
  readonly #initial: (name: string) => Value;
  #cells: Map<string, Cell | undefined> | undefined;
  writes = 0;
  readonly #journals: Map<string, Cell | undefined>[] = [];
  #scopes: readonly Scope[] = [];

  constructor(start: Place, initial: (name: string) => Value) {
    this.#start = start;
    this.#initial = initial;
  }

  get(key: string): Cell | undefined {
    const cell = this.#cells?.get(key);
    return cell === undefined && key === 'folders' ? this.#start : cell;
  }

  set(key: string, cell: Cell | undefined): void {
    this.writes++;
    const before = this.get(key);
    if (sameCell(before, cell)) return;
    const journal = this.#journals[this.#journals.length - 1];
    if (journal !== undefined && !journal.has(key)) journal.set(key, before);
    this.#put(key, cell);
  }

  keys(): readonly string[] {
    return [...(this.#cells?.keys() ?? [])];
  }

  mark(): void {
    this.#journals.push(new Map());
  }

  rollback(): Changes {
    const changes = new Map<string, Cell | undefined>();
    for (const [key, before] of this.#pop()) {
      changes.set(key, this.get(key));
      this.#put(key, before);
    }
    return changes;
  }

  keep(): void {
    const journal = this.#pop();
    const outer = this.#journals[this.#journals.length - 1];
    for (const [key, before] of journal) if (outer !== undefined && !outer.has(key)) outer.set(key, before);
  }

  settle(): void {
    for (const [key, before] of this.#pop()) {
      const now = this.get(key);
      this.#put(key, before);
      this.set(key, this.join(key, before, now));
    }
  }

  within(kind: Scope['kind'], run: () => void): void {
    const outer = this.#scopes;
    const scope = createScope(kind);
    this.#scopes = [...outer, scope];
    run();
    this.#scopes = outer;
    for (const [key, { cell }] of scope.left) this.set(key, this.join(key, this.get(key), cell));
  }

  isInLoop(): boolean {
    return this.#scopes.findLast(({ kind }) => kind !== 'line')?.kind === 'loop';
  }

  leave(exit: Exit): void {
    leave(this.#scopes, exit);
  }

  apart<T>(run: () => T): T {
    const outer = this.#scopes;
    this.#scopes = [];
    const result = run();
    this.#scopes = outer;
    return result;
  }

  join(key: string, a: Cell | undefined, b: Cell | undefined): Cell | undefined {
    if (sameCell(a, b)) return a;
    if (!key.startsWith('$') || a?.kind === b?.kind) return joinCells(key, a, b);
    const initial = valueCell(this.#initial(key.slice(1)));
    return joinCells(key, a ?? initial, b ?? initial);
  }

  #put(key: string, cell: Cell | undefined): void {
    this.#cells ??= new Map();
    for (const scope of this.#scopes) noteChange(scope, key, this.get(key), this);
    this.#cells.set(key, cell);
  }

  #pop(): ReadonlyMap<string, Cell | undefined> {
    return this.#journals.pop() ?? NOTHING;
  }
}

const NOTHING: ReadonlyMap<string, Cell | undefined> = new Map();

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
      rest.reduce((joined, cell) => store.join(key, joined, cell), first),
    );
  }
}
