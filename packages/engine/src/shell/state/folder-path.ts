import type { Folder, Folders } from '../../act.ts';
import { joinParts } from '../../describe/word-parts.ts';
import { type Parts, partsOf, type Word } from '../../word.ts';

/** More folders than these at once are as good as unknown. */
const MOST_FOLDERS = 16;

/** All folders of both. */
export function unite(a: Folders, b: Folders): Folders {
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  if (a === b) return a;
  const [first, ...rest] = new Map([...a, ...b].map((folder) => [keyOf(folder), folder])).values();
  return first === undefined || rest.length >= MOST_FOLDERS ? 'unknown' : [first, ...rest];
}

const keyOf = (folder: Folder): string => (typeof folder === 'string' ? folder : JSON.stringify(folder));

export const sameFolders = (a: Folders, b: Folders): boolean =>
  a === b ||
  (a !== 'unknown' &&
    b !== 'unknown' &&
    a.length === b.length &&
    a.every((folder, at) => keyOf(folder) === keyOf(b[at] ?? '')));

/** Where a folder named by a word lies, seen from each of the folders. */
export function folderAt(folders: Folders, word: Word | undefined): Folders {
  if (word === undefined || word.kind === 'many') return 'unknown';
  return foldersAt(folders, partsOf(word));
}

function foldersAt(folders: Folders, parts: Parts): Folders {
  const text = parts.length === 0 ? '' : parts[0];
  // Two slashes in front are kept, and may mean something.
  if (typeof text === 'string' && /^\/\/(?!\/)/.test(text)) return 'unknown';
  if (typeof text === 'string' && text.startsWith('/')) return all([folderFrom('/', parts)]);
  return folders === 'unknown' ? 'unknown' : all(folders.map((folder) => folderFrom(folder, parts)));
}

function all(folders: readonly (Folder | undefined)[]): Folders {
  const known = folders.filter((folder) => folder !== undefined);
  const [first, ...rest] = known;
  return first === undefined || known.length < folders.length ? 'unknown' : [first, ...rest];
}

function folderFrom(folder: Folder, parts: Parts): Folder | undefined {
  const whole: Parts = parts.length === 0 ? [''] : parts;
  const joined = joinParts(typeof folder === 'string' ? [`${folder}/`, ...whole] : [...folder, '/', ...whole]);
  const [text] = joined;
  if (joined.length === 1 && typeof text === 'string') return normalize(text);
  return normalizeParts(joined);
}

/** The same of a path of which only a part is known. Nothing is told of one that may leave what it starts from. */
function normalizeParts(parts: Parts): Folder | undefined {
  const segments: Parts[number][][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (part.hole === 'text') return undefined;
      segments[segments.length - 1]?.push(part);
      continue;
    }
    for (const [at, piece] of part.split('/').entries()) {
      if (at > 0) segments.push([]);
      if (piece !== '') segments[segments.length - 1]?.push(piece);
    }
  }
  const kept: Parts[] = [];
  for (const segment of segments) {
    const [only, ...more] = segment;
    if (only === undefined || (only === '.' && more.length === 0)) continue;
    if (only !== '..' || more.length > 0) kept.push(segment);
    else if (kept.pop()?.some(isOpen) === true) return undefined;
  }
  const joined = joinParts(kept.flatMap((segment): Parts => ['/', ...segment]));
  const [text] = joined;
  return joined.length === 1 && typeof text === 'string' ? text : joined.length === 0 ? '/' : joined;
}

/** It may be several folders, or none: nobody knows what lies above. */
const isOpen = (part: Parts[number]): boolean =>
  typeof part !== 'string' && (part.hole === 'tree' || part.plain === true);

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
      const start = typeof folder === 'string' ? folder : folder[0];
      return folder === base || base === '/' || (typeof start === 'string' && start.startsWith(`${base}/`));
    }),
  );
}
