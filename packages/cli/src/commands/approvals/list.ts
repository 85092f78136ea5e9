import { setTimeout as sleep } from 'node:timers/promises';
import { type ApprovalView, approvalsIn, createEventReader, documentOf, eventLine, show } from '@writ/approvals';
import { EXIT, type ExitCode, type Io } from '../../io.ts';
import type { Options } from '../../options.ts';
import { painter } from '../../paint.ts';
import { openStore } from '../../store-place.ts';
import { readDocument } from '../grants/shared.ts';
import { linesOf, stateOf } from './words.ts';

const LOOK_EVERY_MS = 500;

/** `writ approvals list`: what waits for a person. */
export async function listCommand(options: Options, _operands: readonly string[], io: Io): Promise<ExitCode> {
  const store = openStore(options, io);
  const read = await readDocument(store, io);
  if (typeof read === 'number') return read;
  const { approvals, damaged } = approvalsIn(read.document, { now: io.now() });
  const meant = approvals.filter((approval) => options.given.all === true || isOpen(approval));
  if (options.given.watch === true) await watch(options, io, read.document);
  if (options.json) {
    await io.out(`${JSON.stringify({ version: 1, revision: read.revision, approvals: meant, damaged })}\n`);
    return EXIT.fine;
  }
  for (const approval of meant) await io.out(linesOf(approval, io.now(), painter(io)));
  if (meant.length === 0) await io.out('nothing waits\n');
  for (const id of damaged) io.err(`writ: ${show(id).text} was changed by hand and does not count\n`);
  return damaged.length === 0 ? EXIT.fine : EXIT.findings;
}

const isOpen = (approval: ApprovalView) => ['pending', 'approved', 'in doubt'].includes(stateOf(approval));

/** Tells what happens from now on, a line each, until it is stopped; what waits already comes first. */
async function watch(options: Options, io: Io, start: Parameters<typeof createEventReader>[0]): Promise<never> {
  const store = openStore(options, io);
  const reader = createEventReader();
  const tell = async (document: NonNullable<typeof start>, from: number) => {
    for (const event of reader.read(document)) {
      if (event.at < from && event.approval.status !== 'pending') continue;
      const { shown, id } = event.approval;
      const said = event.actor === undefined ? '' : ` by ${event.actor}`;
      await io.out(
        options.json
          ? `${eventLine(event)}\n`
          : show(`${event.event.replace('approval_', '')}${said}  ${shown.text}  ${id}`).text.concat('\n'),
      );
    }
  };
  const from = io.now();
  if (start !== undefined) await tell(start, from);
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const loaded = await store.load().catch(() => undefined);
    if (loaded !== undefined && loaded.status !== 'invalid') await tell(documentOf(loaded), 0);
  }
}
