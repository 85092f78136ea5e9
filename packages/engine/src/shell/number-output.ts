import type { Shell } from './shell.ts';
import type { Argument, Script } from './syntax.ts';

/** Arguments with which a program prints nothing but numbers. */
const PRINTS_NUMBERS: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  wc: (words) => words.length === 1 && /^-[lcwm]$/.test(words[0] ?? ''),
  nproc: (words) => words.every((word) => /^--(all|ignore=[0-9]+)$/.test(word)),
  date: (words) => words.length === 1 && /^\+(%[sNYmdHMSjuw])+$/.test(words[0] ?? ''),
  id: (words) => words.length === 1 && /^-[ug]$/.test(words[0] ?? ''),
  seq: (words) => words.length > 0 && words.every((word) => /^-?[0-9]+$/.test(word)),
  stat: (words) =>
    words.length === 3 && /^(-c|-f|--format)$/.test(words[0] ?? '') && /^%[sYXZiub]$/.test(words[1] ?? ''),
  tput: (words) => words.length === 1 && /^(cols|lines)$/.test(words[0] ?? ''),
};

/** Whether commands in a substitution print numbers and blanks, so that evaluating what they print runs nothing. */
export function printsNumbers(shell: Shell, script: Script): boolean {
  const [item, ...more] = script.items;
  const last = (item?.rest.length ?? 0) > 0 ? undefined : item?.first.commands[item.first.commands.length - 1];
  if (more.length > 0 || item?.background !== false || last?.kind !== 'simple') return false;
  const [program, ...words] = last.words.map(textOf);
  if (
    program === undefined ||
    shell.store.get(`function ${program}`) !== undefined ||
    shell.store.get('forgotten') !== undefined
  )
    return false;
  const known = words.every((word) => word !== undefined) ? words : undefined;
  return known !== undefined && Object.hasOwn(PRINTS_NUMBERS, program) && PRINTS_NUMBERS[program]?.(known) === true;
}

/** A file name may be computed; any other word must be written out. */
const textOf = (word: Argument, at: number, all: readonly Argument[]): string | undefined => {
  if (word.kind !== 'word') return undefined;
  const program = all[0];
  const isFile = at === 3 && program?.kind === 'word' && program.literal === 'stat';
  return isFile ? '' : word.literal;
};
