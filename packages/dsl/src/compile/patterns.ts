import {
  commaInCommand,
  duplicatePattern,
  groupNotHere,
  listInList,
  missingComma,
  tooManyAlternatives,
  undefinedList,
} from '../problems/patterns.ts';
import { nestedTooDeep } from '../problems/text.ts';
import { MAX_DEPTH } from '../read/cursor.ts';
import type { Word } from '../read/tokens.ts';
import type { Item, Pattern } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';
import { MAX_ALTERNATIVES } from './text.ts';

/**
 * Reads each word of a pattern list, `$NAME` lists opened, and leaves out what is written twice.
 * Every pattern must be one word.
 */
export function wordPatterns<T>(
  scope: Scope,
  patterns: readonly Pattern[],
  read: (word: Word) => T | undefined,
): readonly T[] {
  const words = patterns.flatMap((pattern) => wordsOf(scope, pattern));
  const seen = new Set<string>();
  const found: T[] = [];
  for (const word of words) {
    const value = read(word);
    if (value === undefined) continue;
    const key = words.length === 1 ? '' : JSON.stringify(value);
    if (seen.has(key)) report(scope, duplicatePattern(word));
    else found.push(value);
    seen.add(key);
  }
  return found;
}

/** The words of one pattern: itself, or those of the list it names. `open` are the lists that are being opened. */
export function wordsOf(scope: Scope, pattern: Pattern, open: readonly string[] = []): readonly Word[] {
  const [first, second] = pattern.items;
  if (first === undefined) return [];
  const group = pattern.items.find((item) => item.kind === 'group');
  if (group !== undefined) return report(scope, groupNotHere(group)) ?? [];
  if (second !== undefined) return report(scope, missingComma(second)) ?? [];
  if (first.kind === 'group') return [];
  const name = listName(first.word);
  return name === undefined ? [first.word] : listWords(scope, name, first.word, open);
}

function listName(word: Word): string | undefined {
  const [only] = word.parts;
  return only === undefined || only.quoted || !only.text.startsWith('$') ? undefined : word.image.slice(1);
}

/** The words of a list, other lists opened; worked out once. */
function listWords(scope: Scope, name: string, use: Word, open: readonly string[]): readonly Word[] {
  const known = scope.opened.get(name);
  if (known !== undefined) return known;
  const list = scope.lists.get(name);
  if (list === undefined) return report(scope, undefinedList(name, [...scope.lists.keys()], use)) ?? [];
  if (open.includes(name)) return report(scope, listInList(name, use)) ?? [];
  if (open.length === MAX_DEPTH) return report(scope, nestedTooDeep(use)) ?? [];
  const words = list.flatMap((pattern) => wordsOf(scope, pattern, [...open, name]));
  const tooLong = words.length > Math.max(MAX_ALTERNATIVES, list.length);
  const kept = tooLong ? (report(scope, tooManyAlternatives(use)) ?? []) : words;
  scope.opened.set(name, kept);
  return kept;
}

/** Patterns of commands: one a line or a rule, never separated by commas. */
export function withoutCommas(scope: Scope, patterns: readonly Pattern[]): readonly Pattern[] {
  const afterComma = patterns.find((pattern) => pattern.afterComma);
  if (afterComma === undefined) return patterns;
  const item: Item | undefined = afterComma.items[0];
  return report(scope, commaInCommand(item ?? afterComma)) ?? [];
}
