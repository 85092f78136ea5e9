import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const test: Command = {
  name: 'test',
  summary: 'run the test blocks of policy files',
  usage: ['FILE…'],
  flags: ENGINE_FLAGS,
  choices: { dialect: DIALECT_NAMES },
  operands: 'files',
  examples: [{ line: 'writ test team.writ', does: 'what fails, and why' }],
  load: async () => (await import('../commands/test.ts')).testCommand,
};
