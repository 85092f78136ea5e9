import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createApprovalDesk,
  createMemoryStore,
  createReplayMemory,
  createWebhookNotifier,
  policySource,
  verifyWebhook,
  WEBHOOK_HEADERS,
} from '@writ/approvals';
import { expect, onTestFinished, test } from 'vitest';
import { fetchPost } from './fetch-post.ts';

const SECRET = 'a secret of some length';

/** A real receiver, and a desk that tells it and waits `haste` times as short as it would. */
async function told(receive: (request: IncomingMessage, response: ServerResponse) => void, haste: number) {
  const bodies: { readonly body: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    bodies.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
    receive(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const wait = (
    milliseconds: number,
    cancel?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void },
  ) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds / haste);
      cancel?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const surroundings = {
    now: Date.now,
    randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
    wait,
  };
  const problems: string[] = [];
  const notifier = createWebhookNotifier({
    ...{
      url,
      secret: SECRET,
      surroundings,
      post: fetchPost,
      onProblem: (sentence: string) => void problems.push(sentence),
    },
  });
  const store = createMemoryStore();
  const desk = createApprovalDesk({
    store,
    surroundings,
    policy: policySource({ layers: [] }),
    onEvent: notifier.notify,
  });
  onTestFinished(() => {
    notifier.close();
    server.closeAllConnections();
    server.close();
  });
  const ask = (name: string) =>
    desk.authorize({ request: { kind: 'exec', argv: ['deploy', name] }, context: { agent: 'a' } });
  return { bodies, notifier, problems, ask };
}

test('what arrives is what the verifier takes, once', async () => {
  const { bodies, notifier, ask, problems } = await told((_request, response) => response.writeHead(204).end(), 1);
  const { approval } = await ask('x');
  await notifier.idle();
  expect(problems).toEqual([]);
  const [{ body, headers } = { body: '', headers: {} }] = bodies;
  const memory = createReplayMemory();
  const incoming = {
    body,
    timestamp: headers[WEBHOOK_HEADERS.timestamp] as string,
    signature: headers[WEBHOOK_HEADERS.signature] as string,
  };
  const verify = () => verifyWebhook(incoming, { secret: SECRET, now: Date.now(), memory });
  expect(verify()).toMatchObject({ ok: true, message: { approval: { id: approval?.id } } });
  expect(verify()).toEqual({ ok: false, problem: 'replayed' });
});

test.for<[what: string, receive: (request: IncomingMessage, response: ServerResponse) => void, problem: string]>([
  ['hangs', () => {}, 'no answer in 5 s'],
  ['fails', (_request, response) => response.writeHead(500).end('x'.repeat(100_000)), 'it answered 500'],
  ['redirects', (_request, response) => response.writeHead(307, { location: '/elsewhere' }).end(), 'it answered 307'],
  ['hangs up', (request) => request.socket.destroy(), 'fetch failed'],
])(
  'a receiver that %s: the agent has its answer first, and it is tried three times with one id',
  async ([, receive, problem]) => {
    const { bodies, notifier, ask, problems } = await told(receive, 10);
    const outcome = await ask('x');
    expect([outcome.reason, problems]).toEqual(['approval-required', []]);
    await notifier.idle();
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(1);
  },
);
