import type { FileAct, Folders } from '../act.ts';
import { once } from '../once.ts';
import type { PathPattern } from '../policy.ts';
import { type Parts, partsOf, type Word } from '../word.ts';
import { compileText, type FlatText, flatten, type TextMatcher } from './text.ts';
import type { Tri } from './tri.ts';
import { isDrivePath, nameOnDrive, normalDrive, startOf } from './windows-path.ts';

/** What paths are relative to. */
export interface Places {
  readonly roots: readonly string[];
  readonly home: string | undefined;
}

/**
 * A path after lexical resolution: segments from the root down. A partly known segment is never `.` or `..`;
 * `deep` stands for any number of segments, and at the head for an unknown place that `..` may have led to.
 */
export type PathSegment = string | { readonly parts: Parts } | 'deep';
const isDeep = (segment: PathSegment): segment is 'deep' => segment === DEEP;
/** No segment contains a slash, so this mark cannot be mistaken for one. */
const DEEP = '/deep' as 'deep';
export type ResolvedPath = readonly PathSegment[];

const UNKNOWN: ResolvedPath = [DEEP];

/* ---- from words to resolved paths ---- */

/** Every place the path of a word may lie, one entry for each folder it may be relative to. */
export function resolveWord(word: Word, folders: Folders): readonly ResolvedPath[] {
  const parts = partsOf(word);
  if (parts.length === 0) return folderPaths(folders);
  if (isAbsolute(parts)) return [resolveParts([], parts)];
  // A first part that is unknown may bring its own slash.
  if (typeof parts[0] !== 'string' && parts[0]?.hole === 'text') return [resolveParts(UNKNOWN, parts)];
  return folderPaths(folders).map((base) => resolveParts(isOnDrive(base) ? driveBase(base, parts) : base, parts));
}

const isOnDrive = (path: ResolvedPath): boolean => typeof path[0] === 'string' && /^[a-z]:$/.test(path[0]);

/** `\x` starts from the root of the drive, `\\host` from another machine. */
function driveBase(base: ResolvedPath, [first]: Parts): ResolvedPath {
  if (typeof first !== 'string') return base;
  const start = startOf(first);
  if (start === 'unknown') return UNKNOWN;
  return start === 'drive' ? base.slice(0, 1) : base;
}

function folderPaths(folders: Folders): readonly ResolvedPath[] {
  if (folders === 'unknown') return [UNKNOWN];
  return folders.map((folder) => resolveParts([], typeof folder === 'string' ? [folder] : folder));
}

function isAbsolute(parts: Parts): boolean {
  const first = parts[0];
  return typeof first === 'string' && (first.startsWith('/') || isDrivePath(first));
}

function resolveParts(base: ResolvedPath, parts: Parts): ResolvedPath {
  const first = parts[0];
  const onDrive = base.length === 0 && typeof first === 'string' && isDrivePath(first);
  const onDriveBase = isOnDrive(base);
  let path: PathSegment[] = [...base];
  let segment: Parts[number][] = [];
  const close = (): void => {
    path = append(path, segment, path.length > 0 && (onDrive || onDriveBase));
    segment = [];
  };
  for (const part of onDrive ? [normalDrive(first as string), ...parts.slice(1)] : parts) {
    if (typeof part !== 'string') {
      if (part.hole === 'text') {
        // `..` may stand in it: nothing before it is sure any more.
        path = [DEEP];
        segment = [part];
      } else if (part.hole === 'tree' && segment.length === 0) path.push(DEEP);
      else segment.push(part.hole === 'tree' ? { hole: 'segment' } : part);
      continue;
    }
    const text = onDriveBase ? part.replaceAll('\\', '/').toLowerCase() : part;
    text.split('/').forEach((piece, index) => {
      if (index > 0) close();
      if (piece !== '') segment.push(piece);
    });
  }
  close();
  return path;
}

function append(path: PathSegment[], segment: Parts, onDrive: boolean): PathSegment[] {
  if (segment.every((part): part is string => typeof part === 'string')) {
    const text = segment.join('');
    const name = onDrive ? nameOnDrive(text) : text;
    return name === undefined ? [DEEP] : appendKnown(path, name);
  }
  return mayBeDots(segment) ? [DEEP] : [...path, { parts: segment }];
}

function appendKnown(path: PathSegment[], name: string): PathSegment[] {
  if (name === '' || name === '.') return path;
  if (name !== '..') return [...path, name];
  const last = path[path.length - 1];
  // Above a place that is not known lies another that is not known.
  if (last !== undefined && isDeep(last)) return [DEEP];
  return path.slice(0, -1);
}

