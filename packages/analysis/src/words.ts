import type { CommandItem, CommandPattern, TextPattern } from '@writ/engine';

/** A word of a command pattern as the method knows it: texts with `*` between them, so `['a', 'b']` is `a*b`. */
export type PlainWord = readonly string[];

/** One alternative of a command pattern, as far as it is plain; `'rest'` is any number of any words. */
export type PlainCommand = readonly (PlainWord | 'rest')[];

/** More alternatives than this are not looked at. */
const MOST = 200;

/** The alternatives of a pattern without groups and braces; `undefined` where there are too many to look at. */
export function alternativesOf(pattern: CommandPattern): readonly (readonly CommandItem[])[] | undefined {
  let heads: (readonly CommandItem[])[] = [[]];
  for (const item of pattern) {
    const tails = itemAlternatives(item);
    if (tails === undefined || heads.length * tails.length > MOST) return undefined;
    heads = heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  }
  return heads;
}

function itemAlternatives(item: CommandItem): readonly (readonly CommandItem[])[] | undefined {
  switch (item.kind) {
    case 'rest':
      return [[item]];
    case 'word':
      return textAlternatives(item.word)?.map((word) => [{ kind: 'word', word }]);
    case 'optional': {
      const inner = alternativesOf(item.items);
      return inner && [[], ...inner];
    }
    case 'oneOf': {
      const options = item.options.map(alternativesOf);
      return options.includes(undefined) ? undefined : options.flatMap((one) => one ?? []);
    }
  }
}

/** A text pattern without braces, in every way it can be read. */
export function textAlternatives(pattern: TextPattern): readonly TextPattern[] | undefined {
  let heads: TextPattern[] = [[]];
  for (const part of pattern) {
    if (typeof part === 'string' || 'wild' in part) {
      heads = heads.map((head) => [...head, part]);
      continue;
    }
    const tails = part.oneOf.map(textAlternatives);
    if (tails.includes(undefined)) return undefined;
    heads = heads.flatMap((head) => tails.flatMap((ones) => ones ?? []).map((tail) => [...head, ...tail]));
    if (heads.length > MOST) return undefined;
  }
  return heads;
}

/** A text of literals and stars; `undefined` with `?`, which the method leaves out. */
export function plainText(pattern: TextPattern): PlainWord | undefined {
  const pieces = [''];
  for (const part of pattern) {
    if (typeof part === 'string') pieces.push((pieces.pop() ?? '') + part);
    else if (!('wild' in part) || part.wild === '?') return undefined;
    else pieces.push('');
  }
  return pieces;
}

/** Neither an option nor written as a path: its meaning is its text, and nothing else. */
export function plainWord(pattern: TextPattern): PlainWord | undefined {
  const word = plainText(pattern);
  const head = word?.[0] ?? '';
  return head.startsWith('-') || /^(?:\.?\/|~)/.test(head) ? undefined : word;
}

/** The alternative as far as its words are plain, and whether that is all of it. */
export function plainCommand(items: readonly CommandItem[]): { readonly words: PlainCommand; readonly whole: boolean } {
  const words: (PlainWord | 'rest')[] = [];
  for (const item of items) {
    const word = item.kind === 'rest' ? 'rest' : item.kind === 'word' ? plainWord(item.word) : undefined;
    if (word === undefined || (words.length === 0 && isFile(word))) return { words, whole: false };
    words.push(word);
  }
  return { words, whole: true };
}

/** `tools/build` as a program is a file, not a name. */
const isFile = (word: PlainWord | 'rest'): boolean => word !== 'rest' && word.some((text) => text.includes('/'));

/** The pattern of a plain command, for a rule of its own. */
export const patternOf = (words: PlainCommand): CommandPattern =>
  words.map((word) => (word === 'rest' ? { kind: 'rest' } : { kind: 'word', word: textOf(word) }));

const textOf = (word: PlainWord): TextPattern =>
  word.flatMap((text, at) => [...(at === 0 ? [] : [{ wild: '*' as const }]), ...(text === '' ? [] : [text])]);
