import type { Command } from '../command.ts';
import { flagOf } from '../flags.ts';
import { type FlagValues, firstWords, flagsOf } from './values.ts';

/** Completion for fish. */
export function fishScript(commands: readonly Command[]): string {
  return [
    '# fish completion for writ',
    'complete -c writ -f',
    ...[...commands, { name: 'help', summary: 'say how it is used' }].map(
      ({ name, summary }) => `complete -c writ -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    `complete -c writ -n '__fish_seen_subcommand_from help' -a ${quoted(commands.map(({ name }) => name).join(' '))}`,
    ...commands.flatMap(ofCommand),
    '',
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function ofCommand(command: Command): readonly string[] {
  const here = `complete -c writ -n '__fish_seen_subcommand_from ${command.name}'`;
  const first = firstWords(command);
  return [
    ...(first.length === 0 ? [] : [`${here} -a ${quoted(first.join(' '))}`]),
    ...(command.operands === 'files' ? [`${here} -F`] : []),
    ...flagsOf(command).map(({ name, values }) => {
      const { short, summary } = flagOf(name);
      return `${here} -l ${name}${short === undefined ? '' : ` -s ${short}`}${taken(values)} -d ${quoted(summary)}`;
    }),
  ];
}

function taken(values: FlagValues): string {
  switch (values.kind) {
    case 'none':
      return '';
    case 'files':
      return ' -r -F';
    case 'folders':
      return " -x -a '(__fish_complete_directories)'";
    case 'words':
      return ` -x -a ${quoted(values.words.join(' '))}`;
    case 'anything':
      return ' -x';
  }
}
