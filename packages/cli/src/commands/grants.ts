import { nearest } from '@writ/dsl';
import type { ExitCode, Io, UsageProblem } from '../io.ts';
import { usage } from '../io.ts';
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

/** `writ grants …`: the answers that are remembered. */
export async function grantsCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  const [name = 'list', ...operands] = options.operands;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action !== undefined) return action(options, operands, io);
  const near = nearest(name, Object.keys(ACTIONS));
  const help =
    near === undefined ? `there are ${Object.keys(ACTIONS).join(', ')}` : `did you mean \`writ grants ${near}\`?`;
  return usage(`unknown action \`${name}\``, help);
}
