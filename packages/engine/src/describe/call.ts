import type { Parts, Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import type { DatabaseWord } from './database.ts';
import type { Shape } from './forms.ts';
import type { ProgramWord } from './program-words.ts';
import type { Arguments } from './scan.ts';

/** One argument vector while its consequences are worked out. */
export interface Call {
  readonly argv: readonly [Word, ...Word[]];
  readonly found: Arguments;
  readonly shape: Shape;
  readonly base: Word | undefined;
  readonly same: boolean;
  readonly hosts: readonly string[];
  /** Whether the description only adds to another, which already says what is not listed. */
  readonly adding: boolean;
  /** The shapes of the names that come in on standard input, each ended by a zero byte, where that is known. */
  readonly names: readonly Parts[] | undefined;
  /** Program texts in little languages, which several words may make up together. */
  readonly programs: ProgramWord[];
  readonly databases: DatabaseWord[];
  readonly consequences: Consequence[];
}
