import { EXIT, type ExitCode, type Io, type UsageProblem } from '../../io.ts';
import type { Options } from '../../options.ts';
import { openStore } from '../../store-place.ts';
import { readDocument } from '../grants/shared.ts';
import { found, idOf } from './find.ts';
import { pageOf } from './words.ts';

/** `writ approvals show`: one request, with everything a person should know. */
export async function showCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const id = idOf(operands, 'show');
  if (typeof id !== 'string') return id;
  const read = await readDocument(openStore(options, io), io);
  if (typeof read === 'number') return read;
  const approval = found(read.document, id, io);
  if (typeof approval === 'number') return approval;
  await io.out(options.json ? `${JSON.stringify({ version: 1, approval })}\n` : pageOf(approval, io.now()));
  return EXIT.fine;
}
