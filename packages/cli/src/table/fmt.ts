import type { Command } from '../command.ts';

export const fmt: Command = {
  name: 'fmt',
  summary: 'lay policy files out in the one way there is',
  usage: ['FILE…', '-'],
  flags: ['check', 'diff', 'json'],
  operands: 'files',
  details: [
    'Blanks, line breaks and alignment change; words, comments and groups of lines stay, and the policy says the same as before. A file with errors is left alone.',
    '`-` reads standard input and writes standard output.',
  ],
  examples: [
    { line: 'writ fmt team.writ', does: 'put it right' },
    { line: 'writ fmt --check *.writ', does: 'for a check: exit code 1 if a file is not laid out' },
  ],
  load: async () => (await import('../commands/fmt.ts')).fmtCommand,
};
