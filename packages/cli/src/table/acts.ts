import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const acts: Command = {
  name: 'acts',
  summary: 'show what a command would do, without judging it',
  usage: ["'COMMAND'", '-', '--batch'],
  flags: [...ENGINE_FLAGS, 'batch'],
  choices: { dialect: DIALECT_NAMES },
  details: [
    'A batch reads {"id", "command"} and writes {"id", "acts": [{"kind": "run", "argv": ["git", null]}, …]}, flat and in source order; null is an argument that is not one known text.',
  ],
  examples: [
    { line: "writ acts 'tar xf a.tgz && rm a.tgz'", does: 'what is run, read, written and deleted' },
    { line: "writ acts --no-std 'cp a b'", does: 'without what is known of programs' },
  ],
  load: async () => (await import('../commands/acts.ts')).actsCommand,
};
