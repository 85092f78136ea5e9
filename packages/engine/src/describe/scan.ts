import type { Word } from '../word.ts';
import type { LevelTable } from './level-table.ts';
import type { Operand } from './operand-fit.ts';
import type { OptionEntry } from './option-table.ts';
import type { TakenItem } from './take-items.ts';

/** An argument vector sorted into subcommands, options and operands, before anything is made of them. */
export interface Arguments {
  /** The levels of the description that were reached, from the top. */
  readonly levels: readonly LevelTable[];
  /** The index of the word that led to each of `levels`. */
  readonly levelWords: readonly number[];
  readonly path: readonly string[];
  readonly aliases: readonly (readonly string[])[];
  readonly pathWords: readonly number[];
  readonly options: readonly FoundOption[];
  readonly operands: readonly Operand[];
  readonly unlisted: readonly UnlistedOption[];
  /** Where a subcommand was expected and another word found. */
  readonly unlistedCommand: number | undefined;
  readonly doubts: readonly Doubt[];
}

/** An option that the description lists. */
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

/** An option that it does not list. */
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
  readonly aliases: (readonly string[])[];
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
