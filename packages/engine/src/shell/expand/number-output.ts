import type { Hole } from '../../word.ts';
import { hasFlag, type Shell } from '../state/shell.ts';
import { COUNT, NUMBER } from '../state/value.ts';
import type { Argument, Command, Part, Redirection, Script } from '../syntax/syntax.ts';
import { printedText, printsOwnOutput } from './printed-text.ts';

type Test = (words: readonly string[]) => boolean;

/** Arguments with which a program prints one number, without blanks, or fails. */
const PRINTS_ONE: Readonly<Record<string, Test>> = {
  nproc: (words) => words.every((word) => /^--(all|ignore=[0-9]+)$/.test(word)),
  date: (words) => words.length === 1 && /^\+(%[sNYmdHMSjuw])+$/.test(words[0] ?? ''),
  id: (words) => words.length === 1 && /^-[ug]$/.test(words[0] ?? ''),
  stat: (words) => words.length === 3 && /^(-c|--format)$/.test(words[0] ?? '') && /^%[sYXZiub]$/.test(words[1] ?? ''),
  tput: (words) => words.length === 1 && /^(cols|lines)$/.test(words[0] ?? ''),
  // Of several files, each line holds a name too.
  grep: (words) => {
    const operands = words.filter((word) => !GREP_OPTION.test(word));
    return words.some(isCounting) && operands.length <= 2 && operands.every((word) => !word.startsWith('-'));
  },
  git: ([command, ...words]) => {
    const revisions = words.filter((word) => !/^--(count|all|merges|no-merges|first-parent)$/.test(word));
    const known = revisions.length <= 1 && revisions.every((word) => /^[A-Za-z0-9][\w./@{}~^-]*$/.test(word));
    return command === 'rev-list' && words.includes('--count') && known;
  },
};

const GREP_OPTION = /^(-[cEFGPivwx]+|--count)$/;
const isCounting = (word: string): boolean => GREP_OPTION.test(word) && word.includes('c');

/** Arguments with which it prints nothing but numbers and blanks. */
const PRINTS_SEVERAL: Readonly<Record<string, Test>> = {
  wc: (words) => words.length === 1 && /^-[lcwm]$/.test(words[0] ?? ''), // with blanks in front on some systems
  pgrep: (words) => words.every((word) => /^(-[fxno]+|[^-].*)$/.test(word)),
  seq: (words) => words.length > 0 && words.every((word) => /^-?[0-9]+$/.test(word)),
};

/** What the commands in a substitution print: one thing of a kind, or several with blanks between. */
export interface Printed {
  readonly hole: Hole;
  readonly one: boolean;
}

/** Numbers, where they print nothing else: evaluating those runs nothing. */
export function printsNumbers(shell: Shell, script: Script): Printed | undefined {
  const [before, last] = lastCommands(shell, script);
  if (last === undefined) return undefined;
  if (isIn(PRINTS_ONE, last)) return { hole: COUNT, one: last.alone };
  if (isIn(PRINTS_SEVERAL, last)) return { hole: NUMBER, one: false };
  const trimmed = before?.program === 'wc' && isIn(PRINTS_SEVERAL, before) && dropsBlanks(last);
  return trimmed ? { hole: COUNT, one: last.alone } : undefined;
}

const isIn = (table: Readonly<Record<string, Test>>, { program, words }: WrittenCommand): boolean =>
  Object.hasOwn(table, program) && table[program]?.(words) === true;

const dropsBlanks = ({ program, words: [option, set, ...more] }: WrittenCommand): boolean =>
  program === 'tr' && option === '-d' && /^( |\[:(blank|space):\])$/.test(set ?? '') && more.length === 0;

/** A command that is written out. */
export interface WrittenCommand {
  readonly program: string;
  readonly words: readonly string[];
  /** Whether no `|| echo 0` may print a number behind it. */
  readonly alone: boolean;
}

type Written = WrittenCommand | undefined;

/** The command whose output a substitution leaves, and the one that feeds it, where they are written out and nothing else prints. */
export function lastCommands(shell: Shell, { items: [item, ...more] }: Script): readonly [Written, Written] {
  if (more.length > 0 || item?.background !== false) return [undefined, undefined];
  const printed = item.rest.map(({ operator, pipeline: first }) =>
    operator === '||' ? printedText(shell, { items: [{ ...item, first, rest: [] }] }) : undefined,
  );
  if (!printed.every((text) => /^\d*$/.test(text ?? '-'))) return [undefined, undefined];
  const { commands } = item.first;
  const alone = printed.every((text) => text === '');
  return [written(shell, commands.at(-2), alone), written(shell, commands.at(-1), alone)];
}

function written(shell: Shell, command: Command | undefined, alone: boolean): Written {
  if (command?.kind !== 'simple' || !command.redirections.every(leavesOutput)) return undefined;
  const [program, ...words] = command.words.map(textOf);
  if (program === undefined || !printsOwnOutput(shell, program) || hasFlag(shell, '$PATH')) return undefined;
  return words.every((word) => word !== undefined) ? { program, words, alone } : undefined;
}

/** A file name may be computed; any other word must be written out. */
const textOf = (word: Argument, at: number, all: readonly Argument[]): string | undefined => {
  if (word.kind !== 'word') return undefined;
  const program = all[0];
  const isFile = at === 3 && program?.kind === 'word' && program.literal === 'stat' && isOneFile(word.parts);
  return isFile ? '' : (word.literal ?? withTilde(word.parts));
};

/** What it reads, and messages that are thrown away: with `2>&1` they are printed too. */
const leavesOutput = ({ descriptor, operator, target, variable }: Redirection): boolean =>
  variable === undefined &&
  ((operator.startsWith('<') && operator !== '<&' && operator !== '<>' && (descriptor ?? 0) === 0) ||
    (operator === '>' && descriptor === 2 && target.literal === '/dev/null'));

/** One argument that is no option. */
const isOneFile = ([first, ...rest]: readonly Part[]): boolean =>
  first?.kind === 'text' &&
  !first.text.startsWith('-') &&
  [first, ...rest].every((part) =>
    part.kind === 'text'
      ? part.quoted || !/[*?[\]{}~]/.test(part.text)
      : part.kind === 'parameter' && part.quoted && part.name !== '@' && part.subscript !== '@',
  );

/** `HEAD~1`: a tilde that is no home folder, since it is not in front. */
function withTilde(parts: readonly Part[]): string | undefined {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
  return /^[A-Za-z0-9][\w./^~-]*$/.test(text) ? text : undefined;
}
