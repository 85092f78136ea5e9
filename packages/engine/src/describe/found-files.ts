import type { OptionDescription } from '../policy.ts';
import { ANY_TEXT, knownText, type Parts, partsOf, type Word } from '../word.ts';
import { baseName } from './base-name.ts';
import type { Call } from './call.ts';
import { namesBefore } from './found-names.ts';
import { basedOn, type Origin } from './origin.ts';
import { nestFolder } from './role.ts';
import type { FoundOption } from './scan.ts';
import { joinParts, leadingText, mayBe, replaceText, wordOf } from './word-parts.ts';

/**
 * The command of an option (`find -exec`, `fd -x`): `{}` in its words is a file below the folders that the command
 * searches. With `run-more` such a file is added where no word has a place for it. With `does cwd` on the option the
 * command runs in the file's own folder (`find -execdir`).
 */
export function pushFound(
  call: Call,
  role: 'run' | 'run-more',
  words: readonly Word[],
  origin: Origin,
  option: OptionDescription,
  action: FoundOption,
): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { carriers } = origin;
  const there = option.does.some(({ act }) => act === 'cwd');
  for (const { folder, path, name } of foundPlaces(call, action, there)) {
    const file = there ? joinParts(['./', ...name]) : path;
    const base = there ? nestFolder(origin.base, wordOf(folder, first.span)) : origin.base;
    const filled = (word: Word): Word => fill(word, file);
    const more: readonly Word[] =
      role === 'run-more' && !words.some(hasMark) ? [{ kind: 'many', min: 1, each: file, span: first.span }] : [];
    const argv: readonly [Word, ...Word[]] = [filled(first), ...rest.map(filled), ...more];
    call.consequences.push({ kind: 'run', argv, carriers, hazard: true, ...basedOn({ base }) });
  }
}

/** What `find … -print0` prints, where it prints nothing besides and every word of it is known. */
export function printedNames(call: Call): readonly Parts[] | undefined {
  const { options, unlisted, doubts } = call.found;
  const [action, ...more] = options.filter(({ name }) => name === '-print0');
  if (action === undefined || more.length > 0 || unlisted.length > 0 || doubts.length > 0) return undefined;
  if (options.some((option) => option !== action && mayPrint(option))) return undefined;
  return foundPlaces(call, action, false).map(({ path }) => path);
}

const PRINTS = new Set('-print -printf -printx -ls -help --help -version --version'.split(' '));

/** A command prints, too, and so does what writes a file, which may be standard output. */
const mayPrint = ({ name, entry }: FoundOption): boolean =>
  PRINTS.has(name) ||
  entry.variants.some(({ option: { value } }) => value?.items !== undefined || (value?.role ?? 'read') !== 'read');

const hasMark = (word: Word): boolean =>
  MARKS.some((mark) => partsOf(word).some((part) => typeof part === 'string' && part.includes(mark)));
const MARKS = ['{}', '{/}', '{//}', '{.}', '{/.}'];

/** `{}` alone may become several arguments (`-exec … {} +`); the other marks are pieces of the name. */
function fill(word: Word, parts: Parts): Word {
  if (knownText(word) === '{}') return { kind: 'many', min: 1, each: parts, span: word.span };
  return MARKS.reduce((before, mark) => replaceText(before, mark, mark === '{}' ? parts : ANY_TEXT), word);
}

const MOST_FOLDERS = 8;
const MOST_NAMES = 16;
const ANY_NAME: Parts = [{ hole: 'name' }];

/** A place to search: where it starts, and what lies there and below. Neither is known where `start` is not. */
interface Search {
  readonly start: Parts | undefined;
  readonly below: Parts;
}

const HERE: readonly Search[] = [{ start: ['.'], below: ['./', { hole: 'tree' }] }];
const ANYWHERE: readonly Search[] = [{ start: undefined, below: ANY_TEXT }];

/** A found file: the folder it may lie in, its path and its name. */
interface Place {
  readonly folder: Parts;
  readonly path: Parts;
  readonly name: Parts;
}

/** `apart`: the folders that they lie in matter, of which that of a starting point is none below it. */
function foundPlaces(call: Call, action: FoundOption, apart: boolean): readonly Place[] {
  const named = call.found.levels.at(-1)?.options.has('-name') === true && call.found.doubts.length === 0;
  const names = named ? namesBefore(call.found.options, action) : extensionsOf(call);
  return searchesOf(call).flatMap(({ start, below }): readonly Place[] => {
    if (start === undefined) return [{ folder: below, path: below, name: ANY_NAME }];
    const base = baseName(start);
    const itself = base === undefined ? [] : [{ folder: joinParts([...start, '/..']), path: start, name: base }];
    // Every file below, from wherever one looks, is the tree.
    if (names === 'any') return [{ folder: below, path: below, name: [{ hole: 'tree' }] }, ...(apart ? itself : [])];
    const known = names === 'odd' || names.length > MOST_NAMES ? [ANY_NAME] : names;
    const inside = known.map((name) => ({ folder: below, path: joinParts([...below, '/', ...name]), name }));
    const finds = base !== undefined && known.some((name) => base.length > 1 || mayBe(name, partText(base[0])));
    return finds ? [...itself, ...inside] : inside;
  });
}

/** `fd -e ts`: whatever else it looks for, it finds `*.ts`. */
function extensionsOf({ found: { options, doubts } }: Call): readonly Parts[] | 'odd' {
  const given = options.filter(({ entry }) => entry.names.includes('--extension'));
  const known = given.flatMap(({ value }) => knownText(value) ?? []);
  if (known.length === 0 || known.length < given.length || doubts.length > 0) return 'odd';
  return known.map((extension): Parts => [{ hole: 'name' }, `.${extension}`]);
}

const partText = (part: Parts[number] | undefined): string => (typeof part === 'string' ? part : '');

/** The places that are searched, or anything. */
function searchesOf({ shape, found }: Call): readonly Search[] {
  const [fit] = shape.fits;
  if (fit?.form.grammar?.values.some((item) => isTree(item.role)) !== true) return ANYWHERE;
  if (found.options.some(({ entry }) => entry.variants.some(({ option }) => isSearch(option)))) return ANYWHERE;
  const folders = fit.bound.items.flatMap((items, place) =>
    items.some((item) => isTree(item.role)) ? (found.operands[place]?.word ?? []) : [],
  );
  if (folders.length === 0) return HERE;
  if (folders.length > MOST_FOLDERS || folders.some((word) => word.kind === 'many')) return ANYWHERE;
  return folders.map((folder) => {
    const start = partsOf(folder);
    const closed = folder.kind === 'text' && leadingText(folder).endsWith('/');
    return { start, below: joinParts([...start, closed ? '' : '/', { hole: 'tree' }]) };
  });
}

const isTree = (role: string | undefined): boolean => role?.endsWith('-tree') === true;

/** Whether an option names further folders to search. */
function isSearch({ does, value }: OptionDescription): boolean {
  return isTree(value?.role) || does.some(({ act }) => isTree(act));
}
