import { posix } from 'node:path';
import type { Act, FileAct, Folder, RunAct } from '../../src/act.ts';
import { DIGITS, NUMBER } from '../../src/shell/state/value.ts';
import { type Hole, type Parts, partsOf, type Word } from '../../src/word.ts';
import type { Export } from '../bash/outcome.ts';

/** Every act of a walk, those that follow from others included. */
export function flatten(acts: readonly Act[]): readonly Act[] {
  return acts.flatMap((act) => ('consequences' in act ? [act, ...flatten(act.consequences)] : [act]));
}

/** Whether this act says that this vector may run; of a program that it does not name, it says nothing. */
export function coversVector(act: RunAct, vector: readonly string[]): boolean {
  return act.argv[0].kind === 'text' && wordsMatch(act.argv, 0, vector, 0);
}

/** Whether this act says that a file of this name, in this folder, may be written. */
export function coversFile(act: FileAct, name: string, folder: string): boolean {
  if (act.kind !== 'write') return false;
  const shapes = act.path.kind === 'many' ? [act.path.each, act.path.first, act.path.last] : [partsOf(act.path)];
  return shapes.some((shape) => {
    if (shape === undefined || act.folders === 'unknown') return true;
    const { path, folders } = act;
    if (path.kind === 'text') return folders.some((from) => isIn(from, path.text, `${folder}/${name}`));
    return [name, `./${name}`, `${folder}/${name}`].some((path) => partsMatch(shape, path));
  });
}

/** Whether this act says that programs may find a variable with this value. */
export function coversExport(act: Act, { name, value }: Export): boolean {
  if (act.kind !== 'env' || !partsMatch(partsOf(act.name), name)) return false;
  return act.value === undefined || partsMatch(partsOf(act.value), value);
}

/** Whether this is what is known of a folder. */
export const isFolder = (known: Folder, folder: string): boolean =>
  typeof known === 'string' ? known === folder : partsMatch(known, folder);

const isIn = (from: Folder, path: string, wanted: string): boolean =>
  typeof from === 'string'
    ? posix.resolve(from, path) === wanted
    : partsMatch(path.startsWith('/') ? [path] : [...from, '/', posix.normalize(path)], wanted);

function wordsMatch(words: readonly Word[], at: number, vector: readonly string[], from: number): boolean {
  const word = words[at];
  if (word === undefined) return from === vector.length;
  if (word.kind !== 'many') {
    const argument = vector[from];
    return argument !== undefined && partsMatch(partsOf(word), argument) && wordsMatch(words, at + 1, vector, from + 1);
  }
  for (let to = from + word.min; to <= vector.length; to++) {
    if (manyMatches(word, vector.slice(from, to)) && wordsMatch(words, at + 1, vector, to)) return true;
  }
  return false;
}

function manyMatches({ each, first, last }: Word & { kind: 'many' }, vector: readonly string[]): boolean {
  const fits = (shape: Parts | undefined, argument: string | undefined): boolean =>
    shape === undefined || argument === undefined || partsMatch(shape, argument);
  return vector.every((argument) => fits(each, argument)) && fits(first, vector[0]) && fits(last, vector.at(-1));
}

/** Whether a text is one of those that a shape stands for. */
export function partsMatch(parts: Parts, text: string): boolean {
  let ends: readonly number[] = [0];
  for (const part of parts) ends = endsOf(part, text, ends);
  return ends.includes(text.length);
}

/** Numbers, of which several may stand in a row. */
const NUMBERS = new Map([
  [NUMBER, /^[-+]?\d[-+\d]*$/],
  [DIGITS, /^[-+\d]*$/],
]);

/** Where a part may end that begins at one of these places; both in order, since a text may be very long. */
function endsOf(part: Parts[number], text: string, starts: readonly number[]): readonly number[] {
  if (typeof part === 'string')
    return starts.filter((start) => text.startsWith(part, start)).map((start) => start + part.length);
  const [first] = starts;
  if (first === undefined) return [];
  const number = NUMBERS.get(part);
  if (part.hole !== 'segment' && number === undefined)
    return Array.from({ length: text.length - first + 1 }, (_, length) => first + length);
  const fits = (start: number, end: number): boolean =>
    number === undefined ? !isDotFound(part, text, start) : number.test(text.slice(start, end));
  const ends = new Set<number>();
  let done = -1;
  for (const start of starts) {
    const stop = stopOf(number === undefined ? /\//g : /[^-+\d]/g, text, start);
    // What is neither short nor behind `done` was an end for an earlier start.
    for (let end = start; end <= stop; end = end < start + SHORT ? end + 1 : Math.max(end, done) + 1)
      if (fits(start, end)) ends.add(end);
    done = Math.max(done, stop);
  }
  return [...ends].sort((a, b) => a - b);
}

/** Of more than these characters, all that matters is which they are. */
const SHORT = 3;

function stopOf(other: RegExp, text: string, start: number): number {
  other.lastIndex = start;
  return other.exec(text)?.index ?? text.length;
}

/** A wildcard never finds the dot that a name begins with; what is plain may be nothing before one. */
const isDotFound = (part: Hole, text: string, start: number): boolean =>
  part.plain !== true && text[start] === '.' && (start === 0 || text[start - 1] === '/');
