import { expect } from 'vitest';
import { maxAsk, minSecurity } from './allowlist-posture.ts';
import { tooBroad } from './breadth.ts';
import { moveOf } from './postures.ts';
import { createPromptDesk, type PendingPrompt } from './prompt-desk.ts';
import { allowlist, createHarness, grantFor } from './testing/harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { createTestSurroundings, settled } from './testing/test-surroundings.ts';
import { targetOf } from './testing/toy-patterns.ts';

/** `allow`: the analysis went well and the list has it; else it is a miss. */
const move = (ask: 'off' | 'on-miss' | 'always', security: 'allowlist' | 'full', effect: 'allow' | 'ask') =>
  moveOf(allowlist(security, ask), { effect, source: 'default', locked: false });

/** A desk whose prompts wait for an answer by id. */
function desk(options: { readonly timeoutMs?: number; readonly send?: (prompt: PendingPrompt) => void } = {}) {
  const sent: PendingPrompt[] = [];
  const surroundings = createTestSurroundings();
  const prompts = createPromptDesk({ surroundings, send: options.send ?? ((prompt) => void sent.push(prompt)) });
  const harness = createHarness(
    {},
    {
      surroundings,
      prompt: prompts.prompt,
      ...(options.timeoutMs === undefined ? {} : { promptTimeoutMs: options.timeoutMs }),
    },
  );
  const ask = (command: string, agent = 'agent-1') =>
    harness.coordinator.authorize({
      request: { kind: 'shell', command },
      context: { roots: ['/repo'], agent },
      queue: command + agent,
    });
  return { sent, prompts, harness, surroundings, ask };
}

/** What holds when nobody answers in time, for a command that the list has (`g`) or has not. */
async function timeout(
  fallback: 'deny' | 'allowlist' | 'full',
  listed: boolean,
  security: 'allowlist' | 'full' = 'allowlist',
) {
  const harness = createHarness({}, { promptTimeoutMs: 5000, ...(listed ? { grants: [grantFor('g', 'make')] } : {}) });
  harness.posture = allowlist(security, 'always', fallback);
  harness.answer = () => new Promise(() => {});
  const running = harness.run('make');
  await settled();
  await harness.surroundings.pass(6000);
  return (await running).outcome;
}

