import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, folderOf, NEWLINE_MARK } from './driver.ts';

/** What bash did with one script. */
export interface Outcome {
  /** The argument vectors of all commands that ran, in no dependable order. */
  readonly ran: readonly (readonly string[])[];
  /** The folder that each of them ran in. */
  readonly places: readonly string[];
  /** The variables that a command found in its environment, beside those that every script has. */
  readonly exports: readonly Export[];
  /** The names of the files that it left in its folder. */
  readonly files: readonly string[];
  /** Whether bash complained about the grammar of something it read, be it at run time. */
  readonly complained: boolean;
  /** Whether an expansion failed, which ends a line, and a subshell altogether. */
  readonly brokeOff: boolean;
  /** It took too long, and was stopped. */
  readonly stopped: boolean;
}

/** A variable of a program's environment. */
export interface Export {
  readonly name: string;
  readonly value: string;
}

/** What lies in a confinement after a script was run in it. */
export function readOutcome(root: string, index: number, stopped: boolean): Outcome {
  const errors = textOf(join(root, FOLDERS.errors, String(index)));
  const ran = runsOf(textOf(join(root, FOLDERS.log, String(index))));
  return {
    ran: ran.map(({ vector }) => vector),
    places: ran.map(({ place }) => place),
    exports: distinct(ran.flatMap(({ variables }) => variables.flatMap(exportOf))),
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
  /** Each as its name, its attributes and its value. */
  readonly variables: readonly string[];
}

/** The recorder's log: two lengths, a folder, then as many arguments and variables, each ended by NUL. A half-written end is left out. */
function runsOf(log: string): readonly Ran[] {
  const pieces = log.split('\0').slice(0, -1);
  const runs: Ran[] = [];
  for (let at = 0; at < pieces.length; ) {
    const [length = Number.NaN, more = 0] = pieces.slice(at, at + 2).map(Number);
    const texts = pieces.slice(at + 3, at + 3 + length + more).map(withNewlines);
    if (!(length > 0) || texts.length < length + more) break;
    runs.push({ vector: texts.slice(0, length), place: pieces[at + 2] ?? '', variables: texts.slice(length) });
    at += 3 + length + more;
  }
  return runs;
}

const withNewlines = (text: string): string => text.replaceAll(NEWLINE_MARK, '\n');

/** A variable if programs see it: an array is never exported. */
function exportOf(variable: string): readonly Export[] {
  const [, name = '', attributes = '', value = ''] = /^(\w+) (\w*) (.*)$/s.exec(variable) ?? [];
  return attributes.includes('x') && !/[aA]/.test(attributes) ? [{ name, value }] : [];
}

function distinct(all: readonly Export[]): readonly Export[] {
  return [...new Map(all.map((one) => [`${one.name}=${one.value}`, one])).values()];
}

/** Arithmetic has syntax errors of its own, at run time: those are not meant. */
function isGrammarComplaint(errors: string): boolean {
  return /Syntax error|syntax error near|unexpected|syntax error in conditional|conditional (binary|unary) operator|arithmetic expression required|syntax error: `/.test(
    errors,
  );
}
