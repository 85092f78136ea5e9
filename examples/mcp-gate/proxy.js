// What stands between a client and a server: every call is judged first, and every approval is settled afterwards.
// Whatever this does not know is refused.
import { JSONRPCMessageSchema, ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { approvalRequired } from '@writ/approvals';
import { createElicitation } from './elicit.js';
import { isNeverAllowed } from './hidden.js';
import { readCall } from './parameters.js';

/**
 * @typedef {import('@modelcontextprotocol/sdk/types.js').JSONRPCMessage} Message
 * @typedef {{ code: number, message: string, data?: unknown }} Problem
 * @typedef {{ result: object } | { error: Problem }} Answer
 * @typedef {object} Call one request of the client that has no answer yet
 * @property {string | number} id
 * @property {string} method
 * @property {any} params
 * @property {(response: object | undefined) => void} respond
 * @property {boolean} cancelled
 * @property {string} [tool] as the policy calls it
 * @property {import('@writ/approvals').RunTicket} [ticket]
 * @property {number} [sentAs] its id on the server's side
 */

/** Methods that only look, or set something up: they go through as they are. */
const FORWARDED = new Set([
  'initialize',
  'ping',
  'tools/list',
  'prompts/list',
  'prompts/get',
  'resources/list',
  'resources/templates/list',
  'completion/complete',
  'logging/setLevel',
]);
const NOTICES = new Set(['notifications/initialized', 'notifications/progress', 'notifications/roots/list_changed']);
const MOST_IN_BATCH = 100;
const PATIENCE_MS = 2000;

/**
 * @param {object} options
 * @param {import('@writ/approvals').ApprovalDesk} options.desk
 * @param {import('@writ/approvals').Store} options.store
 * @param {() => import('./policy.js').Loaded} options.policy
 * @param {import('@writ/approvals').Surroundings} options.surroundings
 * @param {string} options.prefix what stands in front of the server's tool names in the policy
 * @param {import('@writ/engine').Context} options.context
 * @param {string} [options.session]
 * @param {boolean} options.elicits whether a client that can ask a person is asked to
 * @param {(value: object) => void} options.toClient
 * @param {(message: Message) => Promise<void>} options.toUpstream
 */
export function createProxy({ desk, policy, prefix, context, session, toClient, toUpstream, ...options }) {
  /** @type {Map<number, Call>} */
  const sent = new Map();
  /** @type {Map<string | number, Call>} */
  const open = new Map();
  /** @type {Map<string | number, { respond: (response: any) => void, of?: string | number }>} */
  const asked = new Map();
  let last = 0;
  let ended = false;
  const elicitation = createElicitation({ ...options, askClient });

  /** @param {import('./frames.js').Frame} frame */
  function fromClient(frame) {
    if (frame.kind === 'malformed') return toClient(failure(null, { code: -32700, message: frame.problem }));
    if (frame.kind === 'message') return take(frame.value, (response) => response && toClient(response));
    const { values } = frame;
    if (values.length === 0 || values.length > MOST_IN_BATCH)
      return toClient(failure(null, { code: -32600, message: `a batch has 1 to ${MOST_IN_BATCH} messages` }));
    /** @type {object[]} */
    const responses = [];
    let waiting = values.filter(needsAnswer).length;
    for (const value of values)
      take(value, (response) => {
        if (response !== undefined) responses.push(response);
        waiting -= 1;
        if (waiting === 0 && responses.length > 0) toClient(responses);
      });
  }

  /** @param {unknown} value @param {Call['respond']} respond */
  function take(value, respond) {
    const message = JSONRPCMessageSchema.safeParse(value).data;
    if (message === undefined)
      return respond(failure(idOf(value), { code: -32600, message: 'not a JSON-RPC message' }));
    if (!('method' in message)) return void asked.get(message.id ?? '')?.respond(message);
    if (!('id' in message)) return notice(message.method, message.params);
    const { id, method, params } = message;
    if (open.has(id)) return respond(failure(id, { code: -32600, message: 'this id is in use' }));
    /** @type {Call} */
    const call = { id, method, params, respond, cancelled: false };
    open.set(id, call);
    if (method === 'initialize') elicitation.hello(params);
    if (FORWARDED.has(method)) return forward(call);
    if (method !== 'tools/call' && method !== 'resources/read')
      return finish(call, { error: { code: -32601, message: `the gate does not let \`${method}\` through` } });
    judge(call).catch((error) => finish(call, { error: { code: -32603, message: String(error) } }));
  }

  /** @param {string} method @param {any} params */
  function notice(method, params) {
    if (method === 'notifications/cancelled') return cancel(params?.requestId);
    if (NOTICES.has(method)) void toUpstream({ jsonrpc: '2.0', method, params }).catch(() => {});
  }

  /** A call that was not sent yet never is. One that was may have happened, so its approval is used up. */
  function cancel(/** @type {unknown} */ id) {
    const call = open.get(/** @type {string} */ (id));
    if (call === undefined || call.method === 'initialize') return;
    call.cancelled = true;
    if (call.sentAs === undefined) return;
    const params = { requestId: call.sentAs };
    void toUpstream({ jsonrpc: '2.0', method: 'notifications/cancelled', params }).catch(() => {});
    void finish(call, { error: { code: -32000, message: 'cancelled' } }, 'done');
  }

  /** @param {Call} call */
  async function judge(call) {
    const isTool = call.method === 'tools/call';
    const read = readCall(isTool ? 'tools/call' : 'resources/read', call.params);
    if ('problem' in read) return finish(call, { error: { code: -32602, message: read.problem } });
    const { name, args } = read;
    call.params = read.params;
    call.tool = prefix + name;
    const question = {
      request: /** @type {const} */ ({ kind: 'tool', tool: call.tool, args }),
      context,
      ...(session && { session }),
    };
    let outcome = await desk.authorize(question);
    const waits = outcome.outcome === 'refuse' && outcome.reason === 'approval-required' ? outcome.approval : undefined;
    if (waits !== undefined && !call.cancelled && (await elicitation.ask(waits)))
      outcome = await desk.authorize(question);
    if (outcome.outcome === 'refuse') return finish(call, refusalOf(outcome, isTool));
    call.ticket = outcome.ticket;
    if (call.cancelled || ended) return finish(call, { error: { code: -32000, message: 'it was not sent' } }, 'failed');
    return forward(call);
  }

  /** @param {Call} call */
  function forward(call) {
    last += 1;
    call.sentAs = last;
    sent.set(last, call);
    const { method, params } = call;
    toUpstream({ jsonrpc: '2.0', id: last, method, ...(params === undefined ? {} : { params }) }).catch((error) =>
      finish(call, { error: { code: -32000, message: `the server cannot be reached: ${error}` } }),
    );
  }

  /**
   * What was taken for a call is settled before anybody hears how it ended.
   * @param {Call} call @param {Answer} answer @param {'done' | 'failed'} [how]
   */
  async function finish(call, answer, how = 'error' in answer || isGivenBack(call, answer.result) ? 'failed' : 'done') {
    if (open.get(call.id) !== call) return;
    open.delete(call.id);
    if (call.sentAs !== undefined) sent.delete(call.sentAs);
    if (call.ticket !== undefined) await desk.settle(call.ticket, how);
    call.respond(call.cancelled ? undefined : { jsonrpc: '2.0', id: call.id, ...answer });
  }

  /** Whether a result that says `isError` counts as a call that did not happen: for the policy to say. */
  function isGivenBack(/** @type {Call} */ { tool }, /** @type {any} */ result) {
    if (result.isError !== true || tool === undefined) return false;
    const request = /** @type {const} */ ({ kind: 'tool', tool: 'gate.give_back', args: { tool } });
    return policy().engine.decide(request, context).effect === 'allow';
  }

  /** @param {Message} message */
  function fromUpstream(message) {
    if ('method' in message) return 'id' in message ? passOn(message) : upstreamNotice(message);
    const call = sent.get(/** @type {number} */ (message.id));
    if (call === undefined) return;
    void finish(call, 'error' in message ? { error: message.error } : resultOf(call, message.result));
  }

  /** @param {Call} call @param {any} result @returns {Answer} */
  function resultOf({ method }, result) {
    if (method === 'initialize') {
      const { tasks: _tasks, ...capabilities } = result.capabilities ?? {};
      return { result: { ...result, capabilities } }; // a call that goes on after its answer could not be settled
    }
    if (method !== 'tools/list') return { result };
    const listed = ListToolsResultSchema.safeParse(result);
    if (!listed.success) return { error: { code: -32603, message: 'the server gave no list of tools' } };
    const { engine, known } = policy();
    const tools = result.tools.filter(
      (/** @type {{ name: string }} */ { name }) => !isNeverAllowed(engine, known, prefix + name, context),
    );
    return { result: { ...result, tools } };
  }

  /** A request of the server to the client, under an id of ours. @param {any} message */
  function passOn(message) {
    last += 1;
    const id = `server-${last}`;
    const respond = (/** @type {any} */ response) => {
      asked.delete(id);
      void toUpstream({ ...response, id: message.id }).catch(() => {});
    };
    asked.set(id, { respond, of: message.id });
    toClient({ ...message, id });
  }

  /** @param {any} message */
  function upstreamNotice(message) {
    if (message.method !== 'notifications/cancelled') return toClient(message);
    const found = [...asked].find(([, one]) => one.of === message.params?.requestId);
    if (found !== undefined) toClient({ ...message, params: { ...message.params, requestId: found[0] } });
  }

  /** Asks the client for something itself. @param {string} method @param {object} params @returns {Promise<any>} */
  function askClient(method, params) {
    last += 1;
    const id = `gate-${last}`;
    return new Promise((resolve) => {
      asked.set(id, {
        respond: (response) => {
          asked.delete(id);
          resolve(response);
        },
      });
      toClient({ jsonrpc: '2.0', id, method, params });
    });
  }

  return {
    fromClient,
    fromUpstream,
    /** The policy changed: other tools may be worth showing. */
    toolsChanged: () => toClient({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' }),
    /** Every call that was under way failed. */
    upstreamEnded: async () => {
      ended = true;
      const error = { code: -32000, message: 'the server ended' };
      await Promise.all([...sent.values()].map((call) => finish(call, { error })));
    },
    /** Resolves when nothing is open, or after a short while. */
    idle: async () => {
      for (let waited = 0; open.size > 0 && waited < PATIENCE_MS; waited += 20) await options.surroundings.wait(20);
    },
  };
}

/** @param {import('@writ/approvals').DeskRefusal} refusal @param {boolean} isTool @returns {Answer} */
function refusalOf({ reason, detail, approval }, isTool) {
  if (reason === 'approval-required' && approval !== undefined) return { error: approvalRequired(approval) };
  const text = `[POLICY DENIED] ${detail}`;
  return isTool
    ? { result: { isError: true, content: [{ type: 'text', text }] } }
    : { error: { code: -32001, message: text } };
}

/** @param {string | number | null} id @param {Problem} error */
const failure = (id, error) => ({ jsonrpc: '2.0', id, error });

/** @param {unknown} value */
const idOf = (value) => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
};

/** Whether there is something to answer: a request, or what is no message at all. @param {unknown} value */
function needsAnswer(value) {
  const message = JSONRPCMessageSchema.safeParse(value).data;
  return message === undefined || ('method' in message && 'id' in message);
}
