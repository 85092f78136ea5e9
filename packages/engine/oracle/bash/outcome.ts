import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, folderOf, NEWLINE_MARK } from './driver.ts';

/** What bash did with one script. */
export interface Outcome {
  /** The argument vectors of all commands that ran, in no dependable order. */
  readonly ran: readonly (readonly string[])[];
  /** The folder that each of them ran in. */
  readonly places: readonly string[];
  /** The names of the files that it left in its folder. */
  readonly files: readonly string[];
  /** Whether bash complained about the grammar of something it read, be it at run time. */
  readonly complained: boolean;
  /** Whether an expansion failed, which ends a line, and a subshell altogether. */
  readonly brokeOff: boolean;
  /** It took too long, and was stopped. */
  readonly stopped: boolean;
}

/** What lies in a confinement after a script was run in it. */
export function readOutcome(root: string, index: number, stopped: boolean): Outcome {
  const errors = textOf(join(root, FOLDERS.errors, String(index)));
  const ran = runsOf(textOf(join(root, FOLDERS.log, String(index))));
  return {
    ran: ran.map(({ vector }) => vector),
    places: ran.map(({ place }) => place),
    files: readdirSync(join(root, folderOf(index))),
    complained: isGrammarComplaint(errors),
    brokeOff: /error token is|bad array subscript|readonly variable|no match: |substring expression/.test(errors),
    stopped,
  };
}

/** What a script of `check` mode said of itself. */
export function readCheck(root: string, index: number): boolean {
  return textOf(join(root, FOLDERS.log, String(index))) === 'ok';
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

interface Ran {
  readonly vector: readonly string[];
  readonly place: string;
}

/** The recorder's log: a length, a folder, then as many arguments, each ended by NUL. A half-written end is left out. */
function runsOf(log: string): readonly Ran[] {
  const pieces = log.split('\0').slice(0, -1);
  const runs: Ran[] = [];
  for (let at = 0; at < pieces.length; ) {
    const length = Number(pieces[at]);
    const vector = pieces.slice(at + 2, at + 2 + length).map((piece) => piece.replaceAll(NEWLINE_MARK, '\n'));
    if (!(length > 0) || vector.length < length) break;
    runs.push({ vector, place: pieces[at + 1] ?? '' });
    at += 2 + length;
  }
  return runs;
}

/** Arithmetic has syntax errors of its own, at run time: those are not meant. */
function isGrammarComplaint(errors: string): boolean {
  return /syntax error near|unexpected|syntax error in conditional|conditional (binary|unary) operator|arithmetic expression required|syntax error: `/.test(
    errors,
  );
}
