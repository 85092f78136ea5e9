import { knownText, type Word } from '../word.ts';
import type { LevelTable, OptionEntry } from './level.ts';
import type { Operand } from './operand-fit.ts';
import { readOption } from './option-words.ts';
import type { TakenItem } from './take-items.ts';
import { isGlob, leadingText } from './word-parts.ts';

/** An argument vector sorted into subcommands, options and operands, before anything is made of them. */
export interface Arguments {
  /** The levels of the description that were reached, from the top. */
  readonly levels: readonly LevelTable[];
  /** The index of the word that led to each of `levels`. */
  readonly levelWords: readonly number[];
  readonly path: readonly string[];
  readonly pathWords: readonly number[];
  readonly options: readonly FoundOption[];
  readonly operands: readonly Operand[];
  readonly unlisted: readonly UnlistedOption[];
  /** Where a subcommand was expected and another word found. */
  readonly unlistedCommand: number | undefined;
  readonly doubts: readonly Doubt[];
}

export interface FoundOption {
  readonly entry: OptionEntry;
  /** The level it stands at: an index into `levels`. */
  readonly depth: number;
  /** The spelling found. */
  readonly name: string;
  readonly value: Word | undefined;
  readonly words: readonly number[];
  /** Of an option that takes several words, what each is. */
  readonly items: readonly TakenItem[] | undefined;
}

export interface UnlistedOption {
  readonly name: string;
  readonly value: Word | undefined;
  readonly index: number;
  /** Whether its level takes options that are not listed. */
  readonly open: boolean;
}

/**
 * A word that is not known well enough: it may be (or hold) another option than it was taken for (`option`),
 * be any option or operand at all (`any`), or name any subcommand (`command`).
 */
export interface Doubt {
  readonly why: 'option' | 'any' | 'command';
  readonly index: number;
  readonly word: Word;
  readonly table: LevelTable;
}

/** `Arguments` while they are read. */
export interface Scan {
  readonly levels: LevelTable[];
  readonly levelWords: number[];
  readonly path: string[];
  readonly pathWords: number[];
  readonly options: FoundOption[];
  readonly operands: Operand[];
  readonly unlisted: UnlistedOption[];
  readonly doubts: Doubt[];
  unlistedCommand: number | undefined;
  table: LevelTable;
  /** No more options at this level. */
  ended: boolean;
  /** The index of the first word of this level. */
  first: number;
}

/** Sorts the words behind the program word; linear in their number. */
export function readArguments(root: LevelTable, argv: readonly Word[]): Arguments {
  const scan: Scan = {
    levels: [root],
    levelWords: [0],
    path: [],
    pathWords: [],
    options: [],
    operands: [],
    unlisted: [],
    doubts: [],
    unlistedCommand: undefined,
    table: root,
    ended: false,
    first: 1,
  };
  let at = 1;
  for (let word = argv[at]; word !== undefined; word = argv[at]) at = readWord(scan, argv, word, at);
  // A group path that ends without a verb: the verb is one that is not listed.
  if (scan.table.commands?.verbsLast === true) scan.unlistedCommand ??= scan.pathWords[scan.pathWords.length - 1];
  return scan;
}

function readWord(scan: Scan, argv: readonly Word[], word: Word, at: number): number {
  if (!scan.ended) {
    if (knownText(word) === '--' && scan.table.style !== 'single-dash') {
      scan.ended = true;
      if (scan.table.separator) scan.operands.push({ word, index: at, separator: true });
      return at + 1;
    }
    const next = readOption(scan, argv, word, at);
    if (next !== undefined) return next;
    if (word.kind !== 'text' && leadingText(word) === '')
      scan.doubts.push({ why: 'any', index: at, word, table: scan.table });
  }
  return readOperand(scan, word, at);
}

function readOperand(scan: Scan, word: Word, at: number): number {
  const { commands } = scan.table;
  if (commands === undefined || scan.operands.length > 0) return addOperand(scan, word, at);
  const text = knownText(word);
  if (text === undefined) {
    scan.doubts.push({ why: 'command', index: at, word, table: scan.table });
    return addOperand(scan, word, at);
  }
  const found = commands.find(text);
  if (found !== undefined) {
    scan.path.push(found.name);
    scan.pathWords.push(at);
    enter(scan, found.table, at);
    return at + 1;
  }
  if (commands.verbsLast && commands.groups?.some((group) => group.matches(text)) !== false) {
    scan.path.push(text);
    scan.pathWords.push(at);
    return at + 1;
  }
  if (scan.table.forms.length > 0) return addOperand(scan, word, at);
  scan.unlistedCommand = at;
  scan.path.push(text);
  scan.pathWords.push(at);
  enter(scan, scan.table.beyond(), at);
  return at + 1;
}

function enter(scan: Scan, table: LevelTable, at: number): void {
  scan.levels.push(table);
  scan.levelWords.push(at);
  scan.table = table;
  scan.ended = false;
  scan.first = at + 1;
}

function addOperand(scan: Scan, word: Word, index: number): number {
  const mayMiss = scan.doubts[scan.doubts.length - 1]?.index === index && isGlob(word);
  scan.operands.push(mayMiss ? { word, index, mayMiss } : { word, index });
  if (scan.table.style === 'posix' || scan.table.style === 'go') scan.ended = true;
  return index + 1;
}
