import { assertNever } from '../assert-never.ts';
import type { Word } from '../word.ts';
import type { LevelTable } from './level-table.ts';
import { keyOf, type OptionEntry } from './option-table.ts';
import type { Scan } from './scan.ts';
import { doubtOption, doubtRest, pushOption, pushUnlisted, takeOption } from './take-option.ts';
import { dropText, isWhole, leadingText } from './word-parts.ts';

/**
 * Reads one word, and the words that are its value, as an option in the style of the level.
 * Returns the index of the word behind them, or `undefined` where the word is no option.
 */
export function readOption(scan: Scan, argv: readonly Word[], word: Word, at: number): number | undefined {
  const text = leadingText(word);
  const { table } = scan;
  if (table.clusterFirst && at === scan.first && word.kind === 'text' && !text.startsWith('-'))
    return readBareCluster(scan, argv, word, at);
  if (text === '') return undefined;
  if (text === '-' && isWhole(word)) return readLoneDash(scan, argv, at);
  if (!text.startsWith('-')) return table.undashed.length === 0 ? undefined : readUndashed(scan, argv, word, text, at);
  if (word.kind === 'many' && word.each === undefined) return undefined;
  switch (table.style) {
    case 'gnu':
    case 'posix':
      return text.startsWith('--') ? readLong(scan, argv, word, text, at) : readCluster(scan, argv, word, text, at);
    case 'single-dash':
    case 'go':
      return readSingle(scan, argv, word, text, at);
    default:
      return assertNever(table.style);
  }
}

/** `-` is an operand, unless the description says otherwise (`env -`). */
function readLoneDash(scan: Scan, argv: readonly Word[], at: number): number | undefined {
  const entry = scan.table.options.get('-');
  return entry === undefined ? undefined : takeOption(scan, argv, entry, '-', undefined, at);
}

/* ---- the grammars ---- */

