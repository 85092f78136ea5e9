import type { Folders } from '../../act.ts';
import { type Parts, partsOf, type Word } from '../../word.ts';

/** More folders than these at once are as good as unknown. */
const MOST_FOLDERS = 16;

/** All folders of both. */
export function unite(a: Folders, b: Folders): Folders {
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  if (a === b) return a;
  const [first, ...rest] = new Set([...a, ...b]);
  return first === undefined || rest.length >= MOST_FOLDERS ? 'unknown' : [first, ...rest];
}

export const sameFolders = (a: Folders, b: Folders): boolean =>
  a === b || (a !== 'unknown' && b !== 'unknown' && a.length === b.length && a.every((folder, at) => folder === b[at]));

/** Where a folder named by a word lies, seen from each of the folders. */
export function folderAt(folders: Folders, word: Word | undefined): Folders {
  if (word === undefined || word.kind === 'many') return 'unknown';
  return foldersAt(folders, partsOf(word));
}

function foldersAt(folders: Folders, parts: Parts): Folders {
  const text = parts.length === 0 ? '' : parts.length === 1 ? parts[0] : undefined;
  if (typeof text !== 'string') return 'unknown';
  if (text.startsWith('/')) return [normalize(text)];
  if (folders === 'unknown') return 'unknown';
  const [first, ...rest] = folders.map((folder) => normalize(`${folder}/${text}`));
  return first === undefined ? 'unknown' : [first, ...rest];
}

/** An absolute path without `.`, `..` and doubled slashes, as `cd` leaves it. */
export function normalize(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

/** Whether every folder lies under one of the roots. */
export function liesUnder(folders: Folders, roots: readonly string[]): boolean {
  if (folders === 'unknown') return false;
  return folders.every((folder) =>
    roots.some((root) => {
      const base = normalize(root);
      return folder === base || base === '/' || folder.startsWith(`${base}/`);
    }),
  );
}
