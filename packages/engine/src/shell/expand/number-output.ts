import type { Shell } from '../state/shell.ts';
import type { Argument, Script } from '../syntax/syntax.ts';
import { printsOwnOutput } from './printed-text.ts';

type Test = (words: readonly string[]) => boolean;

/** Arguments with which a program prints one number, without blanks, or fails. */
const PRINTS_ONE: Readonly<Record<string, Test>> = {
  nproc: (words) => words.every((word) => /^--(all|ignore=[0-9]+)$/.test(word)),
  date: (words) => words.length === 1 && /^\+(%[sNYmdHMSjuw])+$/.test(words[0] ?? ''),
  id: (words) => words.length === 1 && /^-[ug]$/.test(words[0] ?? ''),
  stat: (words) =>
    words.length === 3 && /^(-c|-f|--format)$/.test(words[0] ?? '') && /^%[sYXZiub]$/.test(words[1] ?? ''),
  tput: (words) => words.length === 1 && /^(cols|lines)$/.test(words[0] ?? ''),
};

/** Arguments with which it prints nothing but numbers and blanks. */
const PRINTS_SEVERAL: Readonly<Record<string, Test>> = {
  wc: (words) => words.length === 1 && /^-[lcwm]$/.test(words[0] ?? ''), // with blanks in front on some systems
  seq: (words) => words.length > 0 && words.every((word) => /^-?[0-9]+$/.test(word)),
};

/** How many numbers the commands in a substitution print, where they print nothing else: evaluating those runs nothing. */
export function printsNumbers(shell: Shell, script: Script): 'one' | 'several' | undefined {
  const [item, ...more] = script.items;
  const last = (item?.rest.length ?? 0) > 0 ? undefined : item?.first.commands[item.first.commands.length - 1];
  if (more.length > 0 || item?.background !== false || last?.kind !== 'simple') return undefined;
  const [program, ...words] = last.words.map(textOf);
  if (program === undefined || !printsOwnOutput(shell, program)) return undefined;
  const known = words.every((word) => word !== undefined) ? words : undefined;
  if (known === undefined) return undefined;
  const prints = (table: Readonly<Record<string, Test>>): boolean =>
    Object.hasOwn(table, program) && table[program]?.(known) === true;
  return prints(PRINTS_ONE) ? 'one' : prints(PRINTS_SEVERAL) ? 'several' : undefined;
}

/** A file name may be computed; any other word must be written out. */
const textOf = (word: Argument, at: number, all: readonly Argument[]): string | undefined => {
  if (word.kind !== 'word') return undefined;
  const program = all[0];
  const isFile = at === 3 && program?.kind === 'word' && program.literal === 'stat';
  return isFile ? '' : word.literal;
};