/** `$x`, `$x.` and `.?` may be `..`; a glob that does not begin with a dot never is. */
function mayBeDots(segment: Parts): boolean {
  const first = segment[0];
  const open = typeof first === 'string' ? first.startsWith('.') : first?.hole === 'text';
  return open && segment.every((part) => typeof part !== 'string' || part === '.' || part === '..');
}

/** The absolute text of a path all of whose segments are known, else `undefined`. */
export function absoluteText(path: ResolvedPath): string | undefined {
  return path.every((segment) => typeof segment === 'string' && !isDeep(segment)) ? `/${path.join('/')}` : undefined;
}

/* ---- patterns ---- */

type SegmentMatcher = TextMatcher | 'rest';

/** One alternative of a path pattern: where it starts and its segments. */
interface Alternative {
  readonly segments: readonly SegmentMatcher[];
  /** The segments before the first wildcard, where the place it starts from is fixed. */
  readonly fixed: readonly string[] | undefined;
}

/** Answers for one file act; `tree` acts stand for the folder and all below. */
export interface PathMatcher {
  /** Must it hold for the whole of the act (an allow's question)? */
  covers(act: PathQuestion, places: Places): boolean;
  /** Does it touch the act (an ask's or deny's question)? */
  touches(act: PathQuestion, places: Places): Tri;
}

interface PreparedPlaces {
  /** One text for equal places. */
  readonly key: string;
  readonly roots: readonly (readonly string[])[];
}

const prepared = new WeakMap<Places, PreparedPlaces>();

/** What is worked out of some places once, however many patterns are asked about them. */
const prepare = (places: Places): PreparedPlaces => once(prepared, places, preparedPlaces);

const preparedPlaces = ({ roots, home }: Places): PreparedPlaces => ({
  key: JSON.stringify([roots, home]),
  roots: roots.map(segmentsOf),
});

/** What a path pattern is asked about: every place the act's path may lie. */
export interface PathQuestion {
  readonly kind: FileAct['kind'];
  readonly tree: boolean;
  /** Whether it is about what may be in the file, of which only what is public is shown. */
  readonly public?: true;
  readonly places: readonly ResolvedPath[];
}

export function compilePath(pattern: PathPattern, fold = false): PathMatcher {
  const flats = flatten(pattern.path);
  const compiled = new Map<string, readonly Alternative[]>();
  const alternatives = (places: Places): readonly Alternative[] => {
    const { key } = prepare(places);
    let found = compiled.get(key);
    if (found === undefined) {
      if (compiled.size > 64) compiled.clear(); // hosts with many workspaces must not grow it without bound
      found = startsOf(pattern.anchor, places).flatMap((start) => flats.map((flat) => alternative(start, flat, fold)));
      compiled.set(key, found);
    }
    return found;
  };
  return {
    covers: (act, places) =>
      act.places.every((path) => alternatives(places).some((one) => matchPath(one, treeOf(act, path)) === 'yes')),
    touches: (act, places) => {
      const answers = act.places.map((path) => touch(alternatives(places), act, path, places));
      if (answers.every((answer) => answer === 'yes')) return 'yes';
      return answers.every((answer) => answer === 'no') ? 'no' : 'maybe';
    },
  };
}

/**
 * Whether it is sure to be a folder, outside of the workspace: the root of all or one right below it, the home folder, one
 * around these. What a program reads there without naming it is all that lies in it.
 */
export function isFolderAround(path: ResolvedPath, { roots, home }: Places): boolean {
  const text = absoluteText(path);
  if (text === undefined || roots.some((root) => `${text}/`.startsWith(`${root}/`))) return false;
  const below = text === '/' ? '/' : `${text}/`;
  return (
    path.length < 2 ||
    text === home ||
    [...roots, ...(home === undefined ? [] : [home])].some((one) => one.startsWith(below))
  );
}

const treeOf = (act: PathQuestion, path: ResolvedPath): ResolvedPath => (act.tree ? [...path, DEEP] : path);

/** The literal segments a pattern starts from; `undefined` for "at any depth". A place the host did not name matches nothing. */
function startsOf(anchor: PathPattern['anchor'], places: Places): readonly (readonly string[] | undefined)[] {
  switch (anchor) {
    case 'workspace':
      return places.roots.map(segmentsOf);
    case 'home':
      return places.home === undefined ? [] : [segmentsOf(places.home)];
    case 'root':
      return [[]];
    case 'any':
      return [undefined];
    case 'credential':
      return [];
  }
}

const segmentsOf = (folder: string): readonly string[] =>
  resolveParts([], [folder]).filter((segment): segment is string => typeof segment === 'string');

