import type { Command } from '../command.ts';
import { FLAGS, type FlagName, spelled } from '../flags.ts';
import { EXIT_CODES, flagSummary, usageLines } from '../help.ts';

/** docs/cli.md, made from the command table. */
export function cliPage(commands: readonly Command[]): string {
  return [
    '# The command line',
    '',
    '<!-- Made from the command table by packages/cli/src/cli-page.test.ts: UPDATE_DOCS=1 writes it anew. -->',
    '',
    '| command | does |',
    '| --- | --- |',
    ...commands.map(({ name, summary }) => `| [\`writ ${name}\`](#writ-${name}) | ${summary} |`),
    '',
    'Every command answers in JSON with `--json`, where it takes it; each shape has a `version`. Colour is for terminals',
    'only, and never where `NO_COLOR` is set. Every example below is run by a test.',
    '',
    '| exit code | means |',
    '| --- | --- |',
    ...EXIT_CODES.map(([code, meaning]) => `| ${code} | ${meaning} |`),
    ...commands.flatMap(section),
    '',
  ].join('\n');
}

function section(command: Command): readonly string[] {
  const { name, summary, actions, details, examples } = command;
  return [
    '',
    `## writ ${name}`,
    '',
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    '',
    '```sh',
    ...usageLines(command),
    '```',
    ...(actions === undefined
      ? []
      : [
          '',
          ...table(
            'action',
            actions.map(({ usage, summary }) => [usage, summary]),
          ),
        ]),
    ...(details ?? []).flatMap((paragraph) => ['', plain(paragraph)]),
    '',
    ...table(
      'option',
      command.flags.map((flag) => [spelled(flag), flagSummary(flag, command)]),
    ),
    '',
    'For example:',
    '',
    '```sh',
    ...examples.map(({ line, does }) => `${line}  # ${does}`),
    '```',
  ];
}

const table = (head: string, rows: readonly (readonly [left: string, right: string])[]): readonly string[] => [
  `| ${head} | does |`,
  '| --- | --- |',
  ...rows.map(([left, right]) => `| \`${left.replaceAll('|', '\\|')}\` | ${plain(right).replaceAll('|', '\\|')} |`),
];

/** Angle and square brackets mean something to Markdown; JSON shapes are shown as they are. */
const plain = (text: string): string => text.replaceAll(/(\{"[^}]*\}(?:[^,;. ]*\})?)/g, '`$1`');

/** Flags no command takes would be described nowhere. */
export const unusedFlags = (commands: readonly Command[]): readonly string[] =>
  (Object.keys(FLAGS) as FlagName[]).filter(
    (flag) => flag !== 'help' && !commands.some(({ flags }) => flags.includes(flag)),
  );
