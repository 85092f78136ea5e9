import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const repl: Command = {
  name: 'repl',
  summary: 'type commands, see verdicts, try rules',
  usage: ['--policy FILE…'],
  flags: ENGINE_FLAGS.filter((name) => name !== 'json'),
  choices: { dialect: DIALECT_NAMES },
  details: [
    'Each line is a command, or begins with a colon: `:why` explains the last verdict, `:rule allow run npm test` tries a rule, `:set mode plan` changes the context, `:help` lists the rest. On a terminal there is a history, kept for its owner only; lines with a blank in front are not kept. Through a pipe it answers line by line.',
  ],
  examples: [
    {
      line: "printf '%s\\n' 'git fetch' ':rule allow connect *.github.com' ':why' | writ repl --policy team.writ",
      does: 'a conversation through a pipe',
    },
  ],
  load: async () => (await import('../commands/repl.ts')).replCommand,
};
