import type { Command } from '../command.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { SHELLS } from '../completion/shells.ts';
import { zshScript } from '../completion/zsh.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import type { Options } from '../options.ts';

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (commands: readonly Command[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `writ completion SHELL`: made from the command table, like everything that is said about the command line. */
export async function completionCommand(
  options: Options,
  io: Io,
  commands: readonly Command[],
): Promise<ExitCode | UsageProblem> {
  const [name, extra] = options.operands;
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined || extra !== undefined)
    return usage(
      name === undefined ? 'no shell was named' : `there is no script for \`${name}\``,
      `there are ${SHELLS.join(', ')}: writ completion bash`,
    );
  await io.out(SCRIPTS[shell](commands));
  return EXIT.fine;
}
