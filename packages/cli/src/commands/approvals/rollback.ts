import { rollBackCall } from '@writ/approvals';
import { EXIT, type ExitCode, type Io, type UsageProblem } from '../../io.ts';
import type { Options } from '../../options.ts';
import { openStore } from '../../store-place.ts';
import { change, readDocument } from '../grants/shared.ts';
import { actorOf } from './answer.ts';
import { found, idOf } from './find.ts';

/** `writ approvals rollback`: a person has looked, and a call in doubt did not happen. */
export async function rollbackCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const id = idOf(operands, 'rollback');
  if (typeof id !== 'string') return id;
  const store = openStore(options, io);
  const read = await readDocument(store, io);
  if (typeof read === 'number') return read;
  const approval = found(read.document, id, io);
  if (typeof approval === 'number') return approval;
  const call = { approval: id, consumption: approval.consumption?.id ?? '' };
  const said = {
    actor: actorOf(options, io),
    ...(options.given.reason === undefined ? {} : { reason: options.given.reason }),
  };
  const changed = await change(store, (document) => rollBackCall(document, call, { now: io.now() }, said), io);
  if (typeof changed === 'number') return changed;
  const { status, approval: now } = changed.result;
  if (options.json) await io.out(`${JSON.stringify({ version: 1, status })}\n`);
  else if (status === 'rolled-back') await io.out(`it is ${now?.status} again\n`);
  if (status === 'rolled-back') return EXIT.fine;
  io.err('writ: nothing was changed: no call of it is in doubt\n');
  return EXIT.findings;
}
