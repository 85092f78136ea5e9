// An MCP server's calls, judged: `node gate.js --policy files.writ --name fs --workspace DIR -- COMMAND ARGUMENT…`.
// It speaks MCP on standard input and output, starts COMMAND as the real server, and stands between the two.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { fetchPost, startAdminServer, tokenIn } from '@writ/admin';
import { createApprovalDesk, createWebhookNotifier, eventLine } from '@writ/approvals';
import { nodeSurroundings, openAuditFile, openFileStore } from '@writ/storage-node';
import { framesOf } from './frames.js';
import { watchedPolicy } from './policy.js';
import { createProxy } from './proxy.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    policy: { type: 'string' },
    name: { type: 'string' },
    store: { type: 'string' },
    agent: { type: 'string' },
    session: { type: 'string' },
    workspace: { type: 'string', multiple: true },
    admin: { type: 'string' },
    webhook: { type: 'string' },
    events: { type: 'boolean' },
    'no-elicitation': { type: 'boolean' },
  },
});
const [command, ...args] = positionals;
if (values.policy === undefined || command === undefined) {
  console.error(
    'usage: node gate.js --policy FILE [--name NAME] [--workspace DIR] [--store DIR] [--admin PORT] -- COMMAND …',
  );
  process.exit(64);
}
const complain = (/** @type {string} */ sentence) => console.error(`mcp-gate: ${sentence}`);

const state = resolve(values.store ?? join(homedir(), '.local', 'state', 'writ', 'store'));
const store = openFileStore(state);
const webhook =
  values.webhook === undefined
    ? undefined
    : createWebhookNotifier({
        ...{ url: values.webhook, secret: process.env.WRIT_WEBHOOK_SECRET ?? '', post: fetchPost },
        ...{ surroundings: nodeSurroundings, onProblem: complain },
      });
const policy = watchedPolicy(resolve(values.policy), { onChange: () => proxy.toolsChanged(), onProblem: complain });
const desk = createApprovalDesk({
  store,
  policy: (refusals) => policy.current().source(refusals),
  surroundings: nodeSurroundings,
  uptime: () => performance.now(),
  audit: openAuditFile(join(state, '..', 'audit.jsonl')).append,
  onEvent: (event) => {
    webhook?.notify(event);
    if (values.events === true) console.error(eventLine(event));
  },
});
const admin =
  values.admin === undefined
    ? undefined
    : await startAdminServer({
        ...{ store, surroundings: nodeSurroundings, port: Number(values.admin) },
        token: tokenIn(join(state, '..', 'admin-token')),
      });
if (admin !== undefined)
  complain(`the page to answer is ${admin.url}; its token is in ${join(state, '..', 'admin-token')}`);

const upstream = new StdioClientTransport({ command, args, stderr: 'inherit' });
const proxy = createProxy({
  desk,
  store,
  policy: policy.current,
  surroundings: nodeSurroundings,
  prefix: values.name === undefined ? '' : `${values.name}.`,
  context: {
    roots: (values.workspace ?? []).map((folder) => resolve(folder)),
    home: homedir(),
    ...(values.agent === undefined ? {} : { agent: values.agent }),
  },
  session: values.session,
  elicits: values['no-elicitation'] !== true,
  toClient: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  toUpstream: (message) => upstream.send(message),
});
upstream.onmessage = proxy.fromUpstream;
upstream.onerror = (/** @type {Error} */ error) => complain(error.message);
upstream.onclose = () => void proxy.upstreamEnded().then(() => end(1));
await upstream.start();
for await (const frame of framesOf(process.stdin)) proxy.fromClient(frame);
await proxy.idle();
upstream.onclose = () => {}; // from here on it ends because we do
await upstream.close();
await end(0);

/** Lets go of everything, and ends. */
async function end(/** @type {number} */ code) {
  desk.close();
  policy.close();
  webhook?.close();
  await admin?.close();
  await store.close();
  process.exit(code);
}
