import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { createMemory, createMemoryStore } from './memory-store.ts';
import { fallbackOf, mayRemember, moveOf, type Posture } from './postures.ts';
import type { PromptAnswer } from './prompt.ts';
import { allowlist, createHarness, type Harness, type Shown } from './testing/harness.ts';
import type { Toy } from './testing/toy-policy.ts';
import type { Verdict } from './verdict.ts';

/** A request; how the person answers; and what becomes of the policy while the prompt is open. */
interface Ask {
  readonly command: string;
  readonly says: PromptAnswer['kind'] | 'throws' | 'nonsense';
  readonly meanwhile: Toy | null;
}

/** What a coordinator knows, in as few words as possible. `broken`: nothing can be written, neither store nor audit. */
interface Model {
  policy: Toy;
  posture: Posture;
  granted: Set<string>;
  refused: Set<string>;
  taken: number;
  broken: boolean;
}

/** `used`: what is limited counts as used up. */
function verdictOf(model: Model, command: string, used = false): Verdict & { readonly limited: boolean } {
  const { policy, granted, refused, taken } = model;
  const has = (list: readonly string[] | undefined) => list?.includes(command) === true;
  const verdict = (
    effect: Verdict['effect'],
    source: Verdict['source'],
    more: { locked?: true; limited?: true } = {},
  ) => ({
    ...{ effect, source, locked: false, limited: false },
    ...more,
  });
  if (has(policy.deny) || refused.has(command)) return verdict('deny', 'rule');
  if (has(policy.locked)) return verdict('ask', 'rule', { locked: true });
  if (has(policy.allow)) return verdict('allow', 'default');
  if (!used && taken < (policy.limited?.[command]?.count ?? 0)) return verdict('allow', 'default', { limited: true });
  if (granted.has(command)) return verdict('allow', 'default');
  return verdict('ask', has(policy.ask) ? 'rule' : 'default');
}

/** Whether it runs, and what the model knows afterwards. A limit that cannot be written down does not hold. */
function runs(model: Model, { command, says, meanwhile }: Ask): boolean {
  const first = verdictOf(model, command);
  const used = model.broken && first.limited && moveOf(model.posture, first) === 'run';
  const shown = verdictOf(model, command, used);
  const move = moveOf(model.posture, shown);
  if (move === 'run' && shown.limited) model.taken += 1;
  if (move !== 'prompt') return move === 'run';
  model.policy = meanwhile ?? model.policy;
  if (says === 'throws' || says === 'nonsense' || says === 'deny') return false;
  const isKept = says === 'allow-always' || says === 'allow-for-session';
  if (isKept && (shown.effect !== 'ask' || shown.locked || !mayRemember(model.posture))) return false; // It was not offered.
  if (says === 'deny-always') {
    if (shown.effect === 'ask' && !model.broken) model.refused.add(command);
    return false;
  }
  const now = verdictOf(model, command, used);
  const wasShown = shown.effect === 'ask' && now.source === shown.source && now.locked === shown.locked;
  if (now.effect === 'deny' || (now.effect === 'ask' && !wasShown) || (now.limited && model.broken)) return false;
  if (says === 'unavailable' && fallbackOf(model.posture, now) === 'refuse') return false;
  if (now.limited) model.taken += 1;
  if (isKept && !model.broken) model.granted.add(command);
  return true;
}

const COMMANDS = ['a', 'b', 'c'];
const command = fc.constantFrom(...COMMANDS);
const some = fc.subarray(COMMANDS, { maxLength: 1 });
const policy: fc.Arbitrary<Toy> = fc
  .record({ allow: some, ask: some, locked: some, deny: some, limit: fc.integer({ min: 0, max: 2 }) })
  .map(({ limit, ...toy }) => ({
    ...toy,
    ...(limit === 0 ? {} : { limited: { c: { count: limit, seconds: 10 ** 6 } } }),
  }));
