import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { type Office, openOffice, TOKEN } from './testing/office.ts';

/** One request of an attacker, from a good one: the head as lines, then the body. */
interface Attempt {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  /** Header lines in place of those of the same name; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly more?: readonly string[];
  readonly body?: string;
}

const evil = (host: string): Attempt => ({ what: `Host: ${host}`, headers: { Host: host } });
const from = (origin: string): Attempt => ({ what: `Origin: ${origin}`, headers: { Origin: origin } });
const to = (path: string): Attempt => ({ what: `path ${JSON.stringify(path)}`, path });
const by = (authorization: string | undefined): Attempt => ({
  what: `Authorization: ${authorization}`,
  headers: { Authorization: authorization },
});
const method = (name: string): Attempt => ({ what: `method ${name}`, method: name });
const typed = (type: string | undefined): Attempt => ({
  what: `Content-Type: ${type}`,
  headers: { 'Content-Type': type },
});

/** PORT, ID stand for the real ones. */
const ATTEMPTS: readonly Attempt[] = [
  ...[
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    'localhost',
    '127.0.0.1:80',
    '127.0.0.1:1PORT',
    '0.0.0.0:PORT',
  ].map(evil),
  ...[
    '[::1]:PORT',
    '[::ffff:127.0.0.1]:PORT',
    'localhost.:PORT',
    'LOCALHOST:PORT',
    '127.1:PORT',
    '2130706433:PORT',
  ].map(evil),
  ...['127.0.0.1:PORT.evil.example', 'evil.example@127.0.0.1:PORT', '127.0.0.1:PORT, evil.example', ''].map(evil),
  { what: 'no Host', headers: { Host: undefined } },
  { what: 'no Host, HTTP/1.0', version: '1.0', headers: { Host: undefined } },
  { what: 'Host twice', more: ['Host: evil.example'] },
  ...[
    'null',
    'https://evil.example',
    'http://localhost',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:PORT.evil.example',
    'file://',
  ].map(from),
  { what: 'Origin twice', more: ['Origin: http://127.0.0.1:PORT', 'Origin: http://evil.example'] },
  ...['cross-site', 'same-site', 'SAME-ORIGIN', 'none, same-origin'].map(
    (site): Attempt => ({ what: `Sec-Fetch-Site: ${site}`, headers: { 'Sec-Fetch-Site': site } }),
  ),
  ...[undefined, '', 'Bearer', 'Bearer ', 'Bearer no', `bearer ${TOKEN}`, `Basic ${TOKEN}`, TOKEN].map(by),
  ...[`Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Bearer  ${TOKEN}`, `Bearer ${TOKEN}, Bearer x`].map(by),
  {
    what: 'the token as a cookie',
    headers: { Authorization: undefined, Cookie: `token=${TOKEN}; Authorization=Bearer ${TOKEN}` },
  },
  { what: 'the token in the query', path: `/api/approve/ID?token=${TOKEN}`, headers: { Authorization: undefined } },
  { what: 'Authorization twice', more: ['Authorization: Bearer no'] },
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'post', 'PROPFIND'].map(method),
  ...['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'].map(
    (name): Attempt => ({ what: name, more: [`${name}: POST`] }),
  ),
  ...[
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
  ].map(typed),
  ...['application/jsonp', 'text/plain, application/json', 'application/json, text/plain'].map(typed),
  ...[
    '/api/approve/../approve/ID',
    '/api/approve//ID',
    '/api//approve/ID',
    '//api/approve/ID',
    '/api/approve/ID/',
    '/api/approve/ID/..',
  ].map(to),
  ...[
    '/api/approve/ID%00',
    '/api/approve/%49D',
    '/%61pi/approve/ID',
    '/api/approve/ID?x',
    '/api/approve/ID#x',
    '/API/approve/ID',
  ].map(to),
  ...[
    '/api/approve/ID;x',
    '/api/approve\\ID',
    '/api/pending/../approve/ID',
    '/page.js/../api/approve/ID',
    '/api/approve/__proto__',
  ].map(to),
  ...[
    'http://127.0.0.1:PORT/api/approve/ID',
    'http://evil.example/api/approve/ID',
    '*',
    'api/approve/ID',
    '/api/expire/ID',
  ].map(to),
  {
    what: 'a WebSocket',
    method: 'GET',
    body: '',
    more: ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'],
  },
  {
    what: 'an upgrade to HTTP/2',
    more: ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
  },
  { what: 'two lengths', more: ['Content-Length: 3'] },
  { what: 'a length and chunks', more: ['Transfer-Encoding: chunked'] },
  { what: 'an unknown coding', headers: { 'Content-Length': undefined }, more: ['Transfer-Encoding: gzip, chunked'] },
  { what: 'a length below nothing', headers: { 'Content-Length': '-1' } },
  { what: 'a length that is no number', headers: { 'Content-Length': '0x2' } },
  { what: 'a length of gigabytes', headers: { 'Content-Length': '9999999999' } },
  {
    what: 'a chunk of gigabytes',
    headers: { 'Content-Length': undefined },
    more: ['Transfer-Encoding: chunked'],
    body: 'FFFFFFFF\r\n{}',
  },
  {
    what: 'many small chunks',
    headers: { 'Content-Length': undefined },
    more: ['Transfer-Encoding: chunked'],
    body: `${'1\r\nx\r\n'.repeat(5000)}0\r\n\r\n`,
  },
  { what: 'headers without end', more: [`X-Filler: ${'x'.repeat(9000)}`] },
  { what: 'a folded header', more: ['X-Folded: a', ' Authorization: Bearer x'] },
  { what: 'a header with a blank before its colon', more: ['Content-Type : application/json'] },
  { what: 'a NUL in a header', more: ['X-Nul: a\u0000b'] },
  { what: 'a bare line feed between headers', more: ['X-One: a\nX-Two: b'] },
  { what: 'a body that is no JSON', body: '{' },
  { what: 'a body of a form', body: 'actor=ann' },
  { what: 'a prototype in the body', body: '{"__proto__":{"actor":"x"}}' },
  { what: 'HTTP/0.9', version: '0.9' },
  { what: 'HTTP/2.0', version: '2.0' },
];

