import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../audit.ts';
import type { ApprovalRecord } from '../document.ts';
import { createMemory, createMemoryStore } from '../memory-store.ts';
import type { Loaded } from '../store.ts';
import { ASKER, createDeskHarness } from '../testing/desk-harness.ts';
import { draftFor } from '../testing/toy-patterns.ts';
import type { Question } from '../view.ts';
import { unsealed } from './approval.ts';
import { eventLine } from './events.ts';
import { approvalRequired } from './refusal.ts';

const POLICY = { allow: ['ls'], ask: ['deploy', 'wipe'], deny: ['rm'], limited: { push: { count: 2, seconds: 3600 } } };
const HOUR = 3_600_000;

/** A harness in which `deploy` was asked about and approved. */
async function approved(command = 'deploy') {
  const harness = createDeskHarness(POLICY);
  const asked = await harness.ask(command);
  await harness.answer(asked.approval?.id, 'approve');
  return { ...harness, harness, id: asked.approval?.id ?? '' };
}

describe('an approval is bound to its question', () => {
  const request = { kind: 'shell', command: 'deploy' } as const;
  test.for<[what: string, other: Partial<Question>]>([
    ['another agent', { context: { ...ASKER, agent: 'other' } }],
    ['no agent', { context: { roots: ['/repo'], cwd: '/repo' } }],
    ['another session', { session: 's2' }],
    ['another folder', { context: { ...ASKER, cwd: '/repo/sub' } }],
    ['another folder of the request', { request: { ...request, cwd: '/elsewhere' } }],
    ['another workspace', { context: { ...ASKER, roots: ['/repo', '/other'] } }],
    ['another environment', { context: { ...ASKER, env: { PATH: '/tmp' } } }],
    ['a link that leads elsewhere', { context: { ...ASKER, realPaths: { '/repo/x': '/etc/x' } } }],
    ['another mode', { context: { ...ASKER, mode: 'yolo' } }],
    ['one more word', { request: { ...request, command: 'deploy now' } }],
    ['a blank more', { request: { ...request, command: 'deploy ' } }],
    ['another shell', { request: { ...request, dialect: 'zsh' } }],
  ])('%s: asked anew', async ([, other]) => {
    const { ask, run } = await approved();
    expect(await ask('deploy', other)).toMatchObject({ outcome: 'refuse', reason: 'approval-required' });
    expect((await run('deploy')).reason).toBe('approved');
  });

  test('what the host counts and remembers beside it is not part of the question', async () => {
    const { run } = await approved();
    expect((await run('deploy', { context: { ...ASKER, now: 5, counts: { other: 3 }, grants: [] } })).reason).toBe(
      'approved',
    );
  });
});

describe('the policy changes between the answer and the retry', () => {
  test.for<[change: string, policy: object, outcome: object]>([
    ['another rule was added', { ...POLICY, deny: ['rm', 'dd'] }, { outcome: 'refuse', reason: 'approval-required' }],
    ['the rule that asked is gone', { ...POLICY, ask: ['wipe'] }, { outcome: 'refuse', reason: 'approval-required' }],
    [
      'the ask became locked',
      { ...POLICY, ask: [], locked: ['deploy'] },
      { outcome: 'refuse', reason: 'approval-required' },
    ],
    ['it is denied now', { ...POLICY, ask: [], deny: ['deploy'] }, { outcome: 'refuse', reason: 'denied-by-policy' }],
    ['it is allowed now', { ...POLICY, allow: ['deploy'], ask: [] }, { outcome: 'run', reason: 'allowed' }],
  ])('%s', async ([, policy, outcome]) => {
    const { harness, ask, answer, statuses, id } = await approved();
    harness.policy = policy;
    expect(await ask('deploy')).toMatchObject(outcome);
    expect((await statuses())[0]).toBe('expired');
    harness.policy = POLICY;
    expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'approval-required' });
    expect((await answer(id, 'approve')).status).toBe('conflict');
  });

  test('it changes while the approval is being spent: given back, and judged anew', async () => {
    const { harness, store, ask, document } = await approved();
    const load = store.load;
    let loads = 0;
    Object.assign(store, {
      load: async () => {
        loads += 1;
        if (loads === 3) harness.policy = { ...POLICY, ask: [], deny: ['deploy'] }; // look, take, and now: confirm
        return load();
      },
    });
    expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-policy' });
    expect((await document()).approvals.map((one) => one.status)).toEqual(['expired']);
  });
});