const posture: fc.Arbitrary<Posture> = fc.oneof(
  fc.constantFrom<Posture>(
    { kind: 'interactive' },
    { kind: 'on-request' },
    { kind: 'never' },
    { kind: 'on-failure', sandbox: false },
  ),
  fc.record({
    kind: fc.constant('reject' as const),
    rules: fc.boolean(),
    sandbox: fc.boolean(),
    elicitations: fc.boolean(),
  }),
  fc
    .tuple(
      fc.constantFrom('deny', 'allowlist', 'full'),
      fc.constantFrom('off', 'on-miss', 'always', 'deny'),
      fc.constantFrom('deny', 'allowlist', 'full'),
    )
    .map(([security, ask, fallback]) => allowlist(security as 'full', ask as 'off', fallback as 'full')),
);
const says = fc.constantFrom(
  'allow-once',
  'allow-for-session',
  'allow-always',
  'deny',
  'deny-always',
  'unavailable',
  'throws',
  'nonsense',
);
const ask = fc.record({ command, says, meanwhile: fc.option(policy, { freq: 4 }) }) as fc.Arbitrary<Ask>;

/** The person of a step, in front of the prompt of a harness. */
function answerOf({ says, meanwhile }: Ask, harness: Harness): (shown: Shown) => PromptAnswer {
  return ({ offers }) => {
    harness.policy = meanwhile ?? harness.policy;
    if (says === 'throws') throw new Error('the window was closed');
    if (says === 'nonsense') return { kind: 'allow' } as unknown as PromptAnswer;
    const offer = (says === 'deny-always' ? offers.deny[0]?.id : offers.allow[0]?.id) ?? 'none';
    return { kind: says, offer } as PromptAnswer;
  };
}

/** A harness over a disk that may fail, and how often something was to be audited. */
function createBreakable(policy: Toy) {
  const disk = { broken: false, audited: 0 };
  const memory = createMemory();
  const store = createMemoryStore(memory);
  const fail = () => Promise.reject(new Error('EIO'));
  const harness = createHarness(policy, {
    memory,
    store: { ...store, compareAndSwap: (...swap) => (disk.broken ? fail() : store.compareAndSwap(...swap)) },
    audit: async () => {
      disk.audited += 1;
      if (disk.broken) await fail();
    },
  });
  return { harness, disk };
}

/** The coordinator, in the test's hands. */
interface Real extends ReturnType<typeof createBreakable> {
  /** How many requests were made. */
  asked: number;
}
type Step = fc.AsyncCommand<Model, Real>;

/** A step that says what it is when a run fails. */
const step = (what: string, run: Step['run'], check: Step['check'] = () => true): Step => ({
  run,
  check,
  toString: () => what,
});

/** One request. Nothing is written without a final allow; a no that was to be kept is one too. */
const askOnce = (one: Ask): Step =>
  step(`ask ${JSON.stringify(one)}`, async (model, real) => {
    const { harness } = real;
    real.asked += 1;
    harness.answer = answerOf(one, harness);
    const before = harness.memory.text;
    const outcome = await harness.run(one.command);
    expect(outcome.outcome === 'run', `${outcome.reason} ${outcome.detail}`).toBe(runs(model, one));
    if (outcome.outcome !== 'run' && one.says !== 'deny-always') expect(harness.memory.text).toBe(before);
    await expectSame(model, real);
  });

/** The same request several times at once: people are asked once, and the answer is everybody's. */
const askTogether = (one: Ask, times: number): Step =>
  step(
    `ask ${times} times at once ${JSON.stringify(one)}`,
    async (model, real) => {
      const { harness } = real;
      real.asked += times;
      harness.answer = answerOf(one, harness);
      const before = harness.shown.length;
      const isDue = moveOf(model.posture, verdictOf(model, one.command)) === 'prompt';
      const outcomes = await Promise.all(Array.from({ length: times }, () => harness.run(one.command)));
      const wanted = runs(model, one) ? 'run' : 'refuse';
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => wanted));
      expect(harness.shown.length - before).toBe(isDue ? 1 : 0);
      await expectSame(model, real);
    },
    ({ policy: { limited } }) => limited === undefined && one.meanwhile === null, // Who comes first would matter.
  );

const setPolicy = (next: Toy): Step =>
  step(`policy ${JSON.stringify(next)}`, async (model, { harness }) => {
    harness.policy = model.policy = next;
  });

