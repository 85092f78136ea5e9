import type { Command } from '../command.ts';
import { ENGINE_FLAGS } from '../flags.ts';
import { DIALECT_NAMES } from '../options.ts';

export const evaluate: Command = {
  name: 'eval',
  summary: 'judge a command, or each line of standard input',
  usage: ["--policy FILE… 'COMMAND'", '--policy FILE… -', '--policy FILE… --batch'],
  flags: [...ENGINE_FLAGS, 'exit-code', 'batch'],
  choices: { dialect: DIALECT_NAMES },
  details: [
    'The command line is one argument; `-` reads it from standard input.',
    'A line of a batch is {"id", "command"}, {"id", "argv": […]}, {"id", "tool", "args": {…}} or {"id", "act": "read|write|delete|connect", "target"}, each with optional "cwd", "dialect" and "context"; its answer is {"id", "effect", "uncertain", "causes": [{"rule", "layer", "file", "line", "effect"}], "reasons"}, or {"id", "error"} for a line that cannot be read.',
  ],
  examples: [
    { line: "writ eval --policy team.writ 'git push'", does: 'the verdict, and why' },
    { line: "echo 'git status' | writ eval --policy team.writ -", does: 'the command comes from standard input' },
    { line: "writ eval --exit-code --policy team.writ 'rm -rf x'", does: 'the verdict as exit code', exit: 4 },
    { line: 'writ eval --batch --policy team.writ < session.jsonl', does: 'a verdict a line, in JSON' },
  ],
  load: async () => (await import('../commands/eval.ts')).evalCommand,
};
