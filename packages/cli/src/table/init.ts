import type { Command } from '../command.ts';

export const init: Command = {
  name: 'init',
  summary: 'write a policy to start from',
  usage: ['[FILE]'],
  flags: ['force', 'json'],
  operands: 'files',
  examples: [
    { line: 'writ init', does: 'writes policy.writ, and says what to do next' },
    { line: 'writ init agent.writ', does: 'the same under another name' },
  ],
  load: async () => (await import('../commands/init.ts')).initCommand,
};
