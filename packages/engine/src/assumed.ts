import type { FileAct, RunAct } from './act.ts';
import { ANY_TEXT, type Parts, partsOf, type Word } from './word.ts';

/** Longer than any path a system accepts. */
const LONGEST_PATH = 4096;
/** A word with more places where a path may begin may name any file. */
const MOST_PATHS = 20;

/**
 * The reads and writes that the arguments of a program nobody described may stand for: each argument, and each value
 * that is attached to something (`--x=VALUE`, `x=VALUE`, `@FILE`, `-fFILE`), that can name a path; so may what options
 * stand for that a description does not list. They count for asks and denies only (semantics.md §1).
 */
export function assumedFiles(act: RunAct): readonly FileAct[] {
  return wordsOf(act).flatMap((word) =>
    pathsIn(word).flatMap((path) =>
      (['read', 'write'] as const).map(
        (kind): FileAct => ({ kind, path, folders: act.folders, tree: false, span: word.span }),
      ),
    ),
  );
}

/** Of a described program, where an option is not listed: its value, if it has one, is attached or among the operands. */
function wordsOf({ argv, described, complete, reading, elsewhere }: RunAct): readonly Word[] {
  if (elsewhere === true) return [];
  if (!described) return argv.slice(1);
  const unlisted = reading?.options.filter(({ listed }) => !listed) ?? [];
  if (complete || reading === undefined || unlisted.length === 0) return [];
  return [...unlisted.flatMap(({ value }) => value ?? []), ...reading.operands.map(({ word }) => word)];
}

function pathsIn(word: Word): readonly Word[] {
  if (word.kind === 'many') return [word];
  const [head, ...rest] = partsOf(word);
  if (head === undefined) return [];
  if (typeof head !== 'string') return [word];
  const starts = new Set([...(head.startsWith('-') ? [] : [0]), ...attachedAt(head)]);
  if (starts.size > MOST_PATHS) return [{ kind: 'one', parts: ANY_TEXT, span: word.span }];
  return [...starts].flatMap((start) => {
    const parts: Parts = [head.slice(start), ...rest].filter((part) => part !== '');
    const [first] = parts;
    return first === undefined || !canNamePath(first) ? [] : [tail(word, parts)];
  });
}

/** Where in a text a value may begin that is a path by itself. */
function attachedAt(head: string): readonly number[] {
  const starts = new Set<number>();
  const equals = head.indexOf('=');
  if (equals !== -1) starts.add(equals + 1);
  // A letter with its value: `-f/etc/x`, `-I.env`.
  if (/^-[^-=]./.test(head)) starts.add(2);
  if (/^[@+:]./.test(head)) starts.add(1);
  for (const start of [0, ...starts]) {
    const mark = /^(?:@|file:(?:\/\/(?=\/|\.|~))?)/.exec(head.slice(start))?.[0];
    if (mark !== undefined) starts.add(start + mark.length);
  }
  // `host:/path`, `a,/path`: what is a path wherever it stands.
  for (const { index } of head.matchAll(/(?<=[,:;=])(?:~?\/(?!\/)|\.{1,2}\/|\.[A-Za-z])/g)) starts.add(index);
  return [...starts];
}

const tail = (word: Exclude<Word, { kind: 'many' }>, parts: Parts): Word =>
  parts.length === 1 && typeof parts[0] === 'string'
    ? { kind: 'text', text: parts[0], span: word.span }
    : { kind: 'one', parts, span: word.span };

const canNamePath = (head: Parts[number]): boolean =>
  typeof head !== 'string' ||
  (head.length <= LONGEST_PATH && !head.includes('\0') && !head.includes('\n') && !/^[a-z]+:\/\//i.test(head));
