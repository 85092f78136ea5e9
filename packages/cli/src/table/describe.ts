import type { Command } from '../command.ts';

export const describe: Command = {
  name: 'describe',
  summary: 'show what is known about a program',
  usage: ['PROGRAM [SUBCOMMAND…]'],
  flags: ['policy', 'layer', 'no-std', 'json'],
  examples: [
    { line: 'writ describe tar', does: 'its options and operands, and what they do' },
    { line: 'writ describe git push', does: 'one subcommand' },
  ],
  load: async () => (await import('../commands/describe.ts')).describeCommand,
};
