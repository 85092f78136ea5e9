import type { FileAct, OpaqueWhy, Reading } from '../act.ts';
import type { Parts, Word } from '../word.ts';

/**
 * What a description says of one argument vector, before the walker turns it into acts:
 * nested commands and texts are still words here, because only the walker can read them.
 */
export interface Described {
  readonly consequences: readonly Consequence[];
  readonly complete: boolean;
  readonly reading?: Reading;
  /** Where it prints the names of files, each ended by a zero byte, and nothing else: their shapes. */
  readonly prints?: readonly Parts[];
}

/**
 * `carriers`: indices into the argument vector of the words it came from. `hazard`: not the command's ordinary business.
 * `verbatim`: it was read in the text of a word, as a program of sed or SQL.
 */
export type Consequence = {
  readonly carriers: readonly number[];
  readonly hazard: boolean;
  readonly verbatim?: true;
} & (
  | {
      readonly kind: FileAct['kind'];
      readonly path: Word;
      readonly tree: boolean;
      readonly public?: true;
      readonly base?: Word;
      /** The path again, relative to the home folder, for those who know where that is; `path` then begins with a hole. */
      readonly underHome?: Word;
    }
  | { readonly kind: 'connect'; readonly target: Word }
  | { readonly kind: 'change'; readonly name: string }
  | { readonly kind: 'credential'; readonly access: FileAct['kind']; readonly name: string }
  | { readonly kind: 'env'; readonly name: Word; readonly value?: Word }
  | { readonly kind: 'escalate'; readonly user: Word }
  | InnerCommand
  /** `fed`: only where the line puts something on its standard input. */
  | { readonly kind: 'opaque'; readonly why: OpaqueWhy; readonly reason: string; readonly fed?: true }
  /** A command that runs on another machine or in a container: of what it does, only what it runs. `fed`: it gets what this one is fed. */
  | { readonly kind: 'elsewhere'; readonly inner: Inner; readonly fed: boolean }
  /* What a shell builtin does to the shell that reads the rest of the line. */
  | { readonly kind: 'folder'; readonly path: Word | undefined }
  | { readonly kind: 'variable'; readonly name: Word; readonly value?: Word }
);

type InnerCommand =
  /** A nested command; `base` moves its folder (`env -C`, `git -C`). `otherName`: what the command itself is (`does run`). */
  | {
      readonly kind: 'run';
      readonly argv: readonly [Word, ...Word[]];
      readonly otherName?: true;
      readonly base?: Word;
    }
  /** Text that is a command line; `stdin` when it is the program's standard input. `same`: in this very shell (`eval`). */
  | { readonly kind: 'shell'; readonly text: Word | 'stdin'; readonly same: boolean; readonly base?: Word };

/** A command inside another as a consequence. */
export type Inner = { readonly carriers: readonly number[]; readonly hazard: boolean } & InnerCommand;

/** What the engine knows about programs. */
export interface Knowledge {
  /** `undefined`: no description. `names` are those that come in on standard input, each ended by a zero byte. `folders` are given for defaults like `does read-tree .`; they are not resolved here. */
  describe(argv: readonly [Word, ...Word[]], names?: readonly Parts[]): Described | undefined;
}
