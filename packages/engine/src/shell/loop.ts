import type { Span } from '../word.ts';
import { type Cell, joinCells, NOWHERE, sameCell, valueCell } from './cell.ts';
import { forgetAll, opaque, type Shell } from './shell.ts';
import type { Changes } from './store.ts';
import { ANY } from './value.ts';

/** Loops inside loops that are walked ahead to learn what they change; deeper ones forget everything instead. */
const MOST_LOOPS = 4;

/** Follows a body that runs any number of times. */
export function loop(shell: Shell, span: Span, body: () => void): void {
  if (shell.loops >= MOST_LOOPS) {
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
  const stable = [...changes].every(([key, cell]) =>
    sameCell(shell.store.get(key), joinWide(key, shell.store.get(key), cell)),
  );
  if (stable || shell.budget.spent) return { acts: reported, changes };
  shell.budget.acts = acts;
  return undefined;
}

function keep(shell: Shell, result: { acts: Shell['sink']; changes: Changes }): void {
  for (const act of result.acts) shell.sink.push(act);
  for (const [key, cell] of result.changes) shell.store.set(key, joinWide(key, shell.store.get(key), cell));
}

/** Makes everything the body changes as uncertain as any number of runs leaves it. */
function widen(shell: Shell, changes: Changes, fully: boolean): void {
  for (const [key, cell] of changes) {
    const before = shell.store.get(key);
    shell.store.set(key, fully && cell?.kind === 'value' ? valueCell(ANY, cell.odd) : joinWide(key, before, cell));
  }
}

/** Folders that move with every turn may lie anywhere. */
function joinWide(key: string, before: Cell | undefined, after: Cell | undefined): Cell | undefined {
  if (sameCell(before, after)) return before;
  const joined = joinCells(key, before, after);
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
    case 'stack':
      return before.folders === undefined;
    default:
      return sameCell(before, joined);
  }
}
