import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  summary: 'say everything that is wrong with policy files',
  usage: ['FILE…'],
  flags: ['policy', 'layer', 'json'],
  operands: 'files',
  examples: [{ line: 'writ check team.writ', does: 'every problem, at its place' }],
  load: async () => (await import('../commands/check.ts')).checkCommand,
};