/** `--name`, `--name=value`, `--name value`, and abbreviations that fit one option only. */
function readLong(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number {
  const equals = text.indexOf('=');
  if (equals === -1 && !isWhole(word)) return doubtOption(scan, argv, at);
  const name = equals === -1 ? text : text.slice(0, equals);
  const value = equals === -1 ? undefined : dropText(word, equals + 1);
  const entry = findLong(scan.table, name);
  if (entry === undefined || (entry.takes === 'nothing' && value !== undefined))
    return readUnlisted(scan, argv, name, value, at);
  return takeOption(scan, argv, entry, name, value, at);
}

const BUILT_IN = ['--help', '--version'];

function findLong(table: LevelTable, name: string): OptionEntry | undefined {
  const exact = table.options.get(name);
  if (exact !== undefined || name.length < 3) return exact;
  let found: OptionEntry | undefined;
  for (const long of table.longNames) {
    if (!long.startsWith(name)) continue;
    const entry = table.options.get(long);
    if (found !== undefined && entry !== found) return undefined;
    found = entry;
  }
  if (found !== undefined) return found;
  const builtIn = BUILT_IN.find((long) => long.startsWith(name));
  return builtIn === undefined ? undefined : table.options.get(builtIn);
}

/** `-abc`: one letter after another until one takes the rest, or the next word, as its value. */
function readCluster(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number, sign = '-'): number {
  const { options } = scan.table;
  for (let place = 1; place < text.length; place++) {
    // Where an option of two letters is listed, the program looks for it first (`zip -qTT`).
    const pair = sign + text.slice(place, place + 2);
    const name = place + 1 < text.length && options.has(pair) ? pair : sign + text.charAt(place);
    const entry = options.get(name);
    place += name.length - 1 - sign.length;
    const number = entry === undefined && options.has(`${sign}#`) ? endOfDigits(text, place) : place;
    if (number > place) {
      takeOption(scan, argv, options.get(`${sign}#`) as OptionEntry, sign + text.slice(place, number), undefined, at);
      place = number - 1;
    } else if (entry === undefined) {
      pushUnlisted(scan, name, undefined, at);
    } else if (entry.takes === 'nothing' || isFlag(entry, text.slice(place + 1))) {
      pushOption(scan, entry, name, undefined, [at]);
    } else {
      const rest = place + 1 < text.length || !isWhole(word) ? dropText(word, place + 1) : undefined;
      return takeOption(scan, argv, entry, name, rest, at);
    }
  }
  return isWhole(word) ? at + 1 : doubtOption(scan, argv, at);
}

/** `-Ao`, where `-A=true` may be said too: what follows is no value that the option could have, but the next letter. */
function isFlag({ takes, variants }: OptionEntry, rest: string): boolean {
  if (takes !== 'attached') return false;
  const choices = variants.map(({ option }) => option.value?.choices);
  return choices.every((some) => some !== undefined && !some.includes(rest.replace(/^=/, '')));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** `-name`, `-name value`, `-name=value`; one letter may have its value attached, except in Go's way. */
function readSingle(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number {
  const { options, style } = scan.table;
  const exact = isWhole(word) ? (options.get(keyOf(text, style)) ?? wholeNumber(scan.table, text)) : undefined;
  if (exact !== undefined) return takeOption(scan, argv, exact, text, undefined, at);
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const named = equals === -1 ? undefined : options.get(keyOf(name, style));
  // Go's booleans are the flags that take `=true`.
  if (named !== undefined && (named.takes !== 'nothing' || style === 'go')) {
    return takeOption(scan, argv, named, name, dropText(word, equals + 1), at);
  }
  const prefix = style === 'single-dash' ? attachedPrefix(scan.table, text) : undefined;
  const entry = prefix === undefined ? undefined : options.get(prefix);
  if (prefix !== undefined && entry !== undefined)
    return takeOption(scan, argv, entry, prefix, dropText(word, prefix.length), at);
  if (!isWhole(word) && equals === -1) return doubtOption(scan, argv, at);
  return readUnlisted(scan, argv, name, equals === -1 ? undefined : dropText(word, equals + 1), at);
}

/** Where a mark may stand in front of any word (`file://x`), it may in front of the value of an option nobody listed. */
function readUnlisted(scan: Scan, argv: readonly Word[], name: string, value: Word | undefined, at: number): number {
  const next = pushUnlisted(scan, name, value, at);
  if (value !== undefined && scan.table.open) readMark(scan, argv, value, leadingText(value), at);
  return next;
}

function wholeNumber(table: LevelTable, text: string): OptionEntry | undefined {
  return text.length > 1 && endOfDigits(text, 1) === text.length ? table.options.get('-#') : undefined;
}

/** `-Idir`, `-Wl,x`: a letter, or a name that ends in `,` or `:`, with its value behind it. */
function attachedPrefix(table: LevelTable, text: string): string | undefined {
  const marks = [text.indexOf(','), text.indexOf(':')]
    .filter((mark) => mark > 0)
    .map((mark) => text.slice(0, mark + 1));
  return [...marks, text.slice(0, 2)].find((prefix) => {
    const takes = table.options.get(prefix)?.takes;
    return takes === 'value' || takes === 'attached';
  });
}

/** `+short`, `if=x`, `!`, `@file`, `msl:x`, `file://x`: names without a dash, only as listed. */
function readUndashed(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number | undefined {
  const { table } = scan;
  const exact = isWhole(word) ? table.options.get(text) : undefined;
  if (exact !== undefined) return takeOption(scan, argv, exact, text, undefined, at);
  const equals = text.indexOf('=');
  const named = equals === -1 ? undefined : table.options.get(text.slice(0, equals));
  if (named !== undefined && named.takes !== 'nothing')
    return takeOption(scan, argv, named, text.slice(0, equals), dropText(word, equals + 1), at);
  const marked = readMark(scan, argv, word, text, at);
  if (marked !== undefined) return marked;
  const plus = text.startsWith('+') && table.undashed.some((name) => name.startsWith('+'));
  if (plus && !isWhole(word)) return doubtOption(scan, argv, at);
  const letters = plus && text.length > 1;
  const known = table.options.has(`+${text.charAt(1)}`) || (table.options.has('+#') && isDigit(text.charCodeAt(1)));
  return letters && known ? readCluster(scan, argv, word, text, at, '+') : undefined;
}

/** `@file`, `msl:x`, `file://x`. */
function readMark(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number | undefined {
  const { options, undashed } = scan.table;
  if (!isWhole(word) && !text.includes('=') && undashed.some((name) => name.startsWith(text)))
    return doubtOption(scan, argv, at);
  const mark = /^[A-Za-z0-9+]/.test(text) ? undefined : options.get(text.charAt(0));
  if (mark !== undefined && mark.takes !== 'nothing' && text.length > 1)
    return takeOption(scan, argv, mark, text.charAt(0), dropText(word, 1), at);
  const prefix = undashed.find((name) => /[,:]$|:\/\/$/.test(name) && text.startsWith(name));
  const prefixed = prefix === undefined ? undefined : options.get(prefix);
  return prefix === undefined || prefixed === undefined
    ? undefined
    : takeOption(scan, argv, prefixed, prefix, dropText(word, prefix.length), at);
}

/** `tar xf a.tar`: letters whose values are the next words, in order. */
function readBareCluster(scan: Scan, argv: readonly Word[], word: Word, at: number): number {
  let next = at + 1;
  for (const letter of leadingText(word)) {
    const name = `-${letter}`;
    const entry = scan.table.options.get(name);
    if (entry === undefined) pushUnlisted(scan, name, undefined, at);
    else if (entry.takes !== 'value') pushOption(scan, entry, name, undefined, [at]);
    else {
      pushOption(scan, entry, name, argv[next], argv[next] === undefined ? [at] : [at, next]);
      const value = argv[next];
      if (value?.kind === 'many') doubtRest(scan, value, next);
      next++;
    }
  }
  return Math.min(next, argv.length);
}
