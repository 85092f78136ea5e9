import {
  commaInCommand,
  duplicatePattern,
  groupNotHere,
  listInList,
  missingComma,
  undefinedList,
} from '../problems/patterns.ts';
import type { Word } from '../read/tokens.ts';
import type { Item, Pattern } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';

/**
 * Reads each word of a pattern list, `$NAME` lists opened, and leaves out what is written twice.
 * Every pattern must be one word.
 */
export function wordPatterns<T>(
  scope: Scope,
  patterns: readonly Pattern[],
  read: (word: Word) => T | undefined,
): readonly T[] {
  const seen = new Set<string>();
  const found: T[] = [];
  for (const word of patterns.flatMap((pattern) => wordsOf(scope, pattern, []))) {
    const value = read(word);
    if (value === undefined) continue;
    const key = JSON.stringify(value);
    if (seen.has(key)) report(scope, duplicatePattern(word));
    else found.push(value);
    seen.add(key);
  }
  return found;
}

/** The words of one pattern: itself, or those of the list it names. */
export function wordsOf(scope: Scope, pattern: Pattern, open: readonly string[]): readonly Word[] {
  const [first, second] = pattern.items;
  if (first === undefined) return [];
  const group = pattern.items.find((item) => item.kind === 'group');
  if (group !== undefined) return report(scope, groupNotHere(group)) ?? [];
  if (second !== undefined) return report(scope, missingComma(second)) ?? [];
  return first.kind === 'word' ? expandList(scope, first.word, open) : [];
}

function expandList(scope: Scope, word: Word, open: readonly string[]): readonly Word[] {
  const [only] = word.parts;
  if (only === undefined || only.quoted || !only.text.startsWith('$')) return [word];
  const name = word.image.slice(1);
  const list = scope.lists.get(name);
  if (open.includes(name)) return report(scope, listInList(name, word)) ?? [];
  if (list !== undefined) return list.flatMap((pattern) => wordsOf(scope, pattern, [...open, name]));
  report(
    scope,
    undefinedList(
      name,
      [...scope.lists.keys()].map((known) => `$${known}`),
      word,
    ),
  );
  return [];
}

/** Patterns of commands: one a line or a rule, never separated by commas. */
export function withoutCommas(scope: Scope, patterns: readonly Pattern[]): readonly Pattern[] {
  const afterComma = patterns.find((pattern) => pattern.afterComma);
  if (afterComma === undefined) return patterns;
  const item: Item | undefined = afterComma.items[0];
  return report(scope, commaInCommand(item ?? afterComma)) ?? [];
}
