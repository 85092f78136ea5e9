import { readUsage } from '@writ/approvals';
import { EXIT, type ExitCode, type Io } from '../../io.ts';
import type { Options } from '../../options.ts';
import { openStore } from '../../store-place.ts';
import { readDocument } from './shared.ts';

/** `writ grants export`: everything that is remembered as one readable JSON text, which `import` takes. */
export async function exportCommand(options: Options, _operands: readonly string[], io: Io): Promise<ExitCode> {
  const store = openStore(options, io);
  const read = await readDocument(store, io);
  if (typeof read === 'number') return read;
  const { grants, answers } = read.document;
  const usage = await readUsage(store, read.document);
  await io.out(`${JSON.stringify({ writ: 'answers', version: 1, grants, answers, usage }, undefined, 2)}\n`);
  return EXIT.fine;
}
