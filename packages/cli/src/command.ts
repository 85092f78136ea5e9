import type { Takes } from './flags.ts';
import type { ExitCode, Io, UsageProblem } from './io.ts';
import type { Options } from './options.ts';

/**
 * One command of `writ`, as data: arguments are read, help, completion scripts and docs/cli.md are made from this and
 * nothing else.
 */
export interface Command extends Takes {
  /** What it does, in a few words that go on after "writ NAME: ". */
  readonly summary: string;
  /** What follows the name, a line for each way to call it. */
  readonly usage: readonly string[];
  /** What its operands are, for completion; absent for a command line or a pattern, which nobody can guess. */
  readonly operands?: 'files' | readonly string[];
  /** Its first operand is one of these; without any, the first of them is meant. */
  readonly actions?: readonly Action[];
  /** What else one has to know to use it, a paragraph each. */
  readonly details?: readonly string[];
  readonly examples: readonly Example[];
  /** Brings the code: nothing that a command does not need is loaded for it. */
  readonly load: () => Promise<Run>;
}

/** `commands` is the whole table, for those that speak of the others. */
export type Run = (options: Options, io: Io, commands: readonly Command[]) => Promise<ExitCode | UsageProblem>;

/** `list` in `writ grants list`. */
export interface Action {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
}

/** A line to type, which a test types in a folder with the files of examples/policy-author, a `strict.writ` and a store of its own. */
export interface Example {
  readonly line: string;
  readonly does: string;
  /** How it ends, if not with 0. */
  readonly exit?: number;
}
