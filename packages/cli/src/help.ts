import type { Command } from './command.ts';
import { type FlagName, flagOf, spelled } from './flags.ts';

/** What each exit code means, in the order of the numbers. */
export const EXIT_CODES = [
  [0, 'fine'],
  [1, 'findings: failed tests, warnings, something ill'],
  [3, '`eval --exit-code`: ask'],
  [4, '`eval --exit-code`: deny'],
  [64, 'the command line is wrong'],
  [65, 'a policy has an error'],
  [70, 'a bug in writ'],
] as const;

/** `writ help`. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'writ: which commands and tool calls may an agent run?',
    '',
    ...commands.map(({ name, summary }) => `  writ ${name.padEnd(width)}  ${summary}`),
    '',
    'Start with `writ init`. `writ COMMAND --help` says more, with examples.',
    'Exit codes: 0 fine, 1 findings, 64 usage, 65 bad policy, 70 a bug in writ.',
  ].join('\n');
}

/** `writ NAME --help`. */
export function commandHelp(command: Command): string {
  const flags: readonly FlagName[] = [...command.flags, 'help'];
  return [
    ...usageLines(command).map((line, at) => `${at === 0 ? 'usage:' : '      '} ${line}`),
    `  ${command.summary}`,
    ...(command.actions === undefined
      ? []
      : ['', ...columns(command.actions.map(({ usage, summary }) => [usage, summary]))]),
    ...(command.details ?? []).flatMap((paragraph) => ['', ...wrapped(paragraph)]),
    '',
    ...columns(flags.map((name) => [spelled(name), flagSummary(name, command)])),
    '',
    'examples:',
    ...columns(command.examples.map(({ line, does }) => [line, does])),
  ].join('\n');
}

/** Each way to call a command, whole. */
export const usageLines = ({ name, usage }: Command): readonly string[] =>
  usage.map((rest) => `writ ${name}${rest === '' ? '' : ` ${rest}`}`);

/** What a flag does in this command. */
export function flagSummary(name: FlagName, command: Command): string {
  const choices = command.choices?.[name];
  return `${flagOf(name).summary}${choices === undefined ? '' : `: ${choices.join(', ')}`}`;
}

const NARROW = 34;
const LINE = 100;

/** Two columns; where the left one is too long, the right one begins below it. */
function columns(rows: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const width = Math.min(NARROW, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) =>
    left.length <= width ? [`  ${left.padEnd(width)}  ${right}`] : [`  ${left}`, `  ${' '.repeat(width)}  ${right}`],
  );
}

function wrapped(paragraph: string): readonly string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of paragraph.split(' ')) {
    if (line.length + word.length >= LINE) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
