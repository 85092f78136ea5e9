import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const suggest: Command = {
  name: 'suggest',
  summary: 'propose the fewest, narrowest rules that allow what people allowed',
  usage: ['LOG.jsonl', '-'],
  flags: ENGINE_FLAGS,
  choices: { dialect: DIALECT_NAMES },
  operands: 'files',
  details: [
    'The log is the record of decisions that a host keeps, or lines of a batch with what people said: {"command": "npm test", "answer": "allow"}. The proposal is a policy; nothing that somebody denied is allowed by it, and each rule names the lines it serves and what else it lets through. With `--policy`, only what that policy does not allow already is proposed.',
    'Only what a person would have been offered to remember is proposed, and two general rules: programs that touch nothing, and reading in the workspace.',
  ],
  examples: [
    { line: 'writ suggest answers.jsonl > proposed.writ', does: 'a policy to read, cut and keep' },
    { line: 'writ suggest --policy team.writ answers.jsonl', does: 'what would have to be added to a policy' },
  ],
  load: async () => (await import('../commands/suggest.ts')).suggestCommand,
};
