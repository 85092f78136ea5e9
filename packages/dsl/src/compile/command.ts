import type { CommandItem, CommandPattern, TextPattern } from '@writ/engine';
import { assertNever } from '../assert-never.ts';
import {
  dotDot,
  emptyPattern,
  listInCommand,
  literalDollar,
  optionalProgram,
  quotedWildcard,
  tooManyAlternatives,
} from '../problems/patterns.ts';
import { isQuoted, plainText, type Word } from '../read/tokens.ts';
import type { Item, Pattern } from '../syntax/tree.ts';
import { report, type Scope } from './scope.ts';
import { alternativesOf, literalOf, MAX_ALTERNATIVES, textPattern } from './text.ts';

/** A sequence of words as a command pattern; the first word is the program. */
export function commandPattern(scope: Pick<Scope, 'problems' | 'lists'>, pattern: Pattern): CommandPattern | undefined {
  const before = scope.problems.length;
  const items = itemsOf(scope, pattern.items, true);
  if (countItems(items) > MAX_ALTERNATIVES) report(scope, tooManyAlternatives(pattern));
  return scope.problems.slice(before).some((problem) => problem.severity === 'error') ? undefined : items;
}

function itemsOf(scope: Pick<Scope, 'problems' | 'lists'>, items: readonly Item[], program: boolean): CommandPattern {
  return items.map((item, index) => itemOf(scope, item, program && index === 0));
}

function itemOf(scope: Pick<Scope, 'problems' | 'lists'>, item: Item, program: boolean): CommandItem {
  if (item.kind === 'word') return wordItem(scope, item.word, program);
  const options = item.options.map((option) => itemsOf(scope, option, program));
  const [only] = options;
  if (!item.optional) return options.length === 1 && only !== undefined ? oneOption(only) : { kind: 'oneOf', options };
  if (program) report(scope, optionalProgram(item));
  const items: CommandPattern = options.length === 1 && only !== undefined ? only : [{ kind: 'oneOf', options }];
  return { kind: 'optional', items };
}

/** `(git)` is `git`; `(git log)` stays a group. */
function oneOption(items: CommandPattern): CommandItem {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'oneOf', options: [items] };
}

function wordItem(scope: Pick<Scope, 'problems' | 'lists'>, word: Word, program: boolean): CommandItem {
  const pattern = textPattern(scope, word);
  if (program) checkProgram(scope, pattern, word);
  warnOfLooks(scope, word);
  const [only] = pattern;
  const rest = pattern.length === 1 && typeof only === 'object' && 'wild' in only && only.wild === '**';
  return rest ? { kind: 'rest' } : { kind: 'word', word: pattern };
}

function checkProgram(scope: Pick<Scope, 'problems'>, pattern: TextPattern, word: Word): void {
  if (pattern.length === 0) report(scope, emptyPattern(word));
  else if (literalOf(pattern)?.split('/').includes('..')) report(scope, dotDot(word));
}

function warnOfLooks(scope: Pick<Scope, 'problems' | 'lists'>, word: Word): void {
  const bare = word.parts.find((part) => !part.quoted)?.text;
  if (bare === word.image && bare.startsWith('$') && scope.lists.has(bare.slice(1)))
    report(scope, listInCommand(bare, word));
  else if (bare?.includes('$')) report(scope, literalDollar(word.image, word));
  if (isQuoted(word) && word.parts.length === 1 && /^\*+$/.test(plainText(word)))
    report(scope, quotedWildcard(word.image, word));
}

/** How many sequences a pattern stands for, its words' alternatives included. */
const countItems = (items: CommandPattern): number => items.reduce((count, item) => count * countItem(item), 1);

function countItem(item: CommandItem): number {
  switch (item.kind) {
    case 'rest':
      return 1;
    case 'word':
      return alternativesOf(item.word);
    case 'oneOf':
      return item.options.reduce((sum, option) => sum + countItems(option), 0);
    case 'optional':
      return 1 + countItems(item.items);
    default:
      return assertNever(item);
  }
}
