import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const replay: Command = {
  name: 'replay',
  summary: 'judge a recorded log again, and say what changes',
  usage: ['--policy FILE… [--against FILE…] LOG.jsonl', '--policy FILE… -'],
  flags: [...ENGINE_FLAGS, 'against'],
  choices: { dialect: DIALECT_NAMES },
  operands: 'files',
  details: [
    'The log is made of lines of a batch, with the recorded verdict as "effect" if there is one, or it is the record of decisions that a host keeps. Exit code 1: something changes.',
  ],
  examples: [
    { line: 'writ replay --policy team.writ session.jsonl', does: 'what a policy makes of a session' },
    {
      line: 'writ replay --policy strict.writ --against team.writ session.jsonl',
      does: 'what one policy judges otherwise than another',
      exit: 1,
    },
  ],
  load: async () => (await import('../commands/replay.ts')).replayCommand,
};
