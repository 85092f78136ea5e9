import { assertNever } from '../assert-never.ts';
import type { Word } from '../word.ts';
import type { LevelTable } from './level-table.ts';
import { isBearing, type OptionEntry, type Variant } from './option-table.ts';
import type { Scan } from './scan.ts';
import { takeItems } from './take-items.ts';

/** Takes an option and the words that are its value; `attached` is the value that its own word holds. */
export function takeOption(
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
      pushOption(scan, entry, name, attached, [at]);
      return at + 1;
    case 'value':
      return attached === undefined
        ? takeNext(scan, argv, entry, name, at)
        : takeAttached(scan, entry, name, attached, at);
    case 'words':
      return attached === undefined ? takeWords(scan, argv, entry, name, at) : pushUnlisted(scan, name, attached, at);
    case 'unclear':
      pushOption(scan, entry, name, attached, [at]);
      return doubtOption(scan, argv, at);
    default:
      return assertNever(entry.takes);
  }
}

function takeAttached(scan: Scan, entry: OptionEntry, name: string, value: Word, at: number): number {
  pushOption(scan, entry, name, value, [at]);
  return at + 1;
}

function takeNext(scan: Scan, argv: readonly Word[], entry: OptionEntry, name: string, at: number): number {
  const value = argv[at + 1];
  pushOption(scan, entry, name, value, value === undefined ? [at] : [at, at + 1]);
  if (value?.kind === 'many') doubtRest(scan, value, at + 1);
  return at + 2;
}

/** Of several arguments the first is the value; the others, if there are any, may be anything. */
export function doubtRest(scan: Scan, word: Word, index: number): void {
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

/** Notes an option that its own word ends. */
export function pushOption(
  scan: Scan,
  entry: OptionEntry,
  name: string,
  value: Word | undefined,
  words: readonly number[],
): void {
  scan.options.push({ entry, depth: scan.levels.length - 1, name, value, words, items: undefined });
}

/** Notes an option that is not listed; returns the index behind it. */
export function pushUnlisted(scan: Scan, name: string, value: Word | undefined, at: number): number {
  const open = scan.table.open && !isShortened(scan.table, name);
  scan.unlisted.push({ name, value, index: at, open });
  return at + 1;
}

/** `--endpoint` for `--endpoint-url`: programs take what is short for one option, and that one has consequences. */
function isShortened({ longNames, options }: LevelTable, name: string): boolean {
  return (
    name.startsWith('--') &&
    longNames.some((long) => long.startsWith(name) && options.get(long)?.variants.some(isConsequential) === true)
  );
}

const isConsequential = ({ option }: Variant): boolean => isBearing(option);

/** Notes that a word may hold another option than it was taken for; returns the index behind it. */
export function doubtOption(scan: Scan, argv: readonly Word[], index: number): number {
  const word = argv[index];
  if (word !== undefined) scan.doubts.push({ why: 'option', index, word, table: scan.table });
  return index + 1;
}
