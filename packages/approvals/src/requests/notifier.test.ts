import { describe, expect, test } from 'vitest';
import { createDeskHarness } from '../testing/desk-harness.ts';
import { createTestSurroundings, settled } from '../testing/test-surroundings.ts';
import { createWebhookNotifier, type Post } from './notifier.ts';
import { createReplayMemory, isEqual, signWebhook, verifyWebhook, WEBHOOK_HEADERS } from './webhook.ts';

const SECRET = 'a secret of some length';

/** A desk whose requests are told to a receiver of the test. */
function told(receiver: (attempt: number) => ReturnType<Post>) {
  const surroundings = createTestSurroundings();
  const sent: {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly aborted: () => boolean;
  }[] = [];
  const problems: string[] = [];
  let most = 0;
  let now = 0;
  const notifier = createWebhookNotifier({
    ...{ url: 'https://example.org/hook', secret: SECRET, surroundings },
    onProblem: (sentence) => problems.push(sentence),
    post: async (_url, { body, headers, signal }) => {
      sent.push({ body, headers, aborted: () => signal.aborted });
      now += 1;
      most = Math.max(most, now);
      try {
        return await receiver(sent.length);
      } finally {
        now -= 1;
      }
    },
  });
  const harness = createDeskHarness({ ask: ['deploy'] }, { onEvent: notifier.notify });
  return { ...harness, notifier, sent, problems, surroundings, most: () => most };
}

const never = () => new Promise<never>(() => {});

describe('what a receiver may do', () => {
  test.for<[what: string, receiver: () => ReturnType<Post>]>([
    ['it answers', async () => ({ status: 204 })],
    ['it hangs', never],
    ['it fails', async () => ({ status: 500 })],
    ['it redirects', async () => ({ status: 302 })],
    ['it cannot be reached', async () => Promise.reject(new Error('ECONNREFUSED'))],
  ])('%s: the decision is there before it is asked', async ([, receiver]) => {
    const { ask, sent } = told(receiver);
    expect(await ask('deploy')).toMatchObject({ reason: 'approval-required' });
    expect(sent).toHaveLength(1);
  });

  test('it fails three times: tried again later with the same id and body and a fresh signature, then said', async () => {
    const { ask, sent, problems, surroundings, notifier } = told(async () => ({ status: 503 }));
    const { approval } = await ask('deploy');
    for (const pause of [1000, 5000]) {
      await settled();
      await surroundings.pass(pause);
    }
    await notifier.idle();
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers[WEBHOOK_HEADERS.signature])).size).toBe(3);
    expect(problems).toEqual([`the webhook for ${approval?.id} was not delivered: it answered 503`]);
  });

  test('it hangs: given up after five seconds, and tried again', async () => {
    const { ask, sent, surroundings } = told((attempt) => (attempt === 1 ? never() : Promise.resolve({ status: 200 })));
    await ask('deploy');
    await surroundings.pass(4999);
    expect(sent[0]?.aborted()).toBe(false);
    await surroundings.pass(1);
    expect(sent[0]?.aborted()).toBe(true);
    await surroundings.pass(1000);
    expect(sent).toHaveLength(2);
  });

  test('thirty requests, and a receiver that hangs: ten are under way', async () => {
    const { ask, most, sent } = told(never);
    for (let index = 0; index < 30; index += 1) await ask(`deploy ${index}`);
    expect([sent.length, most()]).toEqual([10, 10]);
  });

  test('a retry of the agent tells nobody again', async () => {
    const { ask, sent } = told(async () => ({ status: 200 }));
    await ask('deploy');
    await ask('deploy');
    expect(sent).toHaveLength(1);
  });

  test('closed: nothing more is sent', async () => {
    const { ask, sent, notifier, surroundings } = told(async () => ({ status: 500 }));
    await ask('deploy');
    notifier.close();
    await surroundings.pass(60_000);
    await ask('deploy more');
    expect(sent).toHaveLength(1);
  });
});

