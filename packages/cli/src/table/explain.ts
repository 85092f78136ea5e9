import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'say why a command is judged as it is, and what would change that',
  usage: ["--policy FILE… 'COMMAND'", '--policy FILE… -'],
  flags: ENGINE_FLAGS,
  choices: { dialect: DIALECT_NAMES },
  examples: [{ line: "writ explain --policy team.writ 'cat .env'", does: 'the part that decides, and the rule' }],
  load: async () => (await import('../commands/eval.ts')).explainCommand,
};
