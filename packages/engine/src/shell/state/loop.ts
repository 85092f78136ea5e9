import type { Span } from '../../word.ts';
import { type Cell, NOWHERE, sameCell, valueCell } from './cell.ts';
import { collect, emit, forgetAll, opaque, type Shell } from './shell.ts';
import { alternatives, type Changes } from './store.ts';
import { ANY, COUNT, DIGITS, NUMBER } from './value.ts';

/** Loops inside loops that are walked ahead to learn what they change; deeper ones forget everything instead. */
const MOST_LOOPS = 4;

/** Turns of loops in loops that are followed one by one, and acts that may come of them. */
const MOST_TURNS = 32;
const MOST_TURN_ACTS = 300;

/**
 * Follows a body that runs any number of times. `turns`: where it is known in which ways one run of it may differ from
 * another, the body in each of these ways, so that each is reported by itself as far as they are not too many.
 */
export function loop(shell: Shell, span: Span, body: () => void, turns: readonly (() => void)[] = []): void {
  const once = (turn: () => void) => (): void => shell.store.within('loop', turn);
  if (turns.length < 2 || turns.length * shell.turns > MOST_TURNS || !followTurns(shell, span, turns.map(once)))
    follow(shell, span, once(body));
}

/** Each run of the body is one of the turns. Does nothing and says so where they do too much. */
function followTurns(shell: Shell, span: Span, turns: readonly (() => void)[]): boolean {
  const { spent, acts } = shell.budget;
  shell.store.mark();
  shell.turns *= turns.length;
  const found = collect(shell, () => follow(shell, span, () => alternatives(shell.store, turns)));
  shell.turns /= turns.length;
  const different = new Map(found.map((act) => [JSON.stringify(act, numbersApart), act]));
  shell.budget.acts = acts;
  if (shell.budget.spent === spent && different.size <= MOST_TURN_ACTS) {
    shell.store.keep();
    for (const act of different.values()) emit(shell, act);
    return true;
  }
  shell.store.rollback();
  shell.budget.spent = spent;
  return false;
}

/** A number is known by being its very object, which no text of it tells. */
const numbersApart = (_: string, value: unknown): unknown =>
  value === NUMBER ? 'number' : value === DIGITS ? 'digits' : value === COUNT ? 'count' : value;

/** Runs once more what a loop ends with, whose acts are reported already. */
export function afterwards(shell: Shell, test: () => void): void {
  const { acts } = shell.budget;
  shell.loops++;
  collect(shell, () => shell.store.within('loop', test));
  shell.loops--;
  if (!shell.budget.spent) shell.budget.acts = acts;
}

function follow(shell: Shell, span: Span, body: () => void): void {
  if (shell.loops >= MOST_LOOPS) {
    opaque(shell, 'limit', 'loops are nested too deeply to be followed', span);
    forgetAll(shell);
    shell.store.mark();
    body();
    return shell.store.settle();
  }
  widen(shell, ahead(shell, body), false);
  const acts = attempt(shell, body);
  if (acts !== undefined) return keep(shell, acts);
  widen(shell, ahead(shell, body), true);
  const again = attempt(shell, body);
  if (again !== undefined) return keep(shell, again);
  opaque(shell, 'limit', 'a loop changes more each time than can be followed', span);
  forgetAll(shell);
  shell.store.mark();
  body();
  shell.store.settle();
}

/** What one run of the body changes, without reporting anything. */
function ahead(shell: Shell, body: () => void): Changes {
  const { sink } = shell;
  const { acts } = shell.budget;
  shell.sink = [];
  shell.store.mark();
  shell.loops++;
  body();
  shell.loops--;
  shell.sink = sink;
  if (!shell.budget.spent) shell.budget.acts = acts;
  return shell.store.rollback();
}

/** Runs the body and gives what it reports, unless it leaves something that a further run would see differently. */
function attempt(shell: Shell, body: () => void): { acts: Shell['sink']; changes: Changes } | undefined {
  const { sink } = shell;
  const { acts } = shell.budget;
  shell.sink = [];
  shell.store.mark();
  shell.loops++;
  body();
  shell.loops--;
  const reported = shell.sink;
  shell.sink = sink;
  const changes = shell.store.rollback();
  const stable = [...changes].every(([key, cell]) => sameCell(shell.store.get(key), joinWide(shell, key, cell)));
  if (stable || shell.budget.spent) return { acts: reported, changes };
  shell.budget.acts = acts;
  return undefined;
}

function keep(shell: Shell, result: { acts: Shell['sink']; changes: Changes }): void {
  for (const act of result.acts) shell.sink.push(act);
  for (const [key, cell] of result.changes) shell.store.set(key, joinWide(shell, key, cell));
}

/** Makes everything the body changes as uncertain as any number of runs leaves it. */
function widen(shell: Shell, changes: Changes, fully: boolean): void {
  for (const [key, cell] of changes) {
    shell.store.set(key, fully && cell?.kind === 'value' ? valueCell(ANY, cell.odd) : joinWide(shell, key, cell));
  }
}

/** Folders that move with every turn may lie anywhere. */
function joinWide(shell: Shell, key: string, after: Cell | undefined): Cell | undefined {
  const before = shell.store.get(key);
  if (sameCell(before, after)) return before;
  const joined = shell.store.join(key, before, after);
  if (before !== undefined && sameJoined(before, joined)) return before;
  return joined?.kind === 'folders' ? NOWHERE : joined;
}

/** Joining changed nothing, though it made a new cell. */
function sameJoined(before: Cell, joined: Cell | undefined): boolean {
  switch (before.kind) {
    case 'folders':
      return sameCell(before, joined);
    case 'function':
      return (
        joined?.kind === 'function' &&
        joined.bodies.length === before.bodies.length &&
        joined.maybeProgram === before.maybeProgram
      );
    case 'alias':
      return joined?.kind === 'alias' && joined.texts.length === before.texts.length;
    case 'words':
      return before.words === undefined;
    default:
      return sameCell(before, joined);
  }
}
