import type { TextMatcher } from '../match/text.ts';
import type { Does, OptionDescription, Style } from '../policy.ts';
import type { OperandGrammar } from './operand-grammar.ts';
import type { OptionEntry } from './option-table.ts';

/** A level of a description with its options and subcommands filed by name: built once, read by every call. */
export interface LevelTable {
  readonly style: Style;
  readonly options: ReadonlyMap<string, OptionEntry>;
  /** The long names of the description, for abbreviations. */
  readonly longNames: readonly string[];
  /** Names without a dash: `+short`, find's `!`, dd's `if`. */
  readonly undashed: readonly string[];
  readonly clusterFirst: boolean;
  readonly complete: boolean;
  readonly open: boolean;
  readonly does: readonly Does[];
  /** Those of `does` that move the folder. */
  readonly moving: readonly Does[];
  /** The shapes this level may have; none where nothing is said of its operands. */
  readonly forms: readonly FormTable[];
  /** The one form there is, where nothing but its operands decides whether it fits. */
  readonly onlyForm: FormTable | undefined;
  /** Whether `--` is an operand of some form. */
  readonly separator: boolean;
  readonly commands: CommandTable | undefined;
  /** Whether nothing at all follows from any option or operand: any word is harmless here. */
  readonly inert: boolean;
  /** What is read behind a subcommand that is not listed: only what is inherited. */
  readonly beyond: () => LevelTable;
}

/** One shape of a command. */
export interface FormTable {
  readonly grammar: OperandGrammar | undefined;
  readonly with: readonly string[] | undefined;
  readonly also: readonly string[] | undefined;
  readonly without: readonly string[] | undefined;
  readonly does: readonly Does[];
  readonly complete: boolean;
}

/** The subcommands of a level. */
export interface CommandTable {
  readonly verbsLast: boolean;
  /** The names of groups a verb may stand behind; `undefined`: any word. */
  readonly groups: readonly TextMatcher[] | undefined;
  find(word: string): FoundCommand | undefined;
}

/** A subcommand that a word names. */
export interface FoundCommand {
  /** Its canonical name: of an alias, the name it stands for. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly table: LevelTable;
}

/** What levels above hand down: their `inherit` options, and how their words are spelled. */
export interface Inherited {
  readonly options: readonly OptionDescription[];
  readonly style: Style;
}
