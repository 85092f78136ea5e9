import { type Grant, isExpired, type Refusal, readUsage, removeWhere, usageOf } from '@writ/approvals';
import { readDuration } from '../../duration.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';
import type { Options } from '../../options.ts';
import { openStore } from '../../store-place.ts';
import { change, lineOf, readDocument } from './shared.ts';

/** `writ grants prune --unused 90d --expired`: takes away what nobody misses. */
export async function pruneCommand(
  options: Options,
  _operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const { unused, expired } = options.given;
  const unusedMs = unused === undefined ? undefined : readDuration(unused);
  if (unused !== undefined && unusedMs === undefined)
    return usage(`\`--unused ${unused}\` is no time`, 'write 12h or 90d');
  if (unusedMs === undefined && expired !== true)
    return usage('nothing to prune was named', 'writ grants prune --unused 90d --expired');
  const store = openStore(options, io);
  const read = await readDocument(store, io);
  if (typeof read === 'number') return read;
  const used = await readUsage(store, read.document);
  const now = io.now();
  const grants = new Map(read.document.grants.map((grant) => [grant.id, grant]));
  const isMeant = ({ id }: Grant | Refusal): boolean => {
    const grant = grants.get(id);
    if (grant === undefined) return false; // A refusal costs nothing, however long ago.
    const last = usageOf(used, id)?.lastUsedAt ?? grant.createdAt;
    return (expired === true && isExpired(grant, now)) || (unusedMs !== undefined && last < now - unusedMs);
  };
  const changed = await change(store, (document) => removeWhere(document, isMeant, now), io);
  if (typeof changed === 'number') return changed;
  const { removed } = changed.result;
  if (options.json) await io.out(`${JSON.stringify({ version: 1, removed })}\n`);
  else {
    for (const answer of removed) await io.out(`removed: ${lineOf(answer)}\n`);
    await io.out(`${removed.length} removed\n`);
  }
  return EXIT.fine;
}
