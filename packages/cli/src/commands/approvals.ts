import type { ExitCode, Io, UsageProblem } from '../io.ts';
import type { Options } from '../options.ts';
import { answerCommand, expireCommand } from './approvals/answer.ts';
import { listCommand } from './approvals/list.ts';
import { rollbackCommand } from './approvals/rollback.ts';
import { showCommand } from './approvals/show.ts';

type Action = (options: Options, operands: readonly string[], io: Io) => Promise<ExitCode | UsageProblem>;

const ACTIONS: Readonly<Record<string, Action>> = {
  list: listCommand,
  show: showCommand,
  approve: (options, operands, io) => answerCommand('approve', options, operands, io),
  deny: (options, operands, io) => answerCommand('deny', options, operands, io),
  expire: expireCommand,
  rollback: rollbackCommand,
};

/** `writ approvals …`: what agents asked, and the answers. The table has made sure that the action is one. */
export async function approvalsCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [name = 'list', ...operands] = options.operands;
  return (ACTIONS[name] ?? listCommand)(options, operands, io);
}
