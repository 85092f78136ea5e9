import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { addGrant, addRefusal, type Change, draftOf, type StoreDocument, show } from '@writ/approvals';
import { nodeSurroundings } from '@writ/storage-node';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';
import type { Options } from '../../options.ts';
import { compilePattern } from '../../pattern.ts';
import { openStore } from '../../store-place.ts';
import { FORMATS, type FormatName, readAnswers } from './formats.ts';
import type { Found } from './found.ts';
import { change } from './shared.ts';

/** What became of one entry of an imported file. */
interface Report {
  readonly entry: string;
  readonly status: 'added' | 'present' | 'refused';
  readonly pattern?: string;
  readonly reason?: string;
}

/** `writ grants import FILE`: answers that were given to another program, as far as they can be said here. */
export async function importCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const { from } = options.given;
  const [file] = operands;
  if (file === undefined || operands.length > 1) return usage('no file to import', 'writ grants import FILE');
  if (from !== undefined && !isFormat(from))
    return usage(`unknown format \`${from}\``, `there are ${FORMATS.join(', ')}`);
  const text = await readFile(resolve(options.base, file), 'utf8').catch(() => undefined);
  if (text === undefined) return usage(`\`${file}\` cannot be read`);
  const read = readAnswers(text, from);
  if (!read.ok)
    return usage(
      `\`${file}\` cannot be imported: ${read.problem}`,
      `\`--from\` names the format: ${FORMATS.join(', ')}`,
    );
  const changed = await change(openStore(options, io), (document) => addAll(document, read.found, options, io), io);
  if (typeof changed === 'number') return changed;
  const reports = changed.result;
  if (options.json) await io.out(`${JSON.stringify({ version: 1, format: read.format, entries: reports })}\n`);
  else await io.out(`${reports.map(said).join('')}${summary(reports)}\n`);
  return reports.some((report) => report.status === 'refused') ? EXIT.findings : EXIT.fine;
}

const isFormat = (text: string): text is FormatName => (FORMATS as readonly string[]).includes(text);

function addAll(document: StoreDocument, found: readonly Found[], options: Options, io: Io): Change<readonly Report[]> {
  let next = document;
  const reports = found.map((one): Report => {
    const added = addOne(next, one, options, io);
    next = added.document;
    return { entry: one.entry, ...added.result };
  });
  return { document: next, result: reports };
}

function addOne(document: StoreDocument, found: Found, options: Options, io: Io): Change<Omit<Report, 'entry'>> {
  const refused = (reason: string) => ({ document, result: { status: 'refused' as const, reason } });
  if ('problem' in found) return refused(found.problem);
  const surroundings = { ...nodeSurroundings, now: io.now };
  const { pattern, effect, agent, exact, expiresAt, maxUses } = found;
  const workspace = found.workspace ?? (options.given.widen === true ? undefined : options.workspace);
  const scope = { ...(workspace === undefined ? {} : { workspace }), ...(agent === undefined ? {} : { agent }) };
  const more = {
    ...(exact === undefined ? {} : { exact }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(maxUses === undefined ? {} : { maxUses }),
  };
  const drafted = draftOf(
    pattern,
    { scope, origin: 'import', ...more, ...(options.given.widen === true ? { widen: true } : {}) },
    compilePattern,
  );
  if (!drafted.ok) return refused(`\`${pattern}\`: ${drafted.reason}`);
  if (effect === 'deny') {
    const added = addRefusal(document, drafted.draft, surroundings);
    return {
      document: added.document,
      result: { status: added.result.status, pattern: `deny ${drafted.draft.pattern}` },
    };
  }
  const added = addGrant(document, drafted.draft, surroundings);
  if (added.result.status === 'refused') return refused(added.result.reason);
  return { document: added.document, result: { status: added.result.status, pattern: added.result.grant.pattern } };
}

function said({ entry, status, pattern, reason }: Report): string {
  const what =
    status === 'refused'
      ? `not imported: ${reason}`
      : `${status === 'added' ? 'imported' : 'already there'}: ${pattern}`;
  return `${show(entry, { most: 80 }).text}\n  ${show(what).text}\n`;
}

function summary(reports: readonly Report[]): string {
  const count = (status: Report['status']) => reports.filter((report) => report.status === status).length;
  return `${count('added')} imported, ${count('present')} already there, ${count('refused')} not imported`;
}
