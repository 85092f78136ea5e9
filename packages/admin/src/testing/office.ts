import { connect } from 'node:net';
import {
  type ApprovalDesk,
  createApprovalDesk,
  createMemory,
  createMemoryStore,
  type Memory,
  policySource,
  type Store,
  type Surroundings,
} from '@writ/approvals';
import { onTestFinished } from 'vitest';
import { type AdminServer, startAdminServer } from '../server.ts';

export const TOKEN = 'T'.repeat(43);

/** What the API answers, as far as tests look at it. */
export interface Body {
  readonly error?: string;
  readonly fingerprint: string;
  readonly grants: readonly string[];
  readonly offers: readonly [{ readonly id: string }];
  readonly pending: readonly { readonly id: string }[];
}

/** A server over a store of its own, and a desk whose agents ask about everything. */
export interface Office {
  readonly server: AdminServer;
  readonly store: Store;
  readonly memory: Memory;
  readonly desk: ApprovalDesk;
  /** Moves the clock of everything. */
  pass(milliseconds: number): void;
  /** An agent asks; the request's id. */
  ask(...argv: readonly string[]): Promise<string>;
  /** A well-formed request with the token, unless told otherwise. */
  call(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Body }>;
  /** The status that a text sent as it is gets; 0 where the connection is closed without one. */
  raw(text: string): Promise<number>;
}

interface OfficeOptions {
  readonly tunnels?: readonly string[];
  /** What happens while the server reads the store. */
  readonly reading?: () => Promise<void>;
}

/** Opens an office on a free port; it closes with the test. */
export async function openOffice({ reading, ...options }: OfficeOptions = {}): Promise<Office> {
  let offset = 0;
  const surroundings: Surroundings = {
    now: () => Date.now() + offset,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    wait: async () => {},
  };
  const memory = createMemory();
  const store = createMemoryStore(memory);
  const desk = createApprovalDesk({ store, surroundings, policy: policySource({ layers: [] }) });
  const load = async () => {
    await reading?.();
    return store.load();
  };
  const server = await startAdminServer({
    ...{ store: { ...store, load }, surroundings, token: TOKEN, port: 0 },
    ...options,
  });
  onTestFinished(() => server.close());
  return {
    ...{ server, store, memory, desk },
    pass: (milliseconds) => {
      offset += milliseconds;
    },
    ask: async (...argv) => {
      const context = { agent: 'main', roots: ['/repo'], cwd: '/repo' };
      const { approval } = await desk.authorize({ request: { kind: 'exec', argv }, context });
      return approval?.id ?? 'nothing was asked';
    },
    call: async (path, body, headers = {}) => {
      const response = await fetch(new URL(path, server.url), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    },
    raw: (text) => statusOf(server.port, text),
  };
}

function statusOf(port: number, text: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1];
      if (status === undefined || !answer.includes('\r\n\r\n')) return;
      socket.destroy();
      resolve(Number(status));
    });
    socket.on('error', () => resolve(0));
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)));
    socket.write(Buffer.from(text, 'latin1'));
  });
}
