import { ANY_TEXT, type Hole, knownText, type Parts, type Span, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { partsOfGlob } from './glob-read.ts';
import { type Origin, pushFile } from './origin.ts';
import { leadingText, wordOf } from './word-parts.ts';

/** What may stand in front of the path: `:(icase,top)`, or its short form `:/!` (gitglossary, "pathspec"). */
const MAGIC = /^:(?:\(([^)]*)\)|([/!^]*):?)/;
const WILD = /[*?[\\]/;
const TREE: Hole = { hole: 'tree' };

/** The files of a repository that a pathspec names. Unlike the shell's, its wildcards stand for slashes and dots too. */
export function pushPathspec(into: Consequence[], word: Word, origin: Origin): void {
  const text = knownText(word);
  if (text === undefined) {
    const path = leadingText(word).startsWith(':') ? wordOf(ANY_TEXT, word.span) : word;
    return pushFile(into, 'read-tree', path, origin);
  }
  const magic = MAGIC.exec(text);
  const words = magic?.[1]?.split(',') ?? [...(magic?.[2] ?? '')];
  if (words.some((one) => one === '!' || one === '^' || one === 'exclude')) return;
  const path = text.slice(magic?.[0].length ?? 0).replace(/\/+$/, '');
  const isTop = words.includes('/') || words.includes('top');
  if (WILD.test(path)) pushGlob(into, path, word.span, origin);
  else
    pushFile(into, 'read-tree', wordOf(isTop && path !== '' ? below('./', [path]) : [path || '.'], word.span), origin);
}

const below = (folder: string, name: Parts): Parts => [folder, TREE, '/', ...name];

/** Some of the tree whose folder is known; of its files, those that the last segment names or what its last wildcard leaves of it. */
function pushGlob(into: Consequence[], path: string, span: Span, origin: Origin): void {
  const known = path.slice(0, path.slice(0, path.search(WILD)).lastIndexOf('/') + 1);
  const folder = known.startsWith('/') ? known : `./${known}`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const rest = /^.*[*?\]](.+)$/.exec(name)?.[1]?.replaceAll('\\', '') ?? '';
  const ends = [rest, `.${rest}`].filter((end) => /^\.[^.]/.test(end));
  pushFile(into, 'read-tree', wordOf([folder.replace(/(.)\/$/, '$1')], span), origin);
  for (const parts of [partsOfGlob(name), ...ends.map((end) => [end])])
    pushFile(into, 'read', wordOf(below(folder, parts), span), origin);
}
