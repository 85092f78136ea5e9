import { assertNever } from '../assert-never.ts';
import type { Word } from '../word.ts';
import type { Scan } from './getopt.ts';
import { keyOf, type LevelTable, type OptionEntry } from './level.ts';
import { takeItems } from './take-items.ts';
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
  return entry === undefined ? undefined : take(scan, argv, entry, '-', undefined, at);
}

/* ---- the grammars ---- */

/** `--name`, `--name=value`, `--name value`, and abbreviations that fit one option only. */
function readLong(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number {
  const equals = text.indexOf('=');
  if (equals === -1 && !isWhole(word)) return doubtOption(scan, argv, at);
  const name = equals === -1 ? text : text.slice(0, equals);
  const value = equals === -1 ? undefined : dropText(word, equals + 1);
  const entry = findLong(scan.table, name);
  if (entry === undefined || (entry.takes === 'nothing' && value !== undefined)) return unlisted(scan, name, value, at);
  return take(scan, argv, entry, name, value, at);
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
    const name = sign + text.charAt(place);
    const entry = options.get(name);
    const number = entry === undefined && options.has(`${sign}#`) ? endOfDigits(text, place) : place;
    if (number > place) {
      take(scan, argv, options.get(`${sign}#`) as OptionEntry, sign + text.slice(place, number), undefined, at);
      place = number - 1;
    } else if (entry === undefined) {
      unlisted(scan, name, undefined, at);
    } else if (entry.takes === 'nothing') {
      push(scan, entry, name, undefined, [at]);
    } else {
      const rest = place + 1 < text.length || !isWhole(word) ? dropText(word, place + 1) : undefined;
      return take(scan, argv, entry, name, rest, at);
    }
  }
  return isWhole(word) ? at + 1 : doubtOption(scan, argv, at);
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
  if (exact !== undefined) return take(scan, argv, exact, text, undefined, at);
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const named = equals === -1 ? undefined : options.get(keyOf(name, style));
  // Go's booleans are the flags that take `=true`.
  if (named !== undefined && (named.takes !== 'nothing' || style === 'go')) {
    return take(scan, argv, named, name, dropText(word, equals + 1), at);
  }
  const prefix = style === 'single-dash' ? attachedPrefix(scan.table, text) : undefined;
  const entry = prefix === undefined ? undefined : options.get(prefix);
  if (prefix !== undefined && entry !== undefined)
    return take(scan, argv, entry, prefix, dropText(word, prefix.length), at);
  if (!isWhole(word) && equals === -1) return doubtOption(scan, argv, at);
  return unlisted(scan, name, equals === -1 ? undefined : dropText(word, equals + 1), at);
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

/** `+short`, `if=x`, `!`: names without a dash, only as listed. */
function readUndashed(scan: Scan, argv: readonly Word[], word: Word, text: string, at: number): number | undefined {
  const { table } = scan;
  const exact = isWhole(word) ? table.options.get(text) : undefined;
  if (exact !== undefined) return take(scan, argv, exact, text, undefined, at);
  const equals = text.indexOf('=');
  const named = equals === -1 ? undefined : table.options.get(text.slice(0, equals));
  if (named !== undefined && named.takes !== 'nothing')
    return take(scan, argv, named, text.slice(0, equals), dropText(word, equals + 1), at);
  if (!isWhole(word) && equals === -1 && table.undashed.some((name) => name.startsWith(text)))
    return doubtOption(scan, argv, at);
  const letters = text.startsWith('+') && text.length > 1 && isWhole(word);
  const known = table.options.has(`+${text.charAt(1)}`) || (table.options.has('+#') && isDigit(text.charCodeAt(1)));
  return letters && known ? readCluster(scan, argv, word, text, at, '+') : undefined;
}

/** `tar xf a.tar`: letters whose values are the next words, in order. */
function readBareCluster(scan: Scan, argv: readonly Word[], word: Word, at: number): number {
  let next = at + 1;
  for (const letter of leadingText(word)) {
    const name = `-${letter}`;
    const entry = scan.table.options.get(name);
    if (entry === undefined) unlisted(scan, name, undefined, at);
    else if (entry.takes !== 'value') push(scan, entry, name, undefined, [at]);
    else {
      push(scan, entry, name, argv[next], argv[next] === undefined ? [at] : [at, next]);
      const value = argv[next];
      if (value?.kind === 'many') doubtRest(scan, value, next);
      next++;
    }
  }
  return Math.min(next, argv.length);
}

/* ---- what was found ---- */

/** Takes an option and the words that are its value; `attached` is the value that its own word holds. */
function take(
  scan: Scan,
  argv: readonly Word[],
  entry: OptionEntry,
  name: string,
  attached: Word | undefined,
  at: number,
): number {
  switch (entry.takes) {
    case 'nothing':
    case 'attached':
      push(scan, entry, name, attached, [at]);
      return at + 1;
    case 'value':
      return attached === undefined
        ? takeNext(scan, argv, entry, name, at)
        : takeAttached(scan, entry, name, attached, at);
    case 'words':
      return attached === undefined ? takeWords(scan, argv, entry, name, at) : unlisted(scan, name, attached, at);
    case 'unclear':
      push(scan, entry, name, attached, [at]);
      return doubtOption(scan, argv, at);
    default:
      return assertNever(entry.takes);
  }
}

function takeAttached(scan: Scan, entry: OptionEntry, name: string, value: Word, at: number): number {
  push(scan, entry, name, value, [at]);
  return at + 1;
}

function takeNext(scan: Scan, argv: readonly Word[], entry: OptionEntry, name: string, at: number): number {
  const value = argv[at + 1];
  push(scan, entry, name, value, value === undefined ? [at] : [at, at + 1]);
  if (value?.kind === 'many') doubtRest(scan, value, at + 1);
  return at + 2;
}

/** Of several arguments the first is the value; the others, if there are any, may be anything. */
function doubtRest(scan: Scan, word: Word, index: number): void {
  scan.doubts.push({ why: 'any', index, word, table: scan.table });
  scan.operands.push({ word, index, mayMiss: true });
}

function takeWords(scan: Scan, argv: readonly Word[], entry: OptionEntry, name: string, at: number): number {
  const items = entry.variants[0]?.option.value?.items ?? [];
  const { taken, next, sure } = takeItems(items, argv, at + 1);
  const words = Array.from({ length: next - at }, (_, place) => at + place);
  const first = taken[0];
  scan.options.push({ entry, depth: scan.levels.length - 1, name, value: first?.words[0], words, items: taken });
  if (!sure) doubtOption(scan, argv, at);
  return next;
}

function push(scan: Scan, entry: OptionEntry, name: string, value: Word | undefined, words: readonly number[]): void {
  scan.options.push({ entry, depth: scan.levels.length - 1, name, value, words, items: undefined });
}

function unlisted(scan: Scan, name: string, value: Word | undefined, at: number): number {
  scan.unlisted.push({ name, value, index: at, open: scan.table.open });
  return at + 1;
}

function doubtOption(scan: Scan, argv: readonly Word[], index: number): number {
  const word = argv[index];
  if (word !== undefined) scan.doubts.push({ why: 'option', index, word, table: scan.table });
  return index + 1;
}
