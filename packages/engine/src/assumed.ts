import type { FileAct, RunAct } from './act.ts';
import { type Parts, partsOf, type Word } from './word.ts';

/** Longer than any path a system accepts. */
const LONGEST_PATH = 4096;

/**
 * The reads and writes that the arguments of a program nobody described may stand for: each argument, and each value
 * of `--x=VALUE`, that can name a path. They count for asks and denies only (semantics.md §1).
 */
export function assumedFiles(act: RunAct): readonly FileAct[] {
  if (act.described) return [];
  return act.argv.slice(1).flatMap((word) => {
    const path = pathIn(word);
    return path === undefined
      ? []
      : (['read', 'write'] as const).map(
          (kind): FileAct => ({ kind, path, folders: act.folders, tree: false, span: word.span }),
        );
  });
}

function pathIn(word: Word): Word | undefined {
  if (word.kind === 'many') return word;
  const parts = partsOf(word);
  const head = parts[0];
  if (head === undefined) return undefined;
  if (typeof head !== 'string' || !head.startsWith('-')) return canNamePath(head) ? word : undefined;
  const equals = head.indexOf('=');
  if (equals === -1) return undefined;
  const value: Parts = [head.slice(equals + 1), ...parts.slice(1)].filter((part) => part !== '');
  if (value.length === 0) return undefined;
  return word.kind === 'text'
    ? { ...word, text: word.text.slice(equals + 1) }
    : { kind: 'one', parts: value, span: word.span };
}

const canNamePath = (head: Parts[number]): boolean =>
  typeof head !== 'string' ||
  (head.length <= LONGEST_PATH && !head.includes('\0') && !head.includes('\n') && !/^[a-z]+:\/\//i.test(head));
