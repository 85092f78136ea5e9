import { foldersOf, hasFlag, isProgramName, type Shell } from '../state/shell.ts';
import type { Argument, Script, SimpleCommand } from '../syntax/syntax.ts';

/**
 * What commands in a substitution print, where that is written out: `$(echo web)` is `web`, and `$(pwd)` the folder the
 * shell is in. Blanks and globs in it mean what they mean in any value.
 */
export function printedText(shell: Shell, script: Script): string | undefined {
  const command = onlyCommand(script);
  if (command === undefined || command.assignments.length > 0 || command.redirections.length > 0) return undefined;
  const [program, ...words] = command.words.map(literalOf);
  if (program === undefined || !printsOwnOutput(shell, program)) return undefined;
  if (program === 'true' || program === ':') return '';
  if (program === 'pwd') return words.length === 0 ? currentFolder(shell) : undefined;
  return program === 'echo' ? echoed(words) : undefined;
}

/** Whether the name is this program's, and nothing but what it prints is read: a trace may go to its output too. */
export const printsOwnOutput = (shell: Shell, program: string): boolean =>
  isProgramName(shell, program) && !hasFlag(shell, 'prints otherwise') && !hasFlag(shell, '$BASH_XTRACEFD');

/** The command of a script that has no other. */
export function onlyCommand({ items: [item, ...more] }: Script): SimpleCommand | undefined {
  if (item === undefined || more.length > 0 || item.rest.length > 0 || item.background) return undefined;
  const [command, ...others] = item.first.commands;
  return others.length === 0 && command?.kind === 'simple' ? command : undefined;
}

const literalOf = (word: Argument): string | undefined => (word.kind === 'word' ? word.literal : undefined);

/** Shells differ in the options of `echo` and in what it makes of a backslash. */
function echoed(words: readonly (string | undefined)[]): string | undefined {
  const known = words.filter((word) => word !== undefined);
  if (known.length < words.length || known.some((word) => word.includes('\\'))) return undefined;
  return known[0]?.startsWith('-') === true ? undefined : known.join(' ').replace(/\n+$/, '');
}

function currentFolder(shell: Shell): string | undefined {
  const folders = foldersOf(shell);
  const [folder, ...more] = folders === 'unknown' ? [] : folders;
  return typeof folder === 'string' && more.length === 0 ? folder.replace(/\n+$/, '') : undefined;
}
