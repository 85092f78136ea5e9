import { type FileAct, type PathPattern, wordText } from '@writ/engine';
import { literal } from './pattern-text.ts';

/** Where paths are written from. */
export interface Places {
  readonly roots: readonly string[];
  readonly home?: string;
}

/** A path with its anchor as a policy writes it: `./x` under a workspace root, `~/x` under home, else `/x`. */
export interface Placed {
  readonly anchor: 'workspace' | 'home' | 'root';
  readonly rest: string;
}

/** Where a file act's path lies; `undefined` where it is not exactly known. */
export function placeOf(act: FileAct, places: Places): Placed | undefined {
  if (act.path.kind !== 'text' || act.folders === 'unknown' || act.folders.length !== 1) return undefined;
  const [folder] = act.folders;
  if (typeof folder !== 'string') return undefined;
  const path = absolutePath(folder, act.path.text);
  const root = places.roots.map((one) => absolutePath('/', one)).find((one) => isUnder(path, one));
  if (root !== undefined) return { anchor: 'workspace', rest: path.slice(root.length + 1) };
  const home = places.home;
  if (home !== undefined && isUnder(path, home)) return { anchor: 'home', rest: path.slice(home.length + 1) };
  return { anchor: 'root', rest: path.slice(1) };
}

/** A pattern of exactly this path, or with `tree` of all below it as well. */
export function pathPatternOf({ anchor, rest }: Placed, tree: boolean): PathPattern {
  if (!tree) return { anchor, path: literal(rest) };
  return { anchor, path: rest === '' ? [{ wild: '**' }] : [`${rest}/`, { wild: '**' }] };
}

/** The text of that pattern. */
export function placedText({ anchor, rest }: Placed, tree: boolean): string {
  const start = { workspace: './', home: '~/', root: '/' }[anchor];
  return `${start}${rest === '' ? '' : wordText(rest)}${tree ? (rest === '' ? '**' : '/**') : ''}`;
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The absolute path without `.`, `..` and repeated slashes; lexical, like the engine's. */
export function absolutePath(folder: string, path: string): string {
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}`;
}