describe('time', () => {
  test('a pending request expires, and so does its approval; a retry asks anew', async () => {
    const { ask, answer, surroundings } = createDeskHarness(POLICY);
    const first = await ask('deploy');
    await surroundings.pass(HOUR - 1);
    expect((await answer(first.approval?.id, 'approve')).status).toBe('done');
    await surroundings.pass(1);
    const second = await ask('deploy');
    expect(second).toMatchObject({ outcome: 'refuse', reason: 'approval-required' });
    await surroundings.pass(HOUR);
    expect(await answer(second.approval?.id, 'approve')).toMatchObject({
      status: 'conflict',
      problem: 'it is expired already',
    });
  });

  test('a wall clock that is set back, in another process: what was answered "later" is over', async () => {
    const { ask, surroundings } = await approved();
    surroundings.setClock(surroundings.now() - 1);
    expect(await ask('deploy')).toMatchObject({ reason: 'approval-required' });
  });

  test('a wall clock that is set back after the answer, in this process: it lives no longer', async () => {
    let uptime = 0;
    const harness = createDeskHarness(POLICY, { uptime: () => uptime });
    const start = harness.surroundings.now();
    const asked = await harness.ask('deploy');
    await harness.answer(asked.approval?.id, 'approve');
    uptime = HOUR - 1;
    harness.surroundings.setClock(start + 5);
    const run = await harness.run('deploy');
    await harness.desk.settle(run.ticket, 'failed');
    uptime = HOUR;
    expect(await harness.ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'approval-required' });
  });

  test('older than the window: asked anew, and an answer to either counts once for both', async () => {
    const { ask, answer, run, surroundings, statuses } = createDeskHarness(POLICY);
    const first = await ask('deploy');
    await surroundings.pass(600_000);
    const second = await ask('deploy');
    expect(second.approval?.id).not.toBe(first.approval?.id);
    await answer(first.approval?.id, 'approve');
    expect((await answer(second.approval?.id, 'approve')).status).toBe('conflict');
    expect((await run('deploy')).approval?.id).toBe(first.approval?.id);
    expect(await statuses()).toEqual(['consumed', 'expired']);
    expect(await ask('deploy')).toMatchObject({ reason: 'approval-required' });
  });

  test('an approved request is not subject to the window', async () => {
    const { run, surroundings } = await approved();
    await surroundings.pass(HOUR - 1);
    expect((await run('deploy')).reason).toBe('approved');
  });
});

describe('who wins', () => {
  test('approve and expire: the first; the other is told how it stands', async () => {
    const { ask, answer } = createDeskHarness(POLICY);
    const one = await ask('deploy');
    expect(
      [await answer(one.approval?.id, 'expire'), await answer(one.approval?.id, 'approve')].map((a) => a.status),
    ).toEqual(['done', 'conflict']);
    const two = await ask('wipe');
    expect(
      [await answer(two.approval?.id, 'approve'), await answer(two.approval?.id, 'expire')].map((a) => a.status),
    ).toEqual(['done', 'done']);
    expect(await ask('wipe')).toMatchObject({ reason: 'approval-required' });
  });

  test('deny and consume: an approved request can be used or withdrawn, not denied', async () => {
    const { answer, run, id } = await approved();
    expect((await answer(id, 'deny')).status).toBe('conflict');
    await run('deploy');
    expect((await answer(id, 'deny')).status).toBe('conflict');
    expect((await answer(id, 'expire')).status).toBe('conflict');
    expect(await answer(id, 'approve')).toMatchObject({ status: 'done', changed: false });
  });

  test('approve and deny at once: one of them, every time', async () => {
    const { ask, answer } = createDeskHarness(POLICY);
    const asked = await ask('deploy');
    const both = await Promise.all([answer(asked.approval?.id, 'approve'), answer(asked.approval?.id, 'deny')]);
    expect(both.map((one) => one.status).sort()).toEqual(['conflict', 'done']);
  });

  test('expiry during a call: a roll-back then returns nothing, but the units', async () => {
    const { answer, ask, run, desk, surroundings, document } = createDeskHarness(POLICY);
    await answer((await ask('deploy ; push')).approval?.id, 'approve');
    const { ticket } = await run('deploy ; push');
    await surroundings.pass(HOUR);
    expect(await desk.settle(ticket, 'failed')).toMatchObject({
      status: 'rolled-back',
      approval: { status: 'expired' },
    });
    expect((await document()).counters.push?.times).toEqual([]);
  });
});