function textOf(
  { method = 'POST', path = '/api/approve/ID', version = '1.1', headers = {}, more = [], body = '{}' }: Attempt,
  office: Office,
  id: string,
): string {
  const usual: Readonly<Record<string, string | undefined>> = {
    Host: '127.0.0.1:PORT',
    Authorization: `Bearer ${TOKEN}`,
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    ...headers,
  };
  const lines = Object.entries(usual).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const text = [`${method} ${path} HTTP/${version}`, ...lines, ...more, '', body].join('\r\n');
  return text.replaceAll('PORT', String(office.server.port)).replaceAll('ID', id);
}

test('the request they are all made from is taken', async () => {
  const office = await openOffice();
  const id = await office.ask('deploy');
  expect(await office.raw(textOf({ what: 'a good one' }, office, id))).toBe(200);
});

test(`${ATTEMPTS.length} attempts: each is refused, and nothing is changed`, async () => {
  const office = await openOffice();
  const id = await office.ask('deploy');
  const before = office.memory.text;
  const taken: string[] = [];
  for (const attempt of ATTEMPTS) {
    const status = await office.raw(textOf(attempt, office, id));
    // 0: closed without an answer; 400, 408, 431 and 505 are Node's own.
    if (![0, 400, 403, 404, 405, 408, 413, 415, 429, 431, 501, 505].includes(status))
      taken.push(`${attempt.what}: ${status}`);
    if (office.memory.text !== before) taken.push(`${attempt.what}: changed the store`);
  }
  expect(taken).toEqual([]);
  expect(ATTEMPTS.length).toBeGreaterThanOrEqual(60);
  expect(await office.raw(textOf({ what: 'a good one' }, office, id))).toBe(200);
});

test('what comes from elsewhere gets 403 whatever else is right, and no header that lets a page read it', async () => {
  const { server, ask } = await openOffice();
  const id = await ask('deploy');
  const response = await fetch(`${server.url}api/approve/${id}`, {
    method: 'POST',
    headers: { origin: 'https://evil.example', authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(403);
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('requests sent in one go are each looked at', async () => {
  const office = await openOffice();
  const id = await office.ask('deploy');
  const before = office.memory.text;
  const good = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${office.server.port}\r\n\r\n`;
  const bad = textOf({ what: 'no token', headers: { Authorization: undefined } }, office, id);
  await new Promise<void>((resolve) => {
    const socket = connect(office.server.port, '127.0.0.1', () => socket.write(good + bad));
    socket.resume().on('close', () => resolve());
  });
  expect(office.memory.text).toBe(before);
});

/** Sends a text, then one more byte now and then, until the other side has enough. */
async function dribble({ server }: Office, start: string, byte: string): Promise<'closed'> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(start));
    const timer = setInterval(() => socket.write(byte), 200);
    socket.on('error', () => {});
    socket.resume().on('close', () => {
      clearInterval(timer);
      resolve('closed');
    });
  });
}

test('headers and bodies that never end are cut off, and others are served meanwhile', async () => {
  const office = await openOffice();
  const id = await office.ask('deploy');
  const before = office.memory.text;
  const head = textOf({ what: 'slow', headers: { 'Content-Length': '4000' }, body: '{' }, office, id);
  const slow = [
    ...Array.from({ length: 20 }, () => dribble(office, 'GET / HTTP/1.1\r\nX-A: ', 'a')),
    ...Array.from({ length: 20 }, () => dribble(office, head, ' ')),
  ];
  expect((await office.call('/api/pending')).status).toBe(200);
  expect(await Promise.all(slow)).toEqual(Array(40).fill('closed'));
  expect(office.memory.text).toBe(before);
});

test('three hundred connections that say nothing are let go of', async () => {
  const office = await openOffice();
  const closed = Array.from({ length: 300 }, () => {
    const socket = connect(office.server.port, '127.0.0.1').on('error', () => {});
    return new Promise<void>((resolve) => socket.resume().on('close', () => resolve()));
  });
  await Promise.all(closed);
  expect((await office.call('/api/pending')).status).toBe(200);
});
