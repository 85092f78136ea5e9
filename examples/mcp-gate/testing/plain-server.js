// A server that does as it is told, to see what reaches it: `node plain-server.js LOG`. A file LOG.broken breaks `break`.
import { appendFileSync, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [log = ''] = process.argv.slice(2);
const say = (/** @type {object} */ value) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...value })}\n`);
const tools = ['echo', 'break', 'fail', 'sad', 'slow', 'never', 'limited'].map((name) => ({
  name,
  inputSchema: { type: 'object' },
}));

for await (const line of createInterface(process.stdin)) {
  const { id, method, params } = JSON.parse(line);
  if (method === 'initialize')
    say({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {}, tasks: {} },
        serverInfo: { name: 'plain', version: '1' },
      },
    });
  if (method === 'tools/list') say({ id, result: existsSync(`${log}.odd`) ? { tools: 'none' } : { tools } });
  if (method === 'notifications/cancelled') appendFileSync(log, 'cancelled\n');
  if (method !== 'tools/call') continue;
  const { name, arguments: args = {} } = params;
  appendFileSync(log, `${name} ${JSON.stringify(args)}\n`);
  if (name === 'break' && existsSync(`${log}.broken`)) process.exit(1);
  if (name === 'slow') continue;
  if (name === 'fail' && existsSync(`${log}.broken`)) say({ id, error: { code: 7, message: 'not now' } });
  else if (name === 'sad') say({ id, result: { isError: true, content: [{ type: 'text', text: 'did not work' }] } });
  else
    say({
      id,
      result: {
        content: [
          {
            type: 'text',
            text: [name, JSON.stringify(args), ...(args.meta === true ? [JSON.stringify(params._meta)] : [])].join(' '),
          },
        ],
      },
    });
}
