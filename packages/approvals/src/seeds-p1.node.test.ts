import { compile } from '@writ/dsl';
import type { Json, PolicyDocument } from '@writ/engine';
import { expect } from 'vitest';
import { createMemory } from './memory-store.ts';
import { policySource } from './policy-source.ts';
import { approvalRequired } from './requests/refusal.ts';
import { ASKER, createDeskHarness } from './testing/desk-harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';

const DEPLOY = { ask: ['deploy'], deny: ['rm'] };
const HOUR = 3_600_000;
const WINDOW = 600_000;

/** A request that was approved, and the harness around it. */
async function approved(command = 'deploy', policy: object = DEPLOY) {
  const harness = createDeskHarness(policy);
  const { approval } = await harness.ask(command);
  await harness.answer(approval?.id, 'approve');
  return { ...harness, harness, id: approval?.id ?? '' };
}

/** A desk over a policy in the language, for one tool. */
function toolDesk(text: string) {
  const compiled = compile(text, { file: 'policy.writ', layer: 'user' });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0].message);
  const documents: readonly PolicyDocument[] = [compiled.document];
  const { desk, answer } = createDeskHarness({}, { policy: policySource({ layers: [{ name: 'user', documents }] }) });
  const call = (args: Json, tool = 'mail.send') =>
    desk.authorize({ request: { kind: 'tool', tool, args }, context: ASKER });
  return { desk, answer, call };
}

const waits = { outcome: 'refuse', reason: 'approval-required' };