describe('answers', () => {
  test('approved for good: the grant answers, and once it is revoked nothing of the answer is left', async () => {
    const { ask, answer, run, document, store } = createDeskHarness(POLICY);
    const first = await ask('deploy --prod');
    const offer = first.approval?.offers[0];
    expect(offer).toBeDefined();
    const answered = await answer(first.approval?.id, 'approve', { offer: offer?.id ?? '' });
    expect(answered).toMatchObject({
      status: 'done',
      grants: [{ scope: { agent: 'main', workspace: '/repo' }, origin: 'person' }],
    });
    const loaded = await store.load();
    await store.compareAndSwap(loaded.revision, { ...(await document()), grants: [] });
    expect(await ask('deploy --prod')).toMatchObject({ reason: 'approval-required' });
    await store.compareAndSwap((await store.load()).revision, await documentWithGrant(await document()));
    expect((await run('deploy --prod')).reason).toBe('allowed');
  });

  const documentWithGrant = async (
    document: Awaited<ReturnType<ReturnType<typeof createDeskHarness>['document']>>,
  ) => ({
    ...document,
    grants: [{ id: 'g', createdAt: 1, ...draftFor('deploy --prod') }],
  });

  test.for<[what: string, answer: object]>([
    ['an offer that was not made', { offer: 'everything' }],
    ['another fingerprint than the one on show', { fingerprint: '0'.repeat(64) }],
  ])('%s: a conflict, and nothing changes', async ([, more]) => {
    const { ask, answer, memory } = createDeskHarness(POLICY);
    const asked = await ask('deploy');
    const before = memory.text;
    expect((await answer(asked.approval?.id, 'approve', more)).status).toBe('conflict');
    expect(memory.text).toBe(before);
  });

  test.for(['', 'apr_', '__proto__', 'constructor', '../x', 'apr_1\u0000', '\ud800'])(
    'the id %j: unknown',
    async (id) => {
      const { ask, answer, memory } = createDeskHarness(POLICY);
      await ask('deploy');
      const before = memory.text;
      expect((await answer(id, 'approve')).status).toBe('unknown');
      expect(memory.text).toBe(before);
    },
  );

  test('names and reasons are kept short and whole', async () => {
    const { ask, answer } = createDeskHarness(POLICY);
    const asked = await ask('deploy');
    const answered = await answer(asked.approval?.id, 'approve', { actor: `a\ud800${'b'.repeat(900)}` });
    expect(answered).toMatchObject({ approval: { actor: `a\ufffd${'b'.repeat(498)}` } });
  });
});

describe('the store', () => {
  test('a bit changed anywhere in a record: its seal is broken', async () => {
    const { document } = await approved();
    const text = JSON.stringify((await document()).approvals[0]);
    let read = 0;
    for (let bit = 0; bit < text.length * 7; bit += 8) {
      const at = Math.floor(bit / 7);
      const spoilt =
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << (bit % 7))) + text.slice(at + 1);
      const record = parsed(spoilt);
      if (record === undefined) continue;
      read += 1;
      expect([bit, unsealed(record)]).toEqual([bit, undefined]);
    }
    expect(read).toBeGreaterThan(300);
  });

  const parsed = (text: string): ApprovalRecord | undefined => {
    try {
      return JSON.parse(text) as ApprovalRecord;
    } catch {
      return undefined;
    }
  };

  test('a record under a broken seal is not written over', async () => {
    const { memory, id } = await approved();
    const spoilt = { ...createMemory(), text: (memory.text ?? '').replaceAll('"actor":"ann"', '"actor":"eve"') };
    const before = (await createMemoryStore(spoilt).load()) as Extract<Loaded, { status: 'loaded' }>;
    const harness = createDeskHarness(POLICY, { memory: spoilt });
    expect(await harness.ask('deploy')).toMatchObject({ reason: 'approval-required' });
    expect((await harness.answer(id, 'expire')).status).toBe('unknown');
    const [kept] = (await harness.document()).approvals;
    expect(kept).toEqual(before.document.approvals[0]);
    expect(kept && unsealed(kept)).toBeUndefined();
  });

  test('no store: an ask is a no, a limited allow as well, a plain allow runs', async () => {
    const { ask } = createDeskHarness(POLICY, { store: undefined });
    expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'no-store' });
    expect(await ask('push')).toMatchObject({ outcome: 'refuse', reason: 'no-store' });
    expect(await ask('ls')).toMatchObject({ outcome: 'run' });
  });

  test('a damaged store: nothing runs, not even what is allowed', async () => {
    const { ask } = createDeskHarness(POLICY, { memory: { ...createMemory(), text: 'half a docu' } });
    for (const command of ['ls', 'deploy', 'push'])
      expect(await ask(command)).toMatchObject({ outcome: 'refuse', reason: 'failed' });
  });

  test('a swap of which nobody knows whether it lasts: nothing runs, and the approval is still there', async () => {
    const { store, ask, run } = await approved();
    const swap = store.compareAndSwap;
    let doubts = 1;
    Object.assign(store, {
      compareAndSwap: async (...given: Parameters<typeof swap>) => {
        const swapped = await swap(...given);
        doubts -= 1;
        return doubts < 0 ? swapped : { ok: false, why: 'indeterminate', problem: 'the folder was not flushed' };
      },
    });
    expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
    expect((await run('deploy')).reason).toBe('approved');
  });
});

