// Where the client can ask a person, the person is asked there and then; the stored request is answered with that.
import { answerApproval, updateStore } from '@writ/approvals';

const PATIENCE_MS = 5 * 60 * 1000;
const ALLOW = 'allow once';

/**
 * @param {object} options
 * @param {import('@writ/approvals').Store} options.store
 * @param {import('@writ/approvals').Surroundings} options.surroundings
 * @param {boolean} options.elicits
 * @param {(method: string, params: object) => Promise<any>} options.askClient
 */
export function createElicitation({ store, surroundings, elicits, askClient }) {
  let able = false;

  return {
    /** What the client said of itself. @param {any} params */
    hello: (params) => {
      able = elicits && typeof params?.capabilities?.elicitation === 'object';
    },
    /** Whether a person answered. @param {import('@writ/approvals').ApprovalRequest} approval */
    ask: async (approval) => {
      if (!able) return false;
      const done = new AbortController();
      const late = surroundings.wait(PATIENCE_MS, done.signal).then(() => undefined);
      const answer = (await Promise.race([askClient('elicitation/create', questionFor(approval)), late]))?.result;
      done.abort();
      const say = answer?.action === 'accept' && answer.content?.decision === ALLOW ? 'approve' : 'deny';
      if (answer?.action !== 'accept' && answer?.action !== 'decline') return false;
      const given = /** @type {const} */ ({ say, actor: 'elicitation', fingerprint: approval.fingerprint });
      await updateStore(store, (document) => answerApproval(document, approval.id, given, surroundings), surroundings);
      return true;
    },
  };
}

/** @param {import('@writ/approvals').ApprovalRequest} approval */
function questionFor({ shown, demands }) {
  const lines = [
    `An agent wants to call: ${shown.text}`,
    ...demands.map(({ text, place }) => `Asked by: ${text}${place === undefined ? '' : ` (${place})`}`),
    ...shown.notes,
    ...(shown.masked ? ['Secrets in it are masked.'] : []),
  ];
  return {
    message: lines.join('\n'),
    requestedSchema: {
      type: 'object',
      properties: { decision: { type: 'string', title: 'Decision', enum: [ALLOW, 'deny'] } },
      required: ['decision'],
    },
  };
}
