import {
  type ApprovalAnswer,
  type ApprovalView,
  answerApproval,
  type Change,
  expireStale,
  type StoreDocument,
  viewOfApproval,
} from '@writ/approvals';
import { nodeSurroundings } from '@writ/storage-node';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';
import type { Options } from '../../options.ts';
import { painter } from '../../paint.ts';
import { openStore } from '../../store-place.ts';
import { change, readDocument } from '../grants/shared.ts';
import { found, idOf } from './find.ts';
import { linesOf, pageOf } from './words.ts';

/** Who answers, as the record will say. */
export function actorOf({ given }: Options, { env }: Io): string {
  return given.actor ?? env.USER ?? env.LOGNAME ?? 'someone at the command line';
}

/** `writ approvals approve` and `deny`: shows what it is about, and answers. */
export async function answerCommand(
  say: 'approve' | 'deny',
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const id = idOf(operands, say);
  if (typeof id !== 'string') return id;
  const { reason, remember, yes } = options.given;
  if (remember !== undefined && say !== 'approve')
    return usage('only a yes can be remembered here', '`writ grants` manages the rest');
  const read = await readDocument(openStore(options, io), io);
  if (typeof read === 'number') return read;
  const approval = found(read.document, id, io);
  if (typeof approval === 'number') return approval;
  if (!options.json && say === 'approve') {
    await io.out(pageOf(approval, io.now()));
    if (io.isTerminal && yes !== true && !(await isYes(io))) return EXIT.findings;
  }
  const answer: ApprovalAnswer = {
    ...{ say, actor: actorOf(options, io), fingerprint: approval.fingerprint },
    ...(reason === undefined ? {} : { reason }),
    ...(remember === undefined ? {} : { offer: remember }),
  };
  return answerWith(id, answer, options, io);
}

/** `writ approvals expire`: takes one back, or marks all whose time is over. */
export async function expireCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const actor = actorOf(options, io);
  const { reason } = options.given;
  if (options.given['all-stale'] !== true) {
    const id = idOf(operands, 'expire');
    if (typeof id !== 'string') return id;
    return answerWith(id, { say: 'expire', actor, ...(reason === undefined ? {} : { reason }) }, options, io);
  }
  if (operands.length > 0) return usage('`--all-stale` takes no id');
  const changed = await change(
    openStore(options, io),
    (document) => expireStale(document, { now: io.now() }, actor),
    io,
  );
  if (typeof changed === 'number') return changed;
  const ended = changed.result.map((one) => viewOfApproval(one, { now: io.now() }));
  if (options.json) await io.out(`${JSON.stringify({ version: 1, expired: ended.map(({ id }) => id) })}\n`);
  else await io.out(ended.length === 0 ? 'nothing is over\n' : `${ended.length} expired\n`);
  return EXIT.fine;
}

async function answerWith(id: string, answer: ApprovalAnswer, options: Options, io: Io): Promise<ExitCode> {
  const how = (document: StoreDocument): Change<ReturnType<typeof answerApproval>['result']> =>
    answerApproval(document, id, answer, { ...nodeSurroundings, now: io.now });
  const changed = await change(openStore(options, io), how, io);
  if (typeof changed === 'number') return changed;
  const { result } = changed;
  if (result.status === 'unknown') {
    io.err('writ: there is no such request\n  `writ approvals list --all` shows what there is\n');
    return EXIT.findings;
  }
  const approval = viewOfApproval(result.approval, { now: io.now() });
  if (result.status === 'conflict') return conflict(result.problem, approval, options, io);
  const grants = result.grants.map((grant) => grant.pattern);
  if (options.json)
    await io.out(`${JSON.stringify({ version: 1, changed: result.changed, approval, grants: result.grants })}\n`);
  else {
    await io.out(linesOf(approval, io.now(), painter(io)));
    for (const pattern of grants) await io.out(`remembered: ${pattern}\n`);
  }
  return EXIT.fine;
}

async function conflict(problem: string, approval: ApprovalView, options: Options, io: Io): Promise<ExitCode> {
  if (options.json) await io.out(`${JSON.stringify({ version: 1, changed: false, problem, approval })}\n`);
  io.err(`writ: nothing was changed: ${problem}\n`);
  return EXIT.findings;
}

async function isYes(io: Io): Promise<boolean> {
  await io.out('let it through, once? [y/N] ');
  let text = '';
  for await (const chunk of io.input) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.includes('\n')) break;
  }
  return /^(y|yes)$/i.test(text.split('\n', 1)[0]?.trim() ?? '');
}
