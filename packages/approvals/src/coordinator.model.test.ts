import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory, createMemoryStore } from './memory-store.ts';
import { fallbackOf, mayRemember, moveOf, type Posture } from './postures.ts';
import type { PromptAnswer } from './prompt.ts';
import { allowlist, createHarness, type Harness, type Shown } from './testing/harness.ts';
import type { Toy } from './testing/toy-policy.ts';
import type { Verdict } from './verdict.ts';

/** Everything that can happen to a coordinator, one thing after the other. */
type Step =
  | { readonly does: 'policy'; readonly policy: Toy }
  | { readonly does: 'posture'; readonly posture: Posture }
  | { readonly does: 'forget' }
  | Ask;

/** A request; how the person answers; and what becomes of the policy while the prompt is open. */
interface Ask {
  readonly does: 'ask';
  readonly command: string;
  readonly says: PromptAnswer['kind'] | 'throws' | 'nonsense';
  readonly meanwhile: Toy | null;
}

/** What a coordinator knows, in as few words as possible. */
interface Model {
  policy: Toy;
  posture: Posture;
  granted: Set<string>;
  refused: Set<string>;
  taken: number;
}

function verdictOf(
  { policy, granted, refused, taken }: Model,
  command: string,
): Verdict & { readonly limited: boolean } {
  const has = (list: readonly string[] | undefined) => list?.includes(command) === true;
  const verdict = (effect: Verdict['effect'], source: Verdict['source'], locked = false) => ({
    effect,
    source,
    locked,
    limited: false,
  });
  if (has(policy.deny) || refused.has(command)) return verdict('deny', 'rule');
  if (has(policy.locked)) return verdict('ask', 'rule', true);
  if (has(policy.allow)) return verdict('allow', 'default');
  if (taken < (policy.limited?.[command]?.count ?? 0)) return { ...verdict('allow', 'default'), limited: true };
  if (granted.has(command)) return verdict('allow', 'default');
  return has(policy.ask) ? verdict('ask', 'rule') : verdict('ask', 'default');
}

/** Whether it runs, and what the model knows afterwards. */
function runs(model: Model, { command, says, meanwhile }: Ask): boolean {
  const shown = verdictOf(model, command);
  const move = moveOf(model.posture, shown);
  if (move === 'run' && shown.limited) model.taken += 1;
  if (move !== 'prompt') return move === 'run';
  model.policy = meanwhile ?? model.policy;
  if (says === 'throws' || says === 'nonsense' || says === 'deny') return false;
  const isKept = says === 'allow-always' || says === 'allow-for-session';
  if (isKept && (shown.effect !== 'ask' || shown.locked || !mayRemember(model.posture))) return false; // It was not offered.
  if (says === 'deny-always') {
    if (shown.effect === 'ask') model.refused.add(command);
    return false;
  }
  const now = verdictOf(model, command);
  const wasShown = shown.effect === 'ask' && now.source === shown.source && now.locked === shown.locked;
  if (now.effect === 'deny' || (now.effect === 'ask' && !wasShown)) return false;
  if (says === 'unavailable' && fallbackOf(model.posture, now) === 'refuse') return false;
  if (now.limited) model.taken += 1;
  if (isKept) model.granted.add(command);
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
const ask = fc.record({
  does: fc.constant('ask' as const),
  command,
  says,
  meanwhile: fc.option(policy, { freq: 4 }),
}) as fc.Arbitrary<Ask>;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: ask },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('policy' as const), policy }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('posture' as const), posture }) },
  { weight: 1, arbitrary: fc.constant({ does: 'forget' as const }) },
);

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

test('a coordinator does what its model does, and leaves behind what its model knows', async () => {
  await fc.assert(
    fc.asyncProperty(policy, posture, fc.array(step, { maxLength: 8 }), async (first, stance, steps) => {
      const harness = createHarness(first);
      harness.posture = stance;
      const model: Model = { policy: first, posture: stance, granted: new Set(), refused: new Set(), taken: 0 };
      let asked = 0;
      for (const one of steps) {
        if (one.does === 'policy') harness.policy = model.policy = one.policy;
        else if (one.does === 'posture') harness.posture = model.posture = one.posture;
        else if (one.does === 'forget') {
          harness.memory.text = undefined;
          Object.assign(model, { granted: new Set(), refused: new Set(), taken: 0 });
        } else {
          asked += 1;
          harness.answer = answerOf(one, harness);
          const before = harness.memory.text;
          const outcome = await harness.run(one.command);
          expect(outcome.outcome === 'run', JSON.stringify([one, outcome.reason, outcome.detail])).toBe(
            runs(model, one),
          );
          // No side effect without a final allow; a no that was to be kept is one too.
          if (outcome.outcome !== 'run' && one.says !== 'deny-always') expect(harness.memory.text).toBe(before);
        }
        const document = await harness.document();
        expect(new Set(document.grants.map((grant) => grant.pattern.slice(4)))).toEqual(model.granted);
        expect(new Set(document.answers.map((refusal) => refusal.pattern.slice(4)))).toEqual(model.refused);
        expect(document.counters.c?.times.length ?? 0).toBe(model.taken);
      }
      expect(harness.audit).toHaveLength(asked);
    }),
    { numRuns: 10_000 },
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
    { numRuns: 1000 },
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
    { numRuns: 1000 },
  );
});
