import type { ApprovalRequest } from './approval.ts';

/** The code of a JSON-RPC error that means: a person has to say yes first, try again then. */
export const APPROVAL_REQUIRED = -32003;

/** What a JSON-RPC error says when a call waits for a person. */
export interface ApprovalRequiredData {
  readonly approval_id: string;
  readonly tool: string;
  /** ISO 8601, in UTC. */
  readonly expires_at: string;
  readonly retryable: true;
  readonly human_instructions: string;
}

/** The error for a call that waits for an answer to this request. */
export function approvalRequired(approval: ApprovalRequest): {
  readonly code: typeof APPROVAL_REQUIRED;
  readonly message: string;
  readonly data: ApprovalRequiredData;
} {
  const { id, shown, expiresAt } = approval;
  const expires = new Date(expiresAt).toISOString();
  return {
    code: APPROVAL_REQUIRED,
    message: `approval required: ${id}`,
    data: {
      approval_id: id,
      tool: shown.tool ?? shown.kind,
      expires_at: expires,
      retryable: true,
      human_instructions: `A person has to decide this until ${expires}: \`writ approvals show ${id}\`, then \`writ approvals approve ${id}\` or \`writ approvals deny ${id}\`. After an approval the same call goes through once.`,
    },
  };
}
