import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { OPENAPI } from './openapi.ts';
import { startAdminServer } from './server.ts';
import { openOffice, TOKEN } from './testing/office.ts';

const ajv = new Ajv2020({ strict: false });
const checked = (name: string, value: unknown) => {
  const components = { components: OPENAPI.components };
  const validate = ajv.compile({ ...components, $ref: `#/components/schemas/${name}` });
  expect(validate(value) ? [] : validate.errors).toEqual([]);
};

test('the description of the API is an OpenAPI 3.1 document, and served', async () => {
  const { call } = await openOffice();
  const { status, body } = await call('/api/openapi.json');
  expect([status, body]).toEqual([200, JSON.parse(JSON.stringify(OPENAPI))]);
  const { valid, errors } = await new Validator().validate(body as unknown as Record<string, unknown>);
  expect([errors, valid]).toEqual([undefined, true]);
});

test('listed, shown, approved once, and once more without effect', async () => {
  const { call, ask, desk, memory } = await openOffice();
  const id = await ask('deploy');
  const list = await call('/api/pending');
  expect(list.body.pending.map(({ id: one }) => one)).toEqual([id]);
  checked('Pending', list.body);
  const shown = await call(`/api/pending/${id}`);
  checked('Approval', shown.body);
  expect(shown.body).toMatchObject({ status: 'pending', agent: 'main', shown: { text: 'deploy', cwd: '/repo' } });
  const approved = await call(`/api/approve/${id}`, {
    actor: 'ann',
    reason: 'fine',
    fingerprint: shown.body.fingerprint,
  });
  expect(approved).toMatchObject({
    status: 200,
    body: { changed: true, approval: { status: 'approved', actor: 'ann', reason: 'fine' } },
  });
  checked('Answered', approved.body);
  const before = memory.text;
  expect(await call(`/api/approve/${id}`, {})).toMatchObject({ status: 200, body: { changed: false } });
  const denied = await call(`/api/deny/${id}`, {});
  expect(denied).toMatchObject({ status: 409, body: { error: 'it is approved already', approval: { id } } });
  checked('Problem', denied.body);
  expect(memory.text).toBe(before);
  const request = { kind: 'exec', argv: ['deploy'] } as const;
  const outcome = await desk.authorize({ request, context: { agent: 'main', roots: ['/repo'], cwd: '/repo' } });
  expect(outcome.outcome).toBe('run');
});

test.for<[what: string, path: (id: string) => string, body: unknown, status: number]>([
  ['an unknown id', () => `/api/approve/apr_${'0'.repeat(36)}`, {}, 404],
  ['no id', () => '/api/approve', {}, 404],
  ['an id that is none', () => '/api/approve/x', {}, 404],
  ['an unknown path', () => '/api/grants', undefined, 404],
  ['a question asked of an answer', (id) => `/api/approve/${id}`, undefined, 405],
  ['an answer given to a question', (id) => `/api/pending/${id}`, {}, 405],
  ['a list as body', (id) => `/api/approve/${id}`, [], 400],
  ['null as body', (id) => `/api/approve/${id}`, null, 400],
  ['an unknown field', (id) => `/api/approve/${id}`, { id: 'apr_other' }, 400],
  ['a number as actor', (id) => `/api/approve/${id}`, { actor: 1 }, 400],
  ['another fingerprint', (id) => `/api/approve/${id}`, { fingerprint: 'x' }, 409],
  ['an offer that was not made', (id) => `/api/approve/${id}`, { offer: 'x' }, 409],
  ['an offer with a no', (id) => `/api/deny/${id}`, { offer: 'exact' }, 409],
  ['too long', (id) => `/api/approve/${id}`, { reason: 'x'.repeat(5000) }, 413],
])('%s: %s', async ([, path, body, status]) => {
  const { call, ask, memory } = await openOffice();
  const id = await ask('deploy');
  const before = memory.text;
  expect((await call(path(id), body)).status).toBe(status);
  expect(memory.text).toBe(before);
});

test('expired while it was on show: a conflict', async () => {
  const { call, ask, pass } = await openOffice();
  const id = await ask('deploy');
  pass(3_600_000);
  expect(await call(`/api/approve/${id}`, {})).toMatchObject({ status: 409, body: { error: 'it is expired already' } });
  expect((await call('/api/pending')).body.pending).toEqual([]);
});

test.for<[path: 'approve' | 'deny', status: number, changed: boolean | undefined]>([
  ['approve', 200, false],
  ['deny', 409, undefined],
])('approved elsewhere while `%s` was on its way: %d', async ([path, status, changed]) => {
  const others: (() => Promise<unknown>)[] = [];
  const office = await openOffice({ reading: async () => void (await others.pop()?.()) });
  const id = await office.ask('deploy');
  others.push(async () => {
    office.pass(5);
    await office.call(`/api/approve/${id}`, {});
  });
  const late = await office.call(`/api/${path}/${id}`, {});
  expect(late).toMatchObject({ status, body: { approval: { status: 'approved' } } });
  expect((late.body as { readonly changed?: boolean }).changed).toBe(changed);
});

test('approved for good: the grant is there', async () => {
  const { call, ask, store } = await openOffice();
  const id = await ask('npm', 'run', 'lint');
  const { body } = await call(`/api/pending/${id}`);
  const answered = await call(`/api/approve/${id}`, { offer: body.offers[0].id });
  expect(answered.body.grants).toHaveLength(1);
  const loaded = await store.load();
  expect(loaded.status === 'loaded' && loaded.document.grants.map((grant) => grant.id)).toEqual(answered.body.grants);
});

test('a store that cannot be read: 503, and its bytes stay', async () => {
  const { call, ask, memory } = await openOffice();
  const id = await ask('deploy');
  memory.text = 'half a docu';
  for (const [path, body] of [['/api/pending'], [`/api/pending/${id}`], [`/api/approve/${id}`, {}]] as const)
    expect((await call(path, body)).status).toBe(503);
  expect(memory.text).toBe('half a docu');
});

test('ten wrong tokens a minute are told so, the eleventh to wait; the right one is let in all the same', async () => {
  const { call, pass } = await openOffice();
  const wrong = () => call('/api/pending', undefined, { authorization: 'Bearer no' });
  const statuses: number[] = [];
  for (let count = 0; count < 12; count += 1) statuses.push((await wrong()).status);
  expect(statuses).toEqual([...Array(10).fill(403), 429, 429]);
  expect((await call('/api/pending')).status).toBe(200);
  pass(60_001);
  expect((await wrong()).status).toBe(403);
});

test('a tunnel that was named is let in with https, and no other', async () => {
  const { raw } = await openOffice({ tunnels: ['phone.example.net'] });
  const get = (host: string, origin: string) =>
    raw(`GET /api/pending HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
  expect(await get('phone.example.net', 'https://phone.example.net')).toBe(200);
  expect(await get('phone.example.net', 'http://phone.example.net')).toBe(403);
  expect(await get('other.example.net', 'https://other.example.net')).toBe(403);
});

test('P022, P023: nothing listens by itself; started, it is on 127.0.0.1 and needs a real token', async () => {
  const { server } = await openOffice();
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  const options = { store: {} as never, surroundings: {} as never };
  await expect(startAdminServer({ ...options, token: '' })).rejects.toThrow(TypeError);
});
