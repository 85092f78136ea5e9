import type { Level, Style } from '@writ/engine';
import { isOneOf, STYLES } from '../keywords.ts';
import { duplicateFlag, flagNeedsWord, unknownFlag, unknownStyle } from '../problems/describe.ts';
import type { Word } from '../read/tokens.ts';
import { report, type Scope } from './scope.ts';

/** What stands behind a program's or a command's name, or on lines of its own inside. */
export interface Flags {
  complete?: true;
  open?: true;
  verbs?: 'last';
  firstWord?: NonNullable<Level['firstWord']>;
  style?: Style;
  like?: Word;
  readonly aliases: Word[];
}

const FLAGS = ['complete', 'open', 'verbs', 'first-word', 'style', 'like', 'alias'] as const;

export function readFlags(scope: Scope, words: readonly Word[]): Flags {
  const flags: Flags = { aliases: [] };
  const seen = new Set<string>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    if (!isOneOf(word.image, FLAGS)) {
      report(scope, unknownFlag(word.image, word));
      continue;
    }
    if (seen.has(word.image) && word.image !== 'alias') report(scope, duplicateFlag(word.image, word));
    seen.add(word.image);
    index += takeFlag(scope, flags, word.image, words, index);
  }
  return flags;
}

/** How many of the words behind the flag belong to it. */
function takeFlag(
  scope: Scope,
  flags: Flags,
  flag: (typeof FLAGS)[number],
  words: readonly Word[],
  index: number,
): number {
  const word = words[index] as Word;
  const next = words[index + 1];
  switch (flag) {
    case 'complete':
    case 'open':
      flags[flag] = true;
      return 0;
    case 'verbs':
      if (next?.image !== 'last') return report(scope, flagNeedsWord('verbs', '`last`', word)) ?? 0;
      flags.verbs = 'last';
      return 1;
    case 'first-word':
      if (next?.image !== 'cluster') return report(scope, flagNeedsWord('first-word', '`cluster`', word)) ?? 0;
      flags.firstWord = 'cluster';
      return 1;
    case 'style':
      if (next === undefined) return report(scope, flagNeedsWord('style', 'a name', word)) ?? 0;
      if (isOneOf(next.image, STYLES)) flags.style = next.image;
      else report(scope, unknownStyle(next.image, next));
      return 1;
    case 'like':
      if (next === undefined) return report(scope, flagNeedsWord('like', 'a program', word)) ?? 0;
      flags.like = next;
      return 1;
    case 'alias':
      return takeAliases(scope, flags, words, index);
  }
}

function takeAliases(scope: Scope, flags: Flags, words: readonly Word[], index: number): number {
  let end = index + 1;
  while (end < words.length && !isOneOf(words[end]?.image ?? '', FLAGS)) end++;
  const aliases = words.slice(index + 1, end);
  if (aliases.length === 0) report(scope, flagNeedsWord('alias', 'a name', words[index] as Word));
  flags.aliases.push(...aliases);
  return aliases.length;
}
