import type { Parts, Span, Word } from './word.ts';

/** An absolute folder; of one that a glob or a search finds, what is known. Its first part is text and begins with a slash. */
export type Folder = string | Parts;

/** The absolute folders in which an act may take place; `unknown` after a computed `cd`, or where the host named none. */
export type Folders = readonly [Folder, ...Folder[]] | 'unknown';

/** Why something cannot be known before it runs. */
export type OpaqueWhy = 'code' | 'command' | 'option' | 'syntax' | 'limit';

export const OPAQUE_WHYS: readonly OpaqueWhy[] = ['code', 'command', 'option', 'syntax', 'limit'];

/** What every act carries. */
interface ActBase {
  /** Where it stands in the command; for a tool call, an empty span. */
  readonly span: Span;
  /** A consequence that is not the ordinary business of the command it came from (language.md §6). Absent on top-level acts. */
  readonly hazard?: true;
  /** For a consequence: the indices into its parent's `argv` that carry it. An allow vouches for a hazard only by naming them. */
  readonly carriers?: readonly number[];
  /** For a consequence: it was read in the text of a word (`sed 's/a/b/e'`), so that only that very text names it, and no path. */
  readonly verbatim?: true;
}

export interface RunAct extends ActBase {
  readonly kind: 'run';
  /** The program word and its arguments; at least one word. */
  readonly argv: readonly [Word, ...Word[]];
  readonly folders: Folders;
  /** Everything that is known to follow from running it, in source order; acts of nested commands included. */
  readonly consequences: readonly Act[];
  /** Whether `consequences` is all: false adds one unknown consequence (semantics.md §1). */
  readonly complete: boolean;
  /** Whether a description was found; without one, arguments that can name a path count as reads and writes for asks and denies. */
  readonly described: boolean;
  /** For a consequence: no command inside another one, but what that one is by another name (`does run`). */
  readonly otherName?: true;
  /** It runs on another machine or in a container: rules about commands that ask or deny hold for it, and nothing else of it is judged. */
  readonly elsewhere?: true;
  /** What the description made of the arguments, where there is one: used to match options as a set (language.md §4). */
  readonly reading?: Reading;
}

/** An argument vector read with a program's description. Several readings are possible where a word is unknown. */
export interface Reading {
  /** Subcommand names from the top, canonical (never an alias). */
  readonly path: readonly string[];
  /** The other names of each, parallel to `path`. */
  readonly aliases: readonly (readonly string[])[];
  /** The indices into `argv` of the subcommand words, parallel to `path`. */
  readonly pathWords: readonly number[];
  readonly options: readonly ReadOption[];
  readonly operands: readonly ReadOperand[];
  /** False where a word is unknown, so that more options or operands may be there than are listed. */
  readonly exact: boolean;
}

export interface ReadOption {
  /** Every spelling the description gives this option, e.g. `['-r', '-R', '--recursive']`; of an unlisted option, the one found. */
  readonly names: readonly string[];
  readonly value?: Word;
  /** The indices into `argv` that spell it, value included. */
  readonly words: readonly number[];
  readonly listed: boolean;
}

export interface ReadOperand {
  readonly word: Word;
  readonly index: number;
  /** The operand's name in the description (`<file:read>` is `file`), where one fits. */
  readonly name?: string;
}

export interface FileAct extends ActBase {
  readonly kind: 'read' | 'write' | 'delete';
  /** The path as the program gets it, relative to `folders`. Of a `many` word, each of its arguments. */
  readonly path: Word;
  readonly folders: Folders;
  /** The folder and all below it. */
  readonly tree: boolean;
  /** What is shown of it is public: its name and size, or a certificate without the key that may lie beside it. */
  readonly public?: true;
}

export interface ConnectAct extends ActBase {
  readonly kind: 'connect';
  /** A URL, a host, `host:port`, or `*` as text for "some host that is not known". */
  readonly target: Word;
}

export interface ChangeAct extends ActBase {
  readonly kind: 'change';
  /** What is changed: `process`, `remote`, `package`, … */
  readonly name: string;
}

export interface EnvAct extends ActBase {
  readonly kind: 'env';
  readonly name: Word;
  readonly value?: Word;
}

export interface EscalateAct extends ActBase {
  readonly kind: 'escalate';
  readonly user: Word;
}

/** A secret that is printed, by the name under which `credential:NAME` rules know it. */
export interface CredentialAct extends ActBase {
  readonly kind: 'credential';
  readonly access: 'read' | 'write' | 'delete';
  readonly name: string;
}

export interface OpaqueAct extends ActBase {
  readonly kind: 'opaque';
  readonly why: OpaqueWhy;
  /** One lower-case sentence for people, e.g. "the command name is computed". */
  readonly reason: string;
}

export interface ToolAct extends ActBase {
  readonly kind: 'tool';
  readonly tool: string;
  readonly args: Json;
  readonly consequences: readonly Act[];
  readonly complete: boolean;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Anything a request would do. */
export type Act =
  | RunAct
  | FileAct
  | ConnectAct
  | ChangeAct
  | EnvAct
  | EscalateAct
  | CredentialAct
  | OpaqueAct
  | ToolAct;