runSeedRows('M4', {
  checks: {
    M127: () => expect(move('always', 'full', 'allow')).toBe('prompt'),
    M128: () => expect(move('off', 'allowlist', 'ask')).toBe('refuse'),
    M129: () => expect(move('on-miss', 'allowlist', 'ask')).toBe('prompt'),
    M130: () => expect(move('on-miss', 'allowlist', 'ask')).toBe('prompt'),
    M131: () => expect(move('on-miss', 'allowlist', 'allow')).toBe('run'),
    M132: () => expect(move('on-miss', 'full', 'ask')).toBe('run'),
    M133: () => {
      expect([
        minSecurity('deny', 'full'),
        minSecurity('allowlist', 'full'),
        minSecurity('full', 'deny'),
        minSecurity('allowlist', 'allowlist'),
      ]).toEqual(['deny', 'allowlist', 'deny', 'allowlist']);
    },
    M134: () => {
      expect([
        maxAsk('off', 'always'),
        maxAsk('on-miss', 'always'),
        maxAsk('off', 'on-miss'),
        maxAsk('on-miss', 'on-miss'),
      ]).toEqual(['always', 'always', 'on-miss', 'on-miss']);
    },
    M135: async () => {
      const harness = createHarness();
      harness.posture = allowlist('full', 'always');
      await harness.run('anything');
      expect(harness.shown).toHaveLength(1);
    },
    M136: async () => {
      const harness = createHarness({ allow: ['ls'] });
      harness.posture = allowlist('deny', 'off');
      expect(await harness.run('ls')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-posture' });
    },
    M137: async () => {
      const harness = createHarness();
      harness.posture = allowlist('allowlist', 'off');
      expect(await harness.run('rm x')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-posture' });
    },
    M138: async () => {
      const harness = createHarness();
      await harness.run('sudo apt x');
      expect(harness.shown[0]?.offers.allow).toEqual([]);
      expect(tooBroad(targetOf(['sudo', '**']))).toMatch(/can run anything/);
    },
    // The assignment is an act of its own, and the command's pattern begins with the program: offers.test.ts, on the real engine.
    M139: () => expect(tooBroad(targetOf(['**']))).toMatch(/names no program/),
    M140: async () => {
      const { sent, prompts, ask } = desk({ timeoutMs: 5000 });
      const running = ask('make');
      await settled();
      expect(sent).toHaveLength(1);
      expect(prompts.answer(sent[0]?.id ?? '', { kind: 'allow-once' })).toBe(true);
      expect(await running).toMatchObject({ outcome: 'run', answer: 'allow-once' });
    },
    M141: async () => {
      const { sent, prompts, ask } = desk();
      const running = ask('make');
      await settled();
      prompts.answer(sent[0]?.id ?? '', { kind: 'deny' });
      expect(await running).toMatchObject({ outcome: 'refuse' });
    },
    M142: async () => {
      const { sent, prompts, ask } = desk();
      const running = ask('make');
      await settled();
      prompts.answer(sent[0]?.id ?? '', { kind: 'allow-always', offer: sent[0]?.offers.allow[0]?.id ?? '' });
      expect(await running).toMatchObject({ outcome: 'run', answer: 'allow-always', remembered: { persisted: true } });
    },
    M143: async () => {
      const { surroundings, ask } = desk({ timeoutMs: 5000 });
      const running = ask('make');
      await settled();
      await surroundings.pass(6000);
      expect(await running).toMatchObject({ outcome: 'refuse', reason: 'nobody-answered' });
    },
    M144: async () => {
      const { sent, surroundings, prompts, ask } = desk({ timeoutMs: -1 });
      const running = ask('make');
      await settled();
      await surroundings.pass(60_000);
      expect(prompts.pending).toHaveLength(1);
      prompts.answer(sent[0]?.id ?? '', { kind: 'allow-once' });
      expect(await running).toMatchObject({ outcome: 'run' });
    },
    M145: async () => {
      expect(await timeout('full', false, 'full')).toBe('run');
      expect(await timeout('full', false, 'allowlist')).toBe('refuse');
    },
    M146: async () => expect(await timeout('allowlist', true)).toBe('run'),
    M147: async () => expect(await timeout('allowlist', false)).toBe('refuse'),
    M148: () => expect(desk().prompts.answer('unknown', { kind: 'allow-once' })).toBe(false),
    M149: async () => {
      const { sent, prompts, ask } = desk();
      const running = ask('make');
      await settled();
      const id = sent[0]?.id ?? '';
      expect([prompts.answer(id, { kind: 'deny' }), prompts.answer(id, { kind: 'allow-once' })]).toEqual([true, false]);
      expect((await running).outcome).toBe('refuse');
    },
    M150: async () => {
      const { prompts, ask } = desk();
      const running = [ask('a', 'agent-1'), ask('b', 'agent-1'), ask('c', 'agent-2')];
      await settled();
      expect(prompts.cancelPending('agent-1')).toBe(2);
      expect((await Promise.all(running.slice(0, 2))).map((outcome) => outcome.outcome)).toEqual(['refuse', 'refuse']);
      expect(prompts.pending).toHaveLength(1);
    },
    M151: async () => {
      const { ask } = desk({
        send: () => {
          throw new Error('not connected');
        },
      });
      expect(await ask('make')).toMatchObject({ outcome: 'refuse' });
    },
    M152: async () => {
      const { sent, prompts, ask } = desk();
      void ask('make');
      await settled();
      const id = sent[0]?.id;
      expect(prompts.pending.find((prompt) => prompt.id === id)).toMatchObject({
        request: { kind: 'shell', command: 'make' },
      });
      expect(prompts.pending.find((prompt) => prompt.id === 'unknown')).toBeUndefined();
    },
    M153: async () => {
      const { sent, prompts, ask } = desk();
      const counts = [prompts.pending.length];
      for (const command of ['a', 'b']) {
        void ask(command);
        await settled();
        counts.push(prompts.pending.length);
      }
      prompts.answer(sent[0]?.id ?? '', { kind: 'deny' });
      await settled();
      expect([...counts, prompts.pending.length]).toEqual([0, 1, 2, 1]);
    },
    M154: async () => {
      const harness = createHarness({ allow: ['ls'] });
      harness.memory.text = '{ not json';
      harness.posture = allowlist('full', 'off');
      expect((await harness.run('ls')).outcome).toBe('refuse');
      expect(harness.memory.text).toBe('{ not json');
    },
  },
});