const setPosture = (next: Posture): Step =>
  step(`posture ${JSON.stringify(next)}`, async (model, { harness }) => {
    harness.posture = model.posture = next;
  });

const breakDisk = (broken: boolean): Step =>
  step(broken ? 'the disk fails' : 'the disk works', async (model, { disk }) => {
    disk.broken = model.broken = broken;
  });

const forgetAll: Step = step('everything is forgotten', async (model, { harness }) => {
  harness.memory.text = undefined;
  Object.assign(model, { granted: new Set(), refused: new Set(), taken: 0 });
});

/** What is stored is what the model knows, and nothing else. */
async function expectSame(model: Model, { harness, disk, asked }: Real): Promise<void> {
  const { grants, answers, counters } = await harness.document();
  expect(new Set(grants.map(({ pattern }) => pattern.slice(4)))).toEqual(model.granted);
  expect(new Set(answers.map(({ pattern }) => pattern.slice(4)))).toEqual(model.refused);
  expect(counters.c?.times.length ?? 0).toBe(model.taken);
  expect(disk.audited).toBe(asked);
}

const steps = fc.commands(
  [
    ...[ask.map(askOnce), ask.map(askOnce), ask.map(askOnce)],
    fc
      .tuple(ask, fc.integer({ min: 2, max: 4 }))
      .map(([one, times]) => askTogether({ ...one, meanwhile: null }, times)),
    ...[policy.map(setPolicy), posture.map(setPosture), fc.boolean().map(breakDisk), fc.constant(forgetAll)],
  ],
  { maxCommands: 8 },
);

test('a coordinator does what its model does, and leaves behind what its model knows', async () => {
  await fc.assert(
    fc.asyncProperty(policy, posture, steps, async (first, stance, commands) => {
      const setup = () => {
        const real = { ...createBreakable(first), asked: 0 };
        real.harness.posture = stance;
        const known = { granted: new Set<string>(), refused: new Set<string>(), taken: 0, broken: false };
        return { model: { policy: first, posture: stance, ...known }, real };
      };
      await fc.asyncModelRun(setup, commands);
    }),
    { numRuns: 10_000 * inject('share') },
  );
});

test('a store that cannot be written, and an audit that cannot, change no outcome', async () => {
  await fc.assert(
    fc.asyncProperty(policy, posture, ask, ask, async (toy, stance, remembered, one) => {
      const { limited: _, ...first } = toy;
      const steps = [remembered, one].map((each) => ({
        ...each,
        meanwhile: each.meanwhile && { ...each.meanwhile, limited: {} },
      }));
      const well = createHarness(first);
      const memory = createMemory();
      let isBroken = false;
      const inner = createMemoryStore(memory);
      const ill = createHarness(first, {
        store: {
          ...inner,
          compareAndSwap: (...swap) => (isBroken ? Promise.reject(new Error('EIO')) : inner.compareAndSwap(...swap)),
        },
        audit: async () => {
          if (isBroken) throw new Error('EIO');
        },
      });
      for (const each of steps) {
        for (const harness of [well, ill]) {
          harness.posture = stance;
          harness.answer = answerOf(each, harness);
        }
        const [good, bad] = [await well.run(each.command), await ill.run(each.command)];
        expect([bad.outcome, bad.reason]).toEqual([good.outcome, good.reason]);
        isBroken = true;
      }
    }),
    { numRuns: 1000 * inject('share') },
  );
});

test('a store that cannot be read never makes an outcome looser', async () => {
  await fc.assert(
    fc.asyncProperty(policy, posture, ask, async (toy, stance, one) => {
      const well = createHarness(toy);
      const ill = createHarness(toy, {
        store: { ...createMemoryStore(), load: () => Promise.reject(new Error('EIO')) },
      });
      for (const harness of [well, ill]) {
        harness.posture = stance;
        harness.answer = answerOf(one, harness);
      }
      const [good, bad] = [await well.run(one.command), await ill.run(one.command)];
      if (bad.outcome === 'run' && bad.reason !== 'answered') expect(good.outcome).toBe('run');
      if (bad.outcome === 'run') expect(['answered', 'fallback']).toContain(bad.reason);
    }),
    { numRuns: 1000 * inject('share') },
  );
});
