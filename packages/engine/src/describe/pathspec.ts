import { ANY_TEXT, type Hole, knownText, type Parts, partsOf, type Span, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { type FileRole, type Origin, pushFile } from './origin.ts';
import { isGlob, leadingText, wordOf } from './word-parts.ts';

/** What may stand in front of the path: `:(icase,top)`, or its short form `:/!` (gitglossary, "pathspec"). */
const MAGIC = /^:(?:\(([^)\\]*)\)|([/!^]*):?)/;
const WILD = /[*?[\\]/;
const TREE: Hole = { hole: 'tree' };
const WILDCARD: Hole = { hole: 'segment' };
/** What is longer, or has more wildcards, is not looked into: each of them makes names of its own. */
const LONGEST = 1000;
const MOST_WILDCARDS = 16;

/**
 * The files of a repository that a pathspec names, for one of the tree roles. Unlike the shell's, its wildcards stand for
 * slashes too. What is left out (`:!x`) is nothing; what is not known, too long or climbs behind a wildcard is anything.
 */
export function pushPathspec(into: Consequence[], role: FileRole, word: Word, origin: Origin): void {
  const text = knownText(word) ?? (isGlob(word) ? patternOf(partsOf(word)) : undefined);
  if (text === undefined) {
    const path = leadingText(word).startsWith(':') ? wordOf(ANY_TEXT, word.span) : word;
    return pushFile(into, role, path, origin);
  }
  const magic = MAGIC.exec(text);
  const words = magic?.[1]?.split(',') ?? [...(magic?.[2] ?? '')];
  const path = withoutSlashes(text.slice(magic?.[0].length ?? 0));
  const climbs = /(?:^|\/)\.\.(?:\/|$)/.test(path);
  if (!climbs && words.some((one) => one === '!' || one === '^' || one === 'exclude')) return;
  const isOpen = path.length > LONGEST || path.split(/[*?[]/).length > MOST_WILDCARDS + 1;
  if (isOpen || (climbs && WILD.test(path)) || (text.startsWith(':(') && magic?.[1] === undefined))
    return pushFile(into, role, wordOf(ANY_TEXT, word.span), origin);
  if (word.kind !== 'text') pushFile(into, role, word, origin); // what the shell finds, and its pattern where it finds nothing
  if (WILD.test(path)) return pushGlob(into, role, path, word.span, origin);
  const isTop = words.includes('/') || words.includes('top');
  pushFile(into, role, wordOf(isTop && path !== '' ? below('./', [path]) : [path || '.'], word.span), origin);
}

/** The pattern of a glob that the shell hands on where no file fits it. */
const patternOf = (parts: Parts): string => parts.map((part) => (typeof part === 'string' ? part : '*')).join('');

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

const below = (folder: string, name: Parts): Parts => [folder, TREE, '/', ...name];

/** Some of the tree whose folder is known, and of its files those whose names the pattern tells something of. */
function pushGlob(into: Consequence[], role: FileRole, path: string, span: Span, origin: Origin): void {
  const known = path.slice(0, path.slice(0, path.search(WILD)).lastIndexOf('/') + 1);
  const folder = known.startsWith('/') ? known : `./${known}`;
  pushFile(into, role, wordOf([withoutSlashes(folder)], span), origin);
  for (const name of choicesOf(path).flatMap((one) => namesOf(tokensOf(one))))
    pushFile(into, role.replace('-tree', '') as FileRole, wordOf(below(folder, name), span), origin);
}

/** `*.[jt]s` as `*.js` and `*.ts`, where there are few of them. */
function choicesOf(path: string, depth = 0): readonly string[] {
  const bracket = /\[([^!^[\]:/-][^[\]:/-]{0,3})\]/.exec(path);
  if (bracket === null || depth > 1) return [path];
  const [all, characters = ''] = bracket;
  return [...characters].flatMap((one) =>
    choicesOf(
      path.replace(all, () => `\\${one}`),
      depth + 1,
    ),
  );
}

/** Characters and wildcards: a bracket may hold a slash, a class, and a bracket at its start. */
const TOKEN = /\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]|\*+|\?|\\?[\s\S]/g;
type Token = string | Hole;

const tokensOf = (path: string): readonly Token[] =>
  (path.match(TOKEN) ?? []).map((token) =>
    /^(?:\[.+\]|\*+|\?)$/s.test(token) ? WILDCARD : token.replace(/^\\(?=.)/s, ''),
  );

/** The last name, and what is left of it behind each of its wildcards, which may stand for `a/` and for `a/.`. */
function namesOf(tokens: readonly Token[]): readonly Parts[] {
  const name = tokens.slice(tokens.lastIndexOf('/') + 1);
  const rests = name.flatMap((token, at) => (typeof token === 'string' ? [] : [name.slice(at + 1)]));
  const all: readonly Parts[] = [name, ...rests.flatMap((rest) => [rest, ['.', ...rest]])];
  return all.filter((parts) => parts.some((part) => typeof part === 'string' && part !== '.')).map(asName);
}

/** A wildcard at the start of a name may stand for a dot. */
const asName = (parts: Parts): Parts =>
  parts.map((part, at) => (at === 0 && typeof part !== 'string' ? { hole: 'name' } : part));
