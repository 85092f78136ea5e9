import type { CommandItem, CommandPattern, PathPattern, TextPattern } from '../policy.ts';
import type { PathMatcher } from './path.ts';
import { compileFile } from './some-case.ts';
import { compileText, type TextMatcher } from './text.ts';

/** One word of a command pattern, ready to be asked; `rest` is `**` alone. */
export type Item = WordItem | 'rest';

export interface WordItem extends ValueItem {
  /** A word that starts with a dash; `--x=v` has its value apart. */
  readonly option: OptionItem | undefined;
}

/** A text, which may be a path: a word, or what an option is given. */
export interface ValueItem {
  readonly text: TextMatcher;
  /** The same, blind to case: for asks and denies of a program that was itself spelled in another case. */
  readonly folded: () => TextMatcher;
  /** `./x`, `/x`, `~/x` stand for that file, however it is spelled. */
  readonly path: PathMatcher | undefined;
  /** Whether the path pattern lies under the workspace: the only kind that names code by a wildcard. */
  readonly inWorkspace: boolean;
}

export interface OptionItem {
  readonly name: TextMatcher;
  /** `-rf` may be `-r -f`. */
  readonly letters: readonly string[];
  readonly value: ValueItem | undefined;
}

/** The alternatives of a command pattern without groups: `git (log|diff) [-p]` gives four. */
export function flattenCommand(pattern: CommandPattern): readonly (readonly CommandItem[])[] {
  let heads: (readonly CommandItem[])[] = [[]];
  for (const item of pattern) {
    const tails = flattenItem(item);
    heads = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  }
  return heads;
}

function flattenItem(item: CommandItem): readonly (readonly CommandItem[])[] {
  if (item.kind === 'oneOf') return item.options.flatMap(flattenCommand);
  if (item.kind === 'optional') return [[], ...flattenCommand(item.items)];
  return [[item]];
}

export function compileItem(item: CommandItem): Item {
  if (item.kind === 'rest') return 'rest';
  if (item.kind !== 'word') throw new Error('groups are flattened before items are compiled');
  return { ...valueItem(item.word), option: optionOf(item.word) };
}

function valueItem(word: TextPattern): ValueItem {
  const path = pathPatternOf(word);
  let folded: TextMatcher | undefined;
  return {
    text: compileText(word),
    folded: () => (folded ??= compileText(word, { fold: true })),
    path: path === undefined ? undefined : compileFile(path),
    inWorkspace: path?.anchor === 'workspace',
  };
}

function optionOf(word: TextPattern): OptionItem | undefined {
  const head = word[0];
  if (typeof head !== 'string' || !head.startsWith('-') || (word.length === 1 && (head === '-' || head === '--'))) {
    return undefined;
  }
  const equals = head.indexOf('=');
  if (equals > 1) {
    const value: TextPattern = [...(equals + 1 < head.length ? [head.slice(equals + 1)] : []), ...word.slice(1)];
    return { name: compileText([head.slice(0, equals)]), letters: [], value: valueItem(value) };
  }
  const cluster = word.length === 1 && /^-[A-Za-z0-9]{2,}$/.test(head);
  return {
    name: compileText(word),
    letters: cluster ? [...head.slice(1)].map((letter) => `-${letter}`) : [],
    value: undefined,
  };
}

const ANCHORS: readonly (readonly [string, PathPattern['anchor']])[] = [
  ['./', 'workspace'],
  ['/', 'root'],
  ['~/', 'home'],
];

/** The path a word of a command pattern stands for, if it is written as one. */
export function pathPatternOf(word: TextPattern): PathPattern | undefined {
  const head = word[0];
  if (typeof head !== 'string') return undefined;
  if (word.length === 1 && head === '~') return { anchor: 'home', path: [] };
  for (const [prefix, anchor] of ANCHORS) {
    if (!head.startsWith(prefix)) continue;
    const rest = head.slice(prefix.length);
    return { anchor, path: [...(rest === '' ? [] : [rest]), ...word.slice(1)] };
  }
  return undefined;
}

/** A flat pattern as a policy writes it. */
export function showPattern(flat: readonly CommandItem[]): string {
  return flat.map((item) => (item.kind === 'word' ? showText(item.word) : '**')).join(' ');
}

function showText(word: TextPattern): string {
  const text = word.map((part) => {
    if (typeof part === 'string') return /^[\w@%+=:,./~-]*$/.test(part) ? part : JSON.stringify(part);
    return 'wild' in part ? part.wild : `{${part.oneOf.map(showText).join(',')}}`;
  });
  return text.join('');
}
