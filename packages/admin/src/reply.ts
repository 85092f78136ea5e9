import type { ServerResponse } from 'node:http';

/** What is answered. */
export interface Reply {
  readonly status: number;
  readonly body: object | { readonly type: string; readonly text: string };
  readonly retryAfter?: number;
}

/** On every answer: nothing is cached, framed, sniffed or told to others, and a page runs only what came with it. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A refusal: one sentence, and nothing that helps to guess. */
export const refusal = (status: number, error: string, more: object = {}): Reply => ({
  status,
  body: { error, ...more },
});

/** Sends an answer; after a refusal the connection is not used again, because its rest was not read. */
export function send(response: ServerResponse, { status, body, retryAfter }: Reply): void {
  const [type, text] =
    'type' in body && 'text' in body
      ? [String(body.type), String(body.text)]
      : ['application/json; charset=utf-8', JSON.stringify(body)];
  response.writeHead(status, {
    ...HEADERS,
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(text);
}
