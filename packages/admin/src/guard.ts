import type { IncomingMessage } from 'node:http';

/** The names under which the server may be spoken to, port included: `127.0.0.1:9111`. */
export interface Names {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

/** What a page elsewhere, a rebound name or a confused proxy cannot send: why a request is turned away unread. */
export function problemWith(request: IncomingMessage, { hosts, origins }: Names): string | undefined {
  const { headers, method = '', url = '' } = request;
  if (ONCE.some((name) => countOf(request, name) > 1)) return 'a header stands twice';
  if (headers.host === undefined || !hosts.has(headers.host)) return 'this host is not known here';
  if (headers.origin !== undefined && !origins.has(headers.origin)) return 'another site asks';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'another site asks';
  if (request.httpVersion !== '1.1') return 'this is not spoken here';
  if (method !== 'GET' && method !== 'POST') return 'no such method';
  if (OVERRIDES.some((name) => headers[name] !== undefined)) return 'a method is what it is';
  if (headers.upgrade !== undefined) return 'nothing to upgrade to';
  if (!/^\/[A-Za-z0-9_./-]*$/.test(url) || url.includes('..') || url.includes('//')) return 'no such path';
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return method === 'GET' && hasBody ? 'a question has no body' : undefined;
}

const ONCE = ['host', 'origin', 'authorization', 'content-type', 'content-length', 'sec-fetch-site'];
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];

function countOf({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}

/** Loopback names for a port, and whatever a tunnel is called. */
export function namesFor(port: number, tunnels: readonly string[]): Names {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    hosts: new Set([...hosts, ...tunnels]),
    origins: new Set([...hosts.map((host) => `http://${host}`), ...tunnels.map((host) => `https://${host}`)]),
  };
}