function alternative(start: readonly string[] | undefined, flat: FlatText, fold: boolean): Alternative {
  const onDrive = start !== undefined && /^[a-z]:$/.test(start[0] ?? '');
  const own = splitSegments(flat).map(
    (segment): SegmentMatcher => (isRest(segment) ? 'rest' : compileText(segment, { fold: fold || onDrive })),
  );
  const head = (start ?? []).map((name) => compileText([name], { fold: fold || onDrive }));
  const segments: readonly SegmentMatcher[] = start === undefined ? ['rest', ...own] : [...head, ...own];
  return { segments, fixed: start === undefined ? undefined : fixedHead(segments) };
}

function fixedHead(segments: readonly SegmentMatcher[]): readonly string[] {
  const fixed: string[] = [];
  for (const segment of segments) {
    if (segment === 'rest' || segment.literal === undefined) break;
    fixed.push(segment.literal);
  }
  return fixed;
}

const isRest = (segment: FlatText): boolean =>
  segment.length === 1 && typeof segment[0] === 'object' && segment[0].wild === '**';

function splitSegments(flat: FlatText): readonly FlatText[] {
  const segments: FlatText[number][][] = [[]];
  for (const part of flat) {
    if (typeof part !== 'string') {
      segments[segments.length - 1]?.push(part);
      continue;
    }
    part.split('/').forEach((piece, index) => {
      if (index > 0) segments.push([]);
      if (piece !== '') segments[segments.length - 1]?.push(piece);
    });
  }
  return segments.filter((segment) => segment.length > 0);
}

/* ---- matching ---- */

function matchPath(one: Alternative, path: ResolvedPath): Tri {
  if (cannotMatch(one.segments, path)) return 'no';
  return triOf((must) => runPath(one.segments, path, must).whole);
}

const triOf = (holds: (must: boolean) => boolean): Tri => (holds(true) ? 'yes' : holds(false) ? 'maybe' : 'no');

/** Most patterns part from most paths in the first segments or in the last: two looks spare the walk. */
function cannotMatch(segments: readonly SegmentMatcher[], path: ResolvedPath): boolean {
  for (let at = 0; at < segments.length; at++) {
    const matcher = segments[at];
    const segment = path[at];
    if (matcher === undefined || matcher === 'rest' || segment === DEEP) break;
    if (segment === undefined) return !path.includes(DEEP) && segments.slice(at).some((later) => later !== 'rest');
    if (typeof segment !== 'string') break;
    if (!matcher.matches(segment)) return true;
  }
  const last = segments[segments.length - 1];
  const end = path[path.length - 1];
  return last !== undefined && last !== 'rest' && typeof end === 'string' && end !== DEEP && !last.matches(end);
}

/** What of a pattern a path is: all of it, or a part of its segments, the last of which took the path's last. */
interface Run {
  readonly whole: boolean;
  readonly part: boolean;
}

/** Walks all positions of the pattern at once; `must` keeps only those that every possibility reaches. */
function runPath(segments: readonly SegmentMatcher[], path: ResolvedPath, must: boolean): Run {
  let states = new Uint8Array(segments.length + 1);
  let next = new Uint8Array(segments.length + 1);
  let part = false;
  states[0] = 1;
  skipRests(segments, states);
  for (const segment of path) {
    if (isDeep(segment)) {
      if (must) keepRests(segments, states);
      else fillFrom(states);
      part =
        !must && segments.some((matcher, at) => matcher !== 'rest' && at + 1 < segments.length && states[at + 1] === 1);
      continue;
    }
    part = false;
    next.fill(0);
    for (let at = 0; at < segments.length; at++) {
      if (states[at] !== 1) continue;
      const matcher = segments[at];
      if (matcher === 'rest') next[at] = 1;
      else if (matcher !== undefined && takes(matcher, segment, must)) {
        next[at + 1] = 1;
        part ||= at + 1 < segments.length;
      }
    }
    skipRests(segments, next);
    [states, next] = [next, states];
  }
  return { whole: states[segments.length] === 1, part };
}

function takes(matcher: TextMatcher, segment: Exclude<PathSegment, 'deep'>, must: boolean): boolean {
  if (typeof segment === 'string') return matcher.matches(segment);
  const first = segment.parts[0];
  // A glob never matches a leading dot by itself; what is plain may be nothing, before a dot that is known.
  if (typeof first === 'object' && first.hole === 'segment' && first.plain !== true && matcher.startsWithDot)
    return false;
  const answer = matcher.compare(segment.parts);
  return must ? answer === 'yes' : answer !== 'no';
}

