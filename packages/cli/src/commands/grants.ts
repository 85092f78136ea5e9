import type { ExitCode, Io, UsageProblem } from '../io.ts';
import type { Options } from '../options.ts';
import { addCommand } from './grants/add.ts';
import { exportCommand } from './grants/export.ts';
import { importCommand } from './grants/import.ts';
import { listCommand } from './grants/list.ts';
import { pruneCommand } from './grants/prune.ts';
import { removeCommand } from './grants/remove.ts';

type Action = (options: Options, operands: readonly string[], io: Io) => Promise<ExitCode | UsageProblem>;

const ACTIONS: Readonly<Record<string, Action>> = {
  list: listCommand,
  add: addCommand,
  remove: removeCommand,
  prune: pruneCommand,
  import: importCommand,
  export: exportCommand,
};

/** `writ grants …`: the answers that are remembered. The table has made sure that the action is one. */
export async function grantsCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [name = 'list', ...operands] = options.operands;
  return (ACTIONS[name] ?? listCommand)(options, operands, io);
}