describe('limits', () => {
  test('what is left is told, and used up it asks: an answer then counts beside the limit', async () => {
    const { ask, answer, run, document } = createDeskHarness(POLICY);
    expect((await run('push')).remaining).toEqual([{ key: 'push', limit: 2, seconds: 3600, left: 1 }]);
    expect((await run('push')).remaining).toMatchObject([{ left: 0 }]);
    const asked = await ask('push');
    expect(asked.reason).toBe('approval-required');
    await answer(asked.approval?.id, 'approve');
    expect((await run('push')).reason).toBe('approved');
    expect((await document()).counters.push?.times).toHaveLength(2);
  });

  test('the window slides; a refund goes to the window it was taken from', async () => {
    const { ask, run, desk, surroundings, document } = createDeskHarness(POLICY);
    const first = await run('push');
    await surroundings.pass(HOUR / 2);
    const second = await run('push');
    await surroundings.pass(HOUR / 2);
    expect((await run('push')).remaining).toMatchObject([{ left: 0 }]); // the first has left the window
    await desk.settle(first.ticket, 'failed');
    expect((await ask('push')).reason).toBe('approval-required');
    await desk.settle(second.ticket, 'failed');
    expect(await desk.settle(second.ticket, 'failed')).toEqual({ status: 'already' });
    expect((await document()).counters.push?.times).toEqual([second.ticket.takenAt + HOUR / 2]);
  });

  test('a clock that is set back frees nothing', async () => {
    const { ask, run, surroundings } = createDeskHarness(POLICY);
    await run('push');
    await run('push');
    surroundings.setClock(surroundings.now() - 10 * HOUR);
    expect((await ask('push')).reason).toBe('approval-required');
  });
});

