import type { Folders } from '../../act.ts';
import type { Word } from '../../word.ts';
import type { FunctionDefinition } from '../syntax/syntax.ts';
import { sameFolders, unite } from './folder-path.ts';
import { ANY, joinValues, sameValue, unknownLike, type Value } from './value.ts';

/**
 * One thing a shell remembers. Keys of the store: `$name` a variable, `x name` whether it is exported, `f name` a
 * function, `a name` an alias, `folders`, `positional`, and flags by their own names.
 */
export type Cell =
  /** `odd`: an attribute changes what assigning to it means, so that its value is never known. */
  | { readonly kind: 'value'; readonly value: Value; readonly odd: boolean }
  | { readonly kind: 'function'; readonly bodies: readonly FunctionDefinition[]; readonly maybeProgram: boolean }
  | { readonly kind: 'alias'; readonly texts: readonly (string | undefined)[] }
  | Place
  | { readonly kind: 'words'; readonly words: readonly Word[] | undefined }
  /** What a local variable hides; `sure`: it is local whichever way the line went to get here. */
  | { readonly kind: 'hidden'; readonly cell: Cell | undefined; readonly sure: boolean }
  /** `sure`: it is up whichever way the line went to get here. */
  | { readonly kind: 'flag'; readonly sure: boolean };

/** The folder the shell is in and the one it was in before, as far as the line moved it. */
export interface Place {
  readonly kind: 'folders';
  readonly folders: Folders;
  readonly previous: Folders | undefined;
  readonly stacks: Stacks;
}

/** What `pushd` may have left behind for `popd`, the last on top. */
export type Stacks = readonly (readonly Folders[])[] | 'unknown';

const MOST_STACKS = 4;

function uniteStacks(a: Stacks, b: Stacks): Stacks {
  if (a === b || a === 'unknown') return a;
  if (b === 'unknown') return b;
  const stacks = [...new Map([...a, ...b].map((stack) => [JSON.stringify(stack), stack])).values()];
  if (stacks.length === a.length) return a;
  return stacks.length > MOST_STACKS ? 'unknown' : stacks;
}

/** Where either of two places may be. */
export function unitePlaces(a: Place, b: Place): Place {
  if (samePlace(a, b)) return a;
  const moved = a.previous !== undefined || b.previous !== undefined;
  return {
    kind: 'folders',
    folders: unite(a.folders, b.folders),
    previous: moved ? unite(a.previous ?? 'unknown', b.previous ?? 'unknown') : undefined,
    stacks: uniteStacks(a.stacks, b.stacks),
  };
}

function samePlace(a: Place, b: Place): boolean {
  if (a === b) return true;
  if (!sameFolders(a.folders, b.folders) || uniteStacks(a.stacks, b.stacks) !== a.stacks) return false;
  if (uniteStacks(b.stacks, a.stacks) !== b.stacks) return false;
  return (
    a.previous === b.previous ||
    (a.previous !== undefined && b.previous !== undefined && sameFolders(a.previous, b.previous))
  );
}

export const FLAG: Cell = { kind: 'flag', sure: true };
export const MAYBE_FLAG: Cell = { kind: 'flag', sure: false };
export const valueCell = (value: Value, odd = false): Cell => ({
  kind: 'value',
  value: odd ? unknownLike(value) : value,
  odd,
});

export function sameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === b) return true;
  if (a?.kind === 'value' && b?.kind === 'value') return a.odd === b.odd && sameValue(a.value, b.value);
  if (a?.kind === 'folders' && b?.kind === 'folders') return samePlace(a, b);
  if (a?.kind === 'hidden' && b?.kind === 'hidden') return a.sure === b.sure && sameCell(a.cell, b.cell);
  return a?.kind === 'flag' && b?.kind === 'flag' && a.sure === b.sure;
}

/** What is known where either of two cells may be there. A flag that may be up counts as up. */
export function joinCells(key: string, a: Cell | undefined, b: Cell | undefined): Cell | undefined {
  const some = a ?? b;
  switch (some?.kind) {
    case undefined:
      return some;
    case 'flag':
      return sameCell(a, b) ? a : MAYBE_FLAG;
    case 'value':
      return joinValueCells(a, b);
    case 'function':
      return joinFunctions(a, b);
    case 'alias':
      return { kind: 'alias', texts: [...new Set([...aliasTexts(a), ...aliasTexts(b)])] };
    case 'folders':
      return unitePlaces(placeIn(a), placeIn(b));
    case 'hidden':
      return joinHidden(key, a, b, some.cell);
    case 'words':
      return { kind: 'words', words: undefined };
    default:
      throw new Error(`no such cell: ${key}`);
  }
}

function joinValueCells(a: Cell | undefined, b: Cell | undefined): Cell {
  if (a?.kind !== 'value' || b?.kind !== 'value')
    return valueCell(ANY, (a?.kind === 'value' && a.odd) || (b?.kind === 'value' && b.odd));
  return valueCell(joinValues(a.value, b.value), a.odd || b.odd);
}

function joinFunctions(a: Cell | undefined, b: Cell | undefined): Cell {
  const all = [a, b].map((cell) => (cell?.kind === 'function' ? cell : { bodies: [], maybeProgram: true }));
  return {
    kind: 'function',
    bodies: [...new Set(all.flatMap((one) => one.bodies))],
    maybeProgram: all.some((one) => one.maybeProgram),
  };
}

function joinHidden(key: string, a: Cell | undefined, b: Cell | undefined, some: Cell | undefined): Cell {
  const both = a?.kind === 'hidden' && b?.kind === 'hidden';
  return both
    ? { kind: 'hidden', cell: joinCells(key, a.cell, b.cell), sure: a.sure && b.sure }
    : { kind: 'hidden', cell: some, sure: false };
}

const aliasTexts = (cell: Cell | undefined): readonly (string | undefined)[] =>
  cell?.kind === 'alias' ? cell.texts : [];
const placeIn = (cell: Cell | undefined): Place => (cell?.kind === 'folders' ? cell : NOWHERE);
export const NOWHERE: Place = { kind: 'folders', folders: 'unknown', previous: 'unknown', stacks: 'unknown' };
