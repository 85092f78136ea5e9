import { type Grant, isExpired, readUsage, show, type Usage, usageOf } from '@writ/approvals';
import { ago } from '../../duration.ts';
import { EXIT, type ExitCode, type Io } from '../../io.ts';
import type { Options } from '../../options.ts';
import { painter } from '../../paint.ts';
import { openStore } from '../../store-place.ts';
import { lineOf, readDocument } from './shared.ts';

/** `writ grants list`: what is remembered, and how it is used. */
export async function listCommand(options: Options, _operands: readonly string[], io: Io): Promise<ExitCode> {
  const store = openStore(options, io);
  const read = await readDocument(store, io);
  if (typeof read === 'number') return read;
  const { grants, answers } = read.document;
  const usage = await readUsage(store, read.document);
  if (options.json) {
    const used = grants.map((grant) => ({ ...grant, usage: usageOf(usage, grant.id) ?? null }));
    await io.out(`${JSON.stringify({ version: 1, revision: read.revision, grants: used, refusals: answers })}\n`);
    return EXIT.fine;
  }
  const paint = painter(io);
  const now = io.now();
  for (const grant of grants) {
    const mark = isExpired(grant, now) ? paint('dim', 'expired') : paint('allow', 'allow  ');
    await io.out(
      `${mark} ${lineOf(grant)}\n        ${paint('dim', `${grant.id}  ${detailsOf(grant, usageOf(usage, grant.id), now)}`)}\n`,
    );
  }
  for (const refusal of answers)
    await io.out(`${paint('deny', 'deny   ')} ${lineOf(refusal)}\n        ${paint('dim', refusal.id)}\n`);
  if (grants.length + answers.length === 0) await io.out('nothing is remembered\n');
  return EXIT.fine;
}

function detailsOf(grant: Grant, usage: Usage | undefined, now: number): string {
  return [
    `${grant.origin}, ${ago(grant.createdAt, now)}`,
    usage === undefined ? 'never used' : `used ${usage.uses}×, last ${ago(usage.lastUsedAt, now)}`,
    ...(grant.expiresAt === undefined ? [] : [`until ${new Date(grant.expiresAt).toISOString().slice(0, 16)}Z`]),
    ...(grant.maxUses === undefined ? [] : [`at most ${grant.maxUses} uses`]),
    ...(usage?.lastUsedCommand === undefined ? [] : [show(usage.lastUsedCommand, { kind: 'record', most: 60 }).text]),
  ].join('; ');
}