describe('many requests', () => {
  test('an agent that asks without end: as many wait as may, the others are told why, and another agent is asked about', async () => {
    const { ask, document } = createDeskHarness(POLICY, { limits: { mostPendingPerAgent: 20 } });
    const reasons = new Map<string, number>();
    for (let index = 0; index < 30; index += 1) {
      const { reason } = await ask(`deploy ${index}`);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    expect([...reasons]).toEqual([
      ['approval-required', 20],
      ['too-many-requests', 10],
    ]);
    expect((await document()).approvals).toHaveLength(20);
    expect((await ask('deploy', { context: { ...ASKER, agent: 'other' } })).reason).toBe('approval-required');
  });

  test('of what is over, only the newest are kept', async () => {
    const { ask, answer, run, desk, document } = createDeskHarness(POLICY, { limits: { mostFinished: 3 } });
    const inDoubt = await ask('deploy 0');
    await answer(inDoubt.approval?.id, 'approve');
    await run('deploy 0');
    for (let index = 1; index <= 8; index += 1) {
      await answer((await ask(`deploy ${index}`)).approval?.id, 'approve');
      await desk.settle((await run(`deploy ${index}`)).ticket, 'done');
    }
    await ask('deploy last');
    const kept = (await document()).approvals;
    expect(kept).toHaveLength(5);
    expect(kept[0]?.id).toBe(inDoubt.approval?.id);
  });

  test('a call that fails again and again is asked about anew', async () => {
    const { run, ask, desk } = await approved();
    for (let index = 0; index < 20; index += 1) await desk.settle((await run('deploy')).ticket, 'failed');
    expect(await ask('deploy')).toMatchObject({ reason: 'approval-required' });
  });

  test.for([0, -1, 1.5, Number.NaN, 'abc'])('a limit of %j is refused at once', (expiresInMs) => {
    expect(() => createDeskHarness(POLICY, { limits: { expiresInMs: expiresInMs as number } })).toThrow(TypeError);
  });
});

describe('what is told', () => {
  test('the life of a request, each event once and in order, in another process too', async () => {
    const memory = createMemory();
    const { ask, answer, run, desk, events } = createDeskHarness(POLICY, { memory });
    const watching = createDeskHarness(POLICY, { memory });
    const heard = watching.desk.events();
    await watching.ask('ls');
    const asked = await ask('deploy');
    await ask('deploy');
    await answer(asked.approval?.id, 'approve', { reason: 'go' });
    await desk.settle((await run('deploy')).ticket, 'failed');
    await answer(asked.approval?.id, 'expire');
    await ask('ls'); // lets what is under way arrive
    const expected = [
      'approval_requested',
      'approval_approved',
      'approval_consumed',
      'approval_rolled_back',
      'approval_expired',
    ];
    expect(events.map((event) => event.event).filter((name) => name !== 'approval_reused')).toEqual(expected);
    expect(events.filter((event) => event.event === 'approval_reused')).toHaveLength(1);
    const elsewhere: string[] = [];
    for await (const event of heard) {
      elsewhere.push(event.event);
      if (elsewhere.length === expected.length) break;
    }
    expect(elsewhere).toEqual(expected);
    const line = JSON.parse(eventLine(events.find((event) => event.reason === 'go') ?? (events[0] as never)));
    expect(line).toMatchObject({
      event: 'approval_approved',
      actor: 'ann',
      approval: { id: asked.approval?.id, rules: ['deploy'] },
    });
  });

  test('a request is shown with everything odd about it, and without its secrets', async () => {
    const { ask, memory } = createDeskHarness(POLICY);
    const { approval } = await ask('deploy --token=ghp_0123456789abcdefghijABCDEFGHIJ012345 \u202Etxt.exe');
    expect(approval?.shown).toMatchObject({ kind: 'shell', cwd: '/repo', masked: true });
    expect(approval?.shown.text).toContain('\\u{202E}');
    expect(approval?.offers).toEqual([]);
    expect(memory.text).not.toContain('abcdefghij');
  });

  test.for<[argv: readonly string[], text: string]>([
    [['rm', '-rf', '/x y'], "rm -rf '/x y'"],
    [['git', 'log; rm -rf /'], "git 'log; rm -rf /'"],
    [['echo', "it's", ''], "echo 'it'\\''s' ''"],
    [['npm', 'run', '--if-present', 'a:b'], 'npm run --if-present a:b'],
  ])('arguments %j are shown as %s', async ([argv, text]) => {
    const { desk } = createDeskHarness(POLICY);
    const { approval } = await desk.authorize({ request: { kind: 'exec', argv }, context: ASKER });
    expect(approval?.shown.text).toBe(text);
  });

  test('too large to oversee: refused, and nothing is stored', async () => {
    const { ask, memory } = createDeskHarness(POLICY);
    expect(await ask(`deploy ${'x'.repeat(20_000)}`)).toMatchObject({ outcome: 'refuse', reason: 'too-large-to-show' });
    expect(memory.text).toBeUndefined();
  });

  test('a preview names five arguments, cuts long texts, hides secrets, and leaves nested values out', async () => {
    const { desk } = createDeskHarness(POLICY);
    const args = {
      a: 'x'.repeat(500),
      password: 'hunter2hunter2',
      list: [1, 2],
      deep: { secret: 'y' },
      n: 5,
      six: 'no',
      seven: 7,
    };
    const { approval } = await desk.authorize({ request: { kind: 'tool', tool: 'mail.send', args }, context: ASKER });
    const preview = approval?.shown.preview ?? {};
    expect(Object.keys(preview)).toEqual(['a', 'password', 'list', 'deep', 'n']);
    expect(preview).toMatchObject({ password: '***', list: '[… 2]', deep: '{…}', n: '5' });
    expect(preview.a?.length).toBeLessThan(120);
  });

  test('the refusal for a program', async () => {
    const { ask } = createDeskHarness(POLICY);
    const { approval } = await ask('deploy');
    if (approval === undefined) throw new Error('not asked');
    expect(approvalRequired(approval)).toMatchObject({
      code: -32003,
      data: { approval_id: approval.id, tool: 'shell', retryable: true, expires_at: '2023-11-14T23:13:20.000Z' },
    });
  });
});

test('the audit names what limits have left, with an approval and without', async () => {
  const audit: AuditEntry[] = [];
  const policy = { ask: ['deploy'], limited: { push: { count: 2, seconds: 3600 } } };
  const harness = createDeskHarness(policy, { audit: async (entry) => void audit.push(entry) });
  await harness.run('push');
  const asked = await harness.ask('deploy ; push');
  await harness.answer(asked.approval?.id, 'approve');
  await harness.run('deploy ; push');
  const left = (count: number) => [{ key: 'push', limit: 2, seconds: 3600, left: count }];
  expect(audit.map(({ reason, remaining }) => [reason, remaining])).toEqual([
    ['allowed', left(1)],
    ['approval-required', undefined],
    ['approved', left(0)],
  ]);
});
