import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiOptions, api } from './api.ts';
import { createFailures } from './failures.ts';
import { FILES } from './generated/page.ts';
import { type Names, namesFor, problemWith } from './guard.ts';
import { type Reply, refusal, send } from './reply.ts';
import { carriesToken } from './token.ts';

/** How the server is started; nothing starts it by itself. */
export interface AdminOptions extends ApiOptions {
  /** From `tokenIn`. */
  readonly token: string;
  /** 9111 without it; 0 for any that is free. */
  readonly port?: number;
  /** Host names (with their port, if it is not 443) of a tunnel with https that ends here. */
  readonly tunnels?: readonly string[];
}

export interface AdminServer {
  readonly port: number;
  /** The page; append `#token=…` to sign in. */
  readonly url: string;
  close(): Promise<void>;
}

const PORT = 9111;

/** Serves the page and the API on 127.0.0.1, and nowhere else. Rejects if the port is taken. */
export async function startAdminServer(options: AdminOptions): Promise<AdminServer> {
  if (options.token.length < 32) throw new TypeError('the token is too short: make one with `tokenIn`');
  const { surroundings } = options;
  const failures = createFailures(surroundings.now);
  let names: Names = { hosts: new Set(), origins: new Set() };

  const reply = async (request: IncomingMessage): Promise<Reply> => {
    const problem = problemWith(request, names);
    if (problem !== undefined) return refusal(403, problem);
    const file = request.method === 'GET' ? FILES[request.url ?? ''] : undefined;
    if (file !== undefined) return { status: 200, body: file };
    if (carriesToken(request.headers.authorization, options.token)) return api(request, options);
    const wait = failures.note();
    return wait === undefined
      ? refusal(403, 'the token is missing or wrong')
      : { ...refusal(429, 'too many wrong tokens'), retryAfter: wait };
  };

  const server = createServer(
    {
      maxHeaderSize: 8192,
      headersTimeout: 5000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 1000,
    },
    (request, response) => {
      reply(request)
        .catch(() => refusal(503, 'the store cannot be used'))
        .then((answered) => send(response, answered))
        .catch(() => response.destroy());
    },
  );
  server.maxConnections = 100;
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connect', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? PORT, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  names = namesFor(port, options.tunnels ?? []);
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
