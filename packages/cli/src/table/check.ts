import type { Command } from '../command.ts';

export const check: Command = {
  name: 'check',
  summary: 'say everything that is wrong with policy files',
  usage: ['FILE…', '[--layer NAME=FILE]… [--policy FILE]…'],
  flags: ['policy', 'layer', 'no-std', 'format', 'max-warnings', 'watch', 'json'],
  choices: { format: ['text', 'json', 'sarif', 'github'] },
  operands: 'files',
  details: [
    'Each FILE is a policy of its own, with the files it uses and the standard library; files given with --layer and --policy are one policy together, so that rules of one layer which another layer overrules are found.',
    'A comment takes a warning away: # writ-ignore CODE: why, behind the line or above the rule. What each code means is told in docs/diagnostics.md.',
  ],
  examples: [
    { line: 'writ check team.writ', does: 'every problem, at its place' },
    { line: 'writ check --format sarif team.writ > writ.sarif', does: 'for a code scanning service' },
    { line: 'writ check --max-warnings 5 team.writ', does: 'for a check that tolerates a few warnings' },
  ],
  load: async () => (await import('../commands/check.ts')).checkCommand,
};