runSeedRows('P1', {
  checks: {
    P001: async () => {
      const { ask } = createDeskHarness(DEPLOY);
      const { approval } = await ask('deploy');
      if (approval === undefined) throw new Error('not asked');
      const { code, data } = approvalRequired(approval);
      expect(code).toBe(-32003);
      expect(data).toMatchObject({ approval_id: expect.stringMatching(/^apr_/), tool: 'shell', retryable: true });
      expect(Date.parse(data.expires_at)).toBe(approval.expiresAt);
      expect(data.human_instructions).toContain(`writ approvals approve ${approval.id}`);
    },
    P002: async () => {
      const { ask, events, surroundings } = createDeskHarness(DEPLOY);
      const first = await ask('deploy');
      await surroundings.pass(WINDOW - 1);
      expect((await ask('deploy')).approval?.id).toBe(first.approval?.id);
      expect(events.map(({ event }) => event)).toEqual(['approval_requested', 'approval_reused']);
    },
    P003: async () => {
      const { ask, surroundings } = createDeskHarness(DEPLOY);
      const first = await ask('deploy');
      await surroundings.pass(WINDOW);
      expect((await ask('deploy')).approval?.id).not.toBe(first.approval?.id);
    },
    P004: async () => {
      const { run, surroundings } = await approved();
      await surroundings.pass(HOUR - 1);
      expect((await run('deploy')).reason).toBe('approved');
    },
    P005: async () => {
      const { ask } = await approved();
      const both = await Promise.all([ask('deploy'), ask('deploy')]);
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['refuse', 'run']);
    },
    P006: async () => {
      const { run, ask, id } = await approved();
      await run('deploy');
      const again = await ask('deploy');
      expect(again).toMatchObject({ ...waits, approval: { status: 'pending' } });
      expect(again.approval?.id).not.toBe(id);
    },
    P007: async () => {
      const policy = { ...DEPLOY, limited: { push: { count: 2, seconds: 60 } } };
      const { run, desk, document } = await approved('deploy ; push', policy);
      const { ticket } = await run('deploy ; push');
      expect((await document()).counters.push?.times).toHaveLength(1);
      await desk.settle(ticket, 'failed');
      const after = await document();
      expect([after.approvals[0]?.status, after.counters.push?.times]).toEqual(['approved', []]);
    },
    P008: async () => {
      const { ask, surroundings, id } = await approved();
      await surroundings.pass(HOUR);
      const again = await ask('deploy');
      expect(again).toMatchObject(waits);
      expect(again.approval?.id).not.toBe(id);
    },
    P009: async () => {
      const { ask, answer, surroundings } = createDeskHarness(DEPLOY);
      await answer((await ask('deploy')).approval?.id, 'deny', { reason: 'not today' });
      expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', detail: 'ann said no: not today' });
      await surroundings.pass(HOUR);
      expect(await ask('deploy')).toMatchObject(waits);
    },
    P010: async () => {
      const { call } = toolDesk('ask tool mail.send\ndeny tool mail.*');
      expect(await call({})).toMatchObject({ outcome: 'refuse', reason: 'denied-by-policy' });
    },
    P011: async () => {
      const { call } = toolDesk('allow tool mail.send unguarded\nask tool mail.send when args.to is "boss"');
      expect(await call({ to: 'me' })).toMatchObject({ outcome: 'run' });
      expect(await call({ to: 'boss' })).toMatchObject(waits);
    },
    P012: async () => {
      const { ask } = createDeskHarness(DEPLOY, { store: undefined });
      expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'no-store' });
    },
    P013: async () => {
      const { call } = toolDesk('ask tool mail.send');
      const first = await call({ a: 1, b: { c: 2, d: 3 } });
      expect((await call({ b: { d: 3, c: 2 }, a: 1 })).approval?.id).toBe(first.approval?.id);
    },
    P014: async () => {
      const { call } = toolDesk('ask tool mail.send');
      const first = await call({ a: 1 });
      expect((await call({ a: 2 })).approval?.id).not.toBe(first.approval?.id);
    },
    P015: async () => {
      const { ask, harness, id } = await approved();
      harness.policy = { ask: ['deploy'], deny: ['rm', 'rmdir'] };
      const again = await ask('deploy');
      expect(again).toMatchObject(waits);
      expect(again.approval?.id).not.toBe(id);
    },
    P016: async () => {
      const { ask, answer, run, memory, id } = await approved();
      await run('deploy');
      const denied = await ask('deploy');
      await answer(denied.approval?.id, 'deny');
      const other = await ask('deploy --other');
      await answer(other.approval?.id, 'expire');
      const before = memory.text;
      for (const one of [id, denied.approval?.id, other.approval?.id]) await answer(one, 'approve');
      expect(memory.text).toBe(before);
    },
    P017: async () => {
      const { answer, id, memory } = await approved();
      const before = memory.text;
      expect(await answer(id, 'approve')).toMatchObject({ status: 'done', changed: false });
      expect(memory.text).toBe(before);
    },
    P018: async () => {
      const { ask, answer, surroundings } = createDeskHarness(DEPLOY);
      const { approval } = await ask('deploy');
      await surroundings.pass(HOUR);
      expect((await answer(approval?.id, 'approve')).status).toBe('conflict');
    },
    P019: async () => {
      const { answer } = createDeskHarness(DEPLOY);
      expect(await answer('apr_none', 'approve')).toEqual({ status: 'unknown' });
    },
    P024: async () => {
      const { call, answer } = toolDesk('ask tool mail.send\nallow tool mail.send limit 1 per hour');
      await answer((await call({})).approval?.id, 'approve');
      expect(await call({})).toMatchObject({ outcome: 'run', reason: 'approved' });
    },
    P026: () => {
      for (const expiresInMs of ['abc', 0, -5, Number.NaN] as unknown as readonly number[])
        expect(() => createDeskHarness(DEPLOY, { limits: { expiresInMs } })).toThrow(TypeError);
    },
    P032: async () => {
      const { call } = toolDesk('ask tool mail.send');
      const args = { a: 'x'.repeat(900), b: { secret: 1 }, c: [1], d: 'd', e: true, f: 6, g: 7 };
      const preview = (await call(args)).approval?.shown.preview ?? {};
      expect(Object.keys(preview)).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect([preview.b, preview.c]).toEqual(['{…}', '[… 1]']);
      expect(preview.a).toContain('characters…');
    },
    P033: async () => {
      const reasons: string[] = [];
      const audit = async ({ reason }: { readonly reason: string }) => void reasons.push(reason);
      const { ask, answer } = createDeskHarness(DEPLOY, { audit });
      await answer((await ask('deploy')).approval?.id, 'approve');
      await ask('deploy');
      expect(reasons).toEqual(['approval-required', 'approved']);
    },
    P034: async () => {
      const { ask, answer, run, events } = createDeskHarness(DEPLOY);
      await ask('deploy');
      await answer((await ask('deploy')).approval?.id, 'approve');
      await run('deploy');
      expect(events.map(({ event }) => event)).toEqual([
        'approval_requested',
        'approval_reused',
        'approval_approved',
        'approval_consumed',
      ]);
    },
    P035: async () => {
      const memory = createMemory();
      const before = createDeskHarness(DEPLOY, { memory });
      await before.answer((await before.ask('deploy')).approval?.id, 'approve');
      before.desk.close();
      expect((await createDeskHarness(DEPLOY, { memory }).run('deploy')).reason).toBe('approved');
    },
  },
  elsewhere: {
    'the command line, packages/cli/src/approvals.test.ts': ['P020', 'P021'],
    'the admin API, packages/admin': ['P022', 'P023'],
    'the webhook, packages/approvals/src/requests/notifier.test.ts': ['P027', 'P028', 'P029', 'P030', 'P031'],
    'the language has no counters other than `limit`, which may stand beside an ask (P024)': ['P025'],
  },
});
