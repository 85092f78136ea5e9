import { type Removal, removeAnswers } from '@writ/approvals';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';
import type { Options } from '../../options.ts';
import { openStore } from '../../store-place.ts';
import { change, lineOf } from './shared.ts';

/** `writ grants remove`: by id, or by the text of the pattern. */
export async function removeCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const { id } = options.given;
  const [pattern, ...others] = operands;
  if ((id === undefined) === (pattern === undefined) || others.length > 0) {
    return usage('name one answer', "writ grants remove --id ID, or writ grants remove 'run npm test'");
  }
  const removal: Removal = id === undefined ? { pattern: pattern ?? '' } : { id };
  const changed = await change(openStore(options, io), (document) => removeAnswers(document, removal, io.now()), io);
  if (typeof changed === 'number') return changed;
  const { removed } = changed.result;
  if (options.json) await io.out(`${JSON.stringify({ version: 1, removed })}\n`);
  else for (const answer of removed) await io.out(`removed: ${lineOf(answer)}\n`);
  if (removed.length === 0) io.err('writ: there is no such answer\n  `writ grants list` shows what there is\n');
  return removed.length === 0 ? EXIT.findings : EXIT.fine;
}