test('the message names the call, and holds no secret and nothing nested', async () => {
  const { desk, sent } = told(async () => ({ status: 200 }));
  const args = { to: 'me', token: 'ghp_0123456789abcdefghijABCDEFGHIJ012345', deep: { x: 1 } };
  const { approval } = await desk.authorize({
    request: { kind: 'tool', tool: 'mail.send', args },
    context: { agent: 'a' },
  });
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    version: 1,
    event: 'approval_requested',
    approval: { id: approval?.id, tool: 'mail.send', agent: 'a', preview: { to: 'me', deep: '{…}' } },
  });
  expect(sent[0]?.body).not.toContain('abcdefghij');
});

describe('the verifier', () => {
  const now = 1_700_000_000_000;
  const body = JSON.stringify({ id: 'apr_1-0', event: 'approval_requested' });
  const timestamp = String(now / 1000);
  const signature = signWebhook(SECRET, timestamp, body);
  const verify = (more: object, at = now, memory = createReplayMemory()) =>
    verifyWebhook({ timestamp, signature, body, ...more }, { secret: SECRET, now: at, memory });

  test('takes what was signed', () => expect(verify({})).toMatchObject({ ok: true, id: 'apr_1-0' }));

  test.for<[what: string, more: object, problem: string]>([
    ['another body', { body: `${body} ` }, 'wrong signature'],
    ['another secret', { signature: signWebhook('another secret, as long', timestamp, body) }, 'wrong signature'],
    ['another timestamp', { timestamp: String(now / 1000 + 1) }, 'wrong signature'],
    ['no version', { signature: signature.slice(3) }, 'wrong signature'],
    ['half a signature', { signature: signature.slice(0, 20) }, 'wrong signature'],
    ['upper case', { signature: signature.toUpperCase() }, 'wrong signature'],
    ['no signature', { signature: undefined }, 'no signature'],
    ['no timestamp', { timestamp: undefined }, 'no signature'],
    ['a timestamp that is no number', { timestamp: 'now', signature: signWebhook(SECRET, 'now', body) }, 'too old'],
    ['a body that is no message', { body: '[]', signature: signWebhook(SECRET, timestamp, '[]') }, 'not a message'],
    ['a body that is no JSON', { body: '{', signature: signWebhook(SECRET, timestamp, '{') }, 'not a message'],
  ])('%s', ([, more, problem]) => expect(verify(more)).toEqual({ ok: false, problem }));

  test.for([-300_001, 300_001])('%i ms off: too old', (off) =>
    expect(verify({}, now + off)).toEqual({ ok: false, problem: 'too old' }),
  );
  test.for([-300_000, 300_000])('%i ms off: taken', (off) => expect(verify({}, now + off).ok).toBe(true));

  test('a message is taken once', () => {
    const memory = createReplayMemory();
    expect([verify({}, now, memory), verify({}, now + 300_000, memory)]).toMatchObject([
      { ok: true },
      { ok: false, problem: 'replayed' },
    ]);
  });

  test.for<[given: string, expected: string, equal: boolean]>([
    ['', '', true],
    ['a', 'a', true],
    ['', 'a', false],
    ['a', '', false],
    ['aa', 'a', false],
    ['ab', 'aa', false],
  ])('%j and %j are equal: %s', ([given, expected, equal]) => expect(isEqual(given, expected)).toBe(equal));

  test.for(['secret', 'Xecret', 'secreX', 'XXXXXX', 'sec', 'secret and more', ''])(
    '%j is compared with all of `secret`, wherever it differs',
    (given) => {
      const looked: number[] = [];
      const charCodeAt = (at: number) => {
        looked.push(at);
        return given.charCodeAt(at);
      };
      const watched = { length: given.length, charCodeAt } as string;
      expect(isEqual(watched, 'secret')).toBe(given === 'secret');
      expect(looked).toEqual([0, 1, 2, 3, 4, 5]);
    },
  );
});

test.for<[url: string, secret: string]>([
  ['ftp://example.org/x', SECRET],
  ['', SECRET],
  ['https://', SECRET],
  ['javascript:alert(1)', SECRET],
  ['https://example.org', ''],
  ['https://example.org', 'short'],
  ['https://example.org', undefined as unknown as string],
])('%j with the secret %j is refused at once', ([url, secret]) => {
  const options = { url, secret, surroundings: createTestSurroundings(), post: never };
  expect(() => createWebhookNotifier(options)).toThrow(TypeError);
});
