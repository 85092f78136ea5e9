import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const test: Command = {
  name: 'test',
  summary: 'run the test blocks of policy files',
  usage: ['FILE…'],
  flags: [...ENGINE_FLAGS, 'format', 'coverage', 'lcov', 'threshold'],
  choices: { dialect: DIALECT_NAMES, format: ['text', 'json', 'junit', 'github'] },
  operands: 'files',
  details: [
    'A test block is part of a policy: test "pushes are asked about" { git push => ask }. Each line is judged against all loaded layers, and what fails is explained.',
    'Coverage counts, for each rule, in how many lines it decided something, and which of its patterns, exceptions and outcomes of its condition were tried.',
  ],
  examples: [
    { line: 'writ test team.writ', does: 'what fails, and why' },
    { line: 'writ test --coverage --threshold 70 team.writ', does: 'and which rules no test tried' },
    { line: 'writ test --format junit team.writ > results.xml', does: 'for a CI system' },
  ],
  load: async () => (await import('../commands/test.ts')).testCommand,
};
