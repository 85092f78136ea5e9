import type { Command } from '../command.ts';
import { SHELLS } from '../completion/shells.ts';

export const completion: Command = {
  name: 'completion',
  summary: 'print a script that completes writ in a shell',
  usage: SHELLS.map((shell) => shell),
  flags: [],
  operands: SHELLS,
  details: [
    'For bash, put `source <(writ completion bash)` into ~/.bashrc; for zsh, `source <(writ completion zsh)` into ~/.zshrc below `compinit`; for fish, write the script to ~/.config/fish/completions/writ.fish.',
  ],
  examples: [
    { line: 'writ completion bash > writ.bash', does: 'the script for bash' },
    { line: 'writ completion fish > writ.fish', does: 'the script for fish' },
  ],
  load: async () => (await import('../commands/completion.ts')).completionCommand,
};
