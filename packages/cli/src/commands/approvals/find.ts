import { type ApprovalView, approvalsIn, type StoreDocument } from '@writ/approvals';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';

/** The one id of a command line. */
export function idOf(operands: readonly string[], action: string): string | UsageProblem {
  const [id] = operands;
  return id === undefined || operands.length > 1
    ? usage('name one request by its id', `writ approvals ${action} apr_…; \`writ approvals list\` shows them`)
    : id;
}

/** The request with this id, or one sentence about there being none. */
export function found(document: StoreDocument, id: string, io: Io): ApprovalView | ExitCode {
  const { approvals, damaged } = approvalsIn(document, { now: io.now() });
  const approval = approvals.find((one) => one.id === id);
  if (approval !== undefined) return approval;
  const why = damaged.includes(id) ? 'that request was changed by hand and does not count' : 'there is no such request';
  io.err(`writ: ${why}\n  \`writ approvals list --all\` shows what there is\n`);
  return EXIT.findings;
}