function skipRests(segments: readonly SegmentMatcher[], states: Uint8Array): void {
  for (let at = 0; at < segments.length; at++) if (states[at] === 1 && segments[at] === 'rest') states[at + 1] = 1;
}

function keepRests(segments: readonly SegmentMatcher[], states: Uint8Array): void {
  for (let at = 0; at <= segments.length; at++) if (segments[at] !== 'rest') states[at] = 0;
  skipRests(segments, states);
}

function fillFrom(states: Uint8Array): void {
  const first = states.indexOf(1);
  if (first !== -1) states.fill(1, first);
}

function touch(alternatives: readonly Alternative[], act: PathQuestion, path: ResolvedPath, places: Places): Tri {
  let result: Tri = 'no';
  for (const one of alternatives) {
    const answer = touchPath(one, act, path, places);
    if (answer === 'yes') return 'yes';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

/** Reading every file that is found below a folder is reading the folder with all below, one by one. */
function touchPath(one: Alternative, act: PathQuestion, path: ResolvedPath, places: Places): Tri {
  if (act.public === true && isAboutName(one, path) && liesUnder(path, places)) return 'no';
  if (act.tree) return touchTree(one, act, path, places);
  const place = path.indexOf(DEEP);
  if (act.kind !== 'read' || place === -1 || !liesUnder(path, places)) return matchPath(one, path);
  if (path.slice(place).every(isDeep)) return touchTree(one, act, path.slice(0, place), places);
  return matchPath(one, path.map(asSearched));
}

/** Whether what the file is called, wherever it lies, is what the pattern is about: then it is about what may be in such a file. */
const isAboutName = (one: Alternative, path: ResolvedPath): boolean =>
  one.fixed === undefined && matchPath(one, [...path.slice(0, -1), NOBODYS_NAME]) === 'no';
const NOBODYS_NAME = '\0';

/** `*.ts` of a search is a wildcard like that of the shell, as far as reading goes: no hunt for what begins with a dot. */
function asSearched(segment: PathSegment): PathSegment {
  if (typeof segment === 'string' || segment.parts.length === 1) return segment;
  return {
    parts: segment.parts.map((part) => (typeof part === 'string' || part.hole !== 'name' ? part : { hole: 'segment' })),
  };
}

/**
 * language.md §5: a pattern with a fixed part touches a tree that contains it; one without (two stars, a name) only
 * where a tree is changed or read outside the workspace. Both touch a tree that is a folder they name on their way.
 */
function touchTree(one: Alternative, act: PathQuestion, path: ResolvedPath, places: Places): Tri {
  const itself = strongerOf(matchPath(one, path), onTheWay(one.segments, path));
  if (itself === 'yes') return 'yes';
  if (one.fixed !== undefined) return strongerOf(itself, insideTree(one.fixed, path));
  const quiet = act.kind === 'read' && liesUnder(path, places);
  if (!quiet) return 'maybe';
  // Every folder that `*` finds is no more than the folder they are in.
  return itself === 'maybe' && isAnyName(path[path.length - 1])
    ? touchTree(one, act, path.slice(0, -1), places)
    : itself;
}

/** Whether the path is one of the folders on the pattern's way: `.github` for `**` `/.github/workflows/x`. */
function onTheWay(segments: readonly SegmentMatcher[], path: ResolvedPath): Tri {
  const end = path[path.length - 1];
  const isName = typeof end === 'string' && end !== DEEP;
  const named = segments.slice(0, -1).some((matcher) => matcher !== 'rest' && (!isName || matcher.matches(end)));
  return named ? triOf((must) => runPath(segments, path, must).part) : 'no';
}

const isAnyName = (segment: PathSegment | undefined): boolean =>
  typeof segment === 'object' && segment.parts.length === 1 && typeof segment.parts[0] !== 'string';

const strongerOf = (a: Tri, b: Tri): Tri =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'no';

function insideTree(fixed: readonly string[], tree: ResolvedPath): Tri {
  // Is the fixed part one of the paths of the tree?  For a known tree this is a prefix test.
  const known = tree.every((segment) => typeof segment === 'string' && !isDeep(segment));
  if (known) return tree.length <= fixed.length && tree.every((segment, at) => segment === fixed[at]) ? 'yes' : 'no';
  const cut: SegmentMatcher[] = fixed.map((name) => compileText([name]));
  return runPath(cut, [...tree, DEEP], false).whole ? 'maybe' : 'no';
}

/** Whether a place must lie in the workspace. */
export function liesUnder(path: ResolvedPath, places: Places): boolean {
  return prepare(places).roots.some((root) => root.every((name, at) => path[at] === name));
}
