import { describe, expect, test } from 'vitest';
import { createCanceller } from './cancel.ts';
import { createMemory, createMemoryStore } from './memory-store.ts';
import type { Outcome } from './outcome.ts';
import type { Posture } from './postures.ts';
import type { PromptAnswer } from './prompt.ts';
import type { Store } from './store.ts';
import { allowlist, createHarness, grantFor, type Shown } from './testing/harness.ts';
import { createTestSurroundings, START, settled } from './testing/test-surroundings.ts';

const first =
  (kind: 'allow-always' | 'allow-for-session') =>
  (shown: Shown): PromptAnswer => ({ kind, offer: shown.offers.allow[0]?.id ?? '' });

test.for<[command: string, outcome: 'run' | 'refuse', reason: string]>([
  ['ls', 'run', 'allowed'],
  ['rm', 'refuse', 'denied-by-policy'],
  ['make', 'refuse', 'denied-by-person'],
])('%s → %s: %s', async ([command, outcome, reason]) => {
  const harness = createHarness({ allow: ['ls'], deny: ['rm'] });
  expect(await harness.run(command)).toMatchObject({ outcome, reason, warnings: [] });
  expect(harness.audit).toMatchObject([{ outcome, reason, request: command }]);
});

test('a denied request is written to the audit, and nothing else happens', async () => {
  const harness = createHarness({ deny: ['rm'] });
  await harness.run('rm');
  await harness.coordinator.close();
  expect(harness.shown).toEqual([]);
  expect(harness.memory.text).toBeUndefined();
  expect(harness.audit).toHaveLength(1);
});

test('once means once', async () => {
  const harness = createHarness();
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('make')).toMatchObject({ outcome: 'run', reason: 'answered', answer: 'allow-once' });
  await harness.run('make');
  expect(harness.shown).toHaveLength(2);
  expect(harness.memory.text).toBeUndefined();
});

test('always: the offer that was chosen is kept, and the next time nobody is asked', async () => {
  const harness = createHarness();
  harness.answer = first('allow-always');
  expect(await harness.run('make all')).toMatchObject({
    outcome: 'run',
    remembered: { persisted: true, answers: [{ pattern: 'run make all' }] },
  });
  expect(await harness.run('make all')).toMatchObject({ outcome: 'run', reason: 'allowed' });
  expect(harness.shown).toHaveLength(1);
  const { grants } = await harness.document();
  expect(grants).toMatchObject([
    { pattern: 'run make all', scope: { workspace: '/repo', agent: 'main' }, origin: 'prompt', createdAt: START },
  ]);
});

test.for<[what: string, run: Parameters<ReturnType<typeof createHarness>['run']>]>([
  ['other words', ['make all -j']],
  ['another folder', ['make all', { request: { kind: 'shell', command: 'make all', cwd: '/repo/sub' } }]],
  ['another agent', ['make all', { context: { roots: ['/repo'], cwd: '/repo', agent: 'other' } }]],
  ['another workspace', ['make all', { context: { roots: ['/other'], cwd: '/other', agent: 'main' } }]],
  ['more in the line', ['make all ; make all']],
])('always, for this very request: %s are asked again', async ([, run]) => {
  const harness = createHarness();
  harness.answer = first('allow-always');
  await harness.run('make all');
  harness.answer = () => ({ kind: 'deny' });
  expect((await harness.run(...run)).outcome).toBe('refuse');
});

test('for the session: not in another one', async () => {
  const harness = createHarness();
  harness.answer = first('allow-for-session');
  await harness.run('make', { session: 'one' });
  harness.answer = () => ({ kind: 'deny' });
  expect(await harness.run('make', { session: 'one' })).toMatchObject({ outcome: 'run' });
  expect(await harness.run('make', { session: 'two' })).toMatchObject({ outcome: 'refuse' });
});

test('for the session, in a host without sessions: as long as this coordinator', async () => {
  const memory = createMemory();
  const harness = createHarness({}, { store: createMemoryStore(memory) });
  harness.answer = first('allow-for-session');
  await harness.run('make');
  expect((await harness.run('make')).reason).toBe('allowed');
  const later = createHarness({}, { store: createMemoryStore(memory), surroundings: harness.surroundings });
  expect((await later.run('make')).reason).toBe('denied-by-person');
});

test('no, for good: nobody is asked again', async () => {
  const harness = createHarness();
  harness.answer = ({ offers }) => ({ kind: 'deny-always', offer: offers.deny[0]?.id ?? '', reason: 'not here' });
  expect(await harness.run('make')).toMatchObject({
    outcome: 'refuse',
    reason: 'denied-by-person',
    remembered: { persisted: true },
  });
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-policy' });
  expect(harness.shown).toHaveLength(1);
  expect((await harness.document()).answers).toMatchObject([{ pattern: 'run make', because: 'not here' }]);
});

test('a locked ask: no yes is offered that would be kept, and none is taken', async () => {
  const harness = createHarness({ locked: ['make'] }, { grants: [grantFor('g', 'make')] });
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('make')).toMatchObject({ outcome: 'run', reason: 'answered' });
  expect(harness.shown[0]?.offers.allow).toEqual([]);
  harness.answer = () => ({ kind: 'allow-always', offer: 'exact' });
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
  expect((await harness.document()).grants).toHaveLength(1);
});

test.for<[what: string, answer: unknown]>([
  ['an offer that was not shown', { kind: 'allow-always', offer: 'everything' }],
  ['no offer', { kind: 'allow-always' }],
  ['a bare word', 'allow'],
  ['a word we do not know', { kind: 'allow' }],
  ['nothing', undefined],
])('the host answers with %s: refused, and nothing is kept', async ([, answer]) => {
  const harness = createHarness();
  harness.answer = () => answer as PromptAnswer;
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
  expect(harness.memory.text).toBeUndefined();
});

test('the prompt fails: refused, and the next prompt is shown', async () => {
  const harness = createHarness();
  harness.answer = () => Promise.reject(new Error('no terminal'));
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'failed', detail: 'no terminal' });
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('make')).toMatchObject({ outcome: 'run' });
});

test('nobody answers in time: refused, and the prompt is taken back', async () => {
  const harness = createHarness({}, { promptTimeoutMs: 5000 });
  harness.answer = () => new Promise(() => {});
  const running = harness.run('make');
  await settled();
  await harness.surroundings.pass(4999);
  expect(harness.shown[0]?.aborted()).toBe(false);
  await harness.surroundings.pass(1);
  expect(await running).toMatchObject({ outcome: 'refuse', reason: 'nobody-answered' });
  expect(harness.shown[0]?.aborted()).toBe(true);
});

test('an answer after the time is up changes nothing', async () => {
  const harness = createHarness({}, { promptTimeoutMs: 10 });
  let late: (answer: PromptAnswer) => void = () => {};
  harness.answer = () => new Promise((resolve) => (late = resolve));
  const running = harness.run('make');
  await settled();
  await harness.surroundings.pass(10);
  late({ kind: 'allow-always', offer: 'exact' });
  expect(await running).toMatchObject({ outcome: 'refuse' });
  await settled();
  expect(harness.memory.text).toBeUndefined();
});

test('five equal requests at once are asked once; the answer is for all', async () => {
  const harness = createHarness();
  let answer: (answer: PromptAnswer) => void = () => {};
  harness.answer = () => new Promise((resolve) => (answer = resolve));
  const running = Array.from({ length: 5 }, () => harness.run('make'));
  await settled();
  expect(harness.shown).toHaveLength(1);
  answer({ kind: 'allow-always', offer: 'exact' });
  for (const outcome of await Promise.all(running))
    expect(outcome).toMatchObject({ outcome: 'run', remembered: { persisted: true } });
  expect((await harness.document()).grants).toHaveLength(1);
});

test('different requests are asked one after the other, and what an answer settled is not asked', async () => {
  const harness = createHarness();
  const answers: ((answer: PromptAnswer) => void)[] = [];
  harness.answer = () => new Promise((resolve) => answers.push(resolve));
  const running = [harness.run('make'), harness.run('make ; make'), harness.run('test')];
  await settled();
  expect(harness.shown.map((shown) => shown.command)).toEqual(['make']);
  const words = harness.shown[0]?.offers.allow.find((offer) => offer.id === 'words');
  answers[0]?.({ kind: 'allow-always', offer: words?.id ?? '' });
  await settled();
  expect(harness.shown.map((shown) => shown.command)).toEqual(['make', 'test']);
  answers[1]?.({ kind: 'deny' });
  expect((await Promise.all(running)).map((outcome) => outcome.reason)).toEqual([
    'answered',
    'allowed',
    'denied-by-person',
  ]);
});

test('prompts of different queues are open side by side', async () => {
  const harness = createHarness();
  harness.answer = () => new Promise(() => {});
  void harness.run('make', { queue: 'a' });
  void harness.run('test', { queue: 'b' });
  await settled();
  expect(harness.shown).toHaveLength(2);
});

test('who gives up waiting is refused; the others still get the answer', async () => {
  const harness = createHarness();
  let answer: (answer: PromptAnswer) => void = () => {};
  harness.answer = () => new Promise((resolve) => (answer = resolve));
  const cancel = new AbortController();
  const [one, two] = [harness.run('make', { cancel: cancel.signal }), harness.run('make')];
  await settled();
  cancel.abort();
  expect(await one).toMatchObject({ outcome: 'refuse', reason: 'nobody-answered' });
  expect(harness.shown[0]?.aborted()).toBe(false);
  answer({ kind: 'allow-once' });
  expect(await two).toMatchObject({ outcome: 'run' });
});

test('when everybody has given up, the prompt is taken back', async () => {
  const harness = createHarness();
  harness.answer = () => new Promise(() => {});
  const cancel = new AbortController();
  const running = harness.run('make', { cancel: cancel.signal });
  await settled();
  cancel.abort();
  await running;
  await settled();
  expect(harness.shown[0]?.aborted()).toBe(true);
});

test.for<[what: string, change: (harness: ReturnType<typeof createHarness>) => void]>([
  ['denies it', (harness) => (harness.policy = { deny: ['make'] })],
  ['asks by another rule', (harness) => (harness.policy = { ask: ['make'] })],
  ['locks the ask', (harness) => (harness.policy = { locked: ['make'] })],
])('while the prompt is open the policy changes and %s: the yes is stale', async ([, change]) => {
  const harness = createHarness();
  harness.answer = ({ offers }) => {
    change(harness);
    return { kind: 'allow-always', offer: offers.allow[0]?.id ?? '' };
  };
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'stale' });
  expect(harness.memory.text).toBeUndefined();
});

test.for<[what: string, posture: Posture]>([
  ['nobody is to be asked any more', { kind: 'never' }],
  ['asks by rule are rejected', { kind: 'reject', rules: true, sandbox: false, elicitations: false }],
])('while the prompt is open the posture changes, %s: the yes is stale', async ([, posture]) => {
  const harness = createHarness();
  harness.answer = () => {
    harness.posture = posture;
    return { kind: 'allow-once' };
  };
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'stale' });
});

test('while the prompt is open an unrelated rule is added: the yes counts', async () => {
  const harness = createHarness();
  harness.answer = () => {
    harness.policy = { allow: ['ls'], deny: ['rm'] };
    return { kind: 'allow-once' };
  };
  expect(await harness.run('make')).toMatchObject({ outcome: 'run' });
});

test('while the prompt is open the policy becomes looser: still a no stays a no', async () => {
  const harness = createHarness();
  harness.answer = () => {
    harness.policy = { allow: ['make'] };
    return { kind: 'deny' };
  };
  expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-person' });
});

/** A store in which one kind of call fails. */
function failing(call: 'load' | 'compareAndSwap', when: () => boolean = () => true): Store {
  const store = createMemoryStore();
  return {
    ...store,
    [call]: (...parameters: never[]) =>
      when()
        ? Promise.reject(new Error('disk on fire'))
        : (store[call] as (...all: never[]) => Promise<unknown>)(...parameters),
  } as Store;
}

test('the store cannot be written: allowed all the same, and said', async () => {
  const harness = createHarness({}, { store: failing('compareAndSwap') });
  harness.answer = first('allow-always');
  expect(await harness.run('make')).toMatchObject({
    outcome: 'run',
    remembered: { persisted: false, problem: 'disk on fire' },
  });
});

test('the store cannot be read: a remembered no may be in it, so what the policy allows is asked, and nothing is offered for keeps', async () => {
  const harness = createHarness({ allow: ['ls'] }, { store: failing('load') });
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('ls')).toMatchObject({
    outcome: 'run',
    reason: 'answered',
    warnings: ['the store could not be read: disk on fire'],
  });
  expect(harness.shown[0]?.offers.allow).toEqual([]);
  harness.posture = { kind: 'never' };
  expect(await harness.run('ls')).toMatchObject({ outcome: 'refuse' });
});

test('the store is damaged: the same, and its bytes are kept', async () => {
  const harness = createHarness({ allow: ['ls'] });
  harness.memory.text = '{"version":1,';
  expect(await harness.run('ls')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-person' });
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('ls')).toMatchObject({ outcome: 'run' });
  expect(harness.memory.text).toBe('{"version":1,');
});

test('the audit cannot be written: the outcome stands, and it is said', async () => {
  const harness = createHarness({ allow: ['ls'] }, { audit: () => Promise.reject(new Error('disk full')) });
  expect(await harness.run('ls')).toMatchObject({
    outcome: 'run',
    warnings: ['the audit line was not written: disk full'],
  });
  const throwing = createHarness(
    { deny: ['ls'] },
    {
      audit: () => {
        throw new Error('disk full');
      },
    },
  );
  expect(await throwing.run('ls')).toMatchObject({
    outcome: 'refuse',
    warnings: ['the audit line was not written: disk full'],
  });
});

test.for<[what: string, more: object]>([
  [
    'the policy throws',
    {
      policy: () => {
        throw new Error('broken');
      },
    },
  ],
  [
    'the posture throws',
    {
      posture: () => {
        throw new Error('broken');
      },
    },
  ],
])('%s: refused, never an exception', async ([, more]) => {
  expect(await createHarness({ allow: ['ls'] }, more).run('ls')).toMatchObject({
    outcome: 'refuse',
    reason: 'failed',
    detail: 'broken',
  });
});

test('grants that were used are stamped, with the command redacted; a new one is not', async () => {
  const harness = createHarness({}, { grants: [grantFor('g', 'deploy --token abcdef1234567890ghij')] });
  await harness.run('deploy --token abcdef1234567890ghij');
  await harness.run('deploy --token abcdef1234567890ghij');
  harness.answer = first('allow-always');
  await harness.run('make');
  await harness.coordinator.close();
  const { usage, grants } = await harness.document();
  expect(grants).toHaveLength(2);
  expect(usage).toEqual({ g: { uses: 2, lastUsedAt: START, lastUsedCommand: 'deploy --token abcdef…ghij' } });
});

test('a limited rule: so many times, then it asks; and again when the window has moved on', async () => {
  const harness = createHarness({ limited: { push: { count: 2, seconds: 60 } } });
  const reasons = async () => (await harness.run('push')).reason;
  expect([await reasons(), await reasons(), await reasons()]).toEqual(['allowed', 'allowed', 'denied-by-person']);
  await harness.surroundings.pass(60_001);
  expect(await reasons()).toBe('allowed');
});

describe('what is left of a limit is said in the outcome and in the audit', () => {
  const LEFT = { key: 'push', limit: 2, seconds: 60, left: 1 };

  test.for<[path: string, reason: Outcome['reason'], command: string, answer: PromptAnswer, posture: Posture]>([
    ['the policy allows it', 'allowed', 'push', { kind: 'deny' }, { kind: 'interactive' }],
    [
      'a person says yes to the rest of it',
      'answered',
      'push ; deploy',
      { kind: 'allow-once' },
      { kind: 'interactive' },
    ],
    [
      'nobody answers, and it may run then',
      'fallback',
      'push ; deploy',
      { kind: 'unavailable' },
      allowlist('full', 'always', 'full'),
    ],
  ])('%s', async ([, reason, command, answer, posture]) => {
    const harness = createHarness({ limited: { push: { count: 2, seconds: 60 } } });
    harness.answer = () => answer;
    harness.posture = posture;
    expect(await harness.run(command)).toMatchObject({ outcome: 'run', reason, remaining: [LEFT] });
    expect(harness.audit.at(-1)).toMatchObject({ outcome: 'run', remaining: [LEFT] });
  });

  test('of a grant for three uses', async () => {
    const harness = createHarness({}, { grants: [grantFor('g', 'push', { maxUses: 3 })] });
    const left = { key: 'grant:g', limit: 3, seconds: null, left: 2 };
    expect(await harness.run('push')).toMatchObject({ outcome: 'run', remaining: [left] });
    expect(harness.audit.at(-1)).toMatchObject({ remaining: [left] });
  });

  test('what is not limited has nothing to say, and what is refused took nothing', async () => {
    const harness = createHarness({ allow: ['ls'] });
    expect(await harness.run('ls')).toMatchObject({ outcome: 'run', remaining: [] });
    expect(await harness.run('make')).not.toHaveProperty('remaining');
    for (const entry of harness.audit) expect(entry).not.toHaveProperty('remaining');
  });
});

test('a limit is never passed by requests at the same time', async () => {
  const harness = createHarness({ limited: { push: { count: 3, seconds: 60 } } });
  harness.posture = { kind: 'never' };
  const pushing = Promise.all(Array.from({ length: 10 }, () => harness.run('push')));
  for (let turn = 0; turn < 40; turn += 1) await harness.surroundings.pass(100);
  expect((await pushing).filter((outcome) => outcome.outcome === 'run')).toHaveLength(3);
});

test('a grant for one use, used by two at the same time: one runs', async () => {
  const harness = createHarness({}, { grants: [grantFor('g', 'push', { maxUses: 1 })] });
  harness.posture = { kind: 'never' };
  const pushing = Promise.all([harness.run('push'), harness.run('push')]);
  for (let turn = 0; turn < 20; turn += 1) await harness.surroundings.pass(100);
  expect((await pushing).map((outcome) => outcome.outcome).sort()).toEqual(['refuse', 'run']);
});

test('what cannot be reserved does not hold', async () => {
  const harness = createHarness({ limited: { push: { count: 3, seconds: 60 } } }, { store: failing('compareAndSwap') });
  harness.posture = { kind: 'never' };
  expect(await harness.run('push')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-posture' });
});

test('an expired grant answers nothing, and setting the clock back does not revive it', async () => {
  const harness = createHarness({}, { grants: [grantFor('g', 'push', { expiresAt: START + 1000 })] });
  expect((await harness.run('push')).outcome).toBe('run');
  await harness.surroundings.pass(1000);
  expect((await harness.run('push')).outcome).toBe('refuse');
  harness.surroundings.setClock(START);
  expect((await harness.run('push')).outcome).toBe('refuse');
});

test.for<[what: string, clock: number, outcome: 'run' | 'refuse']>([
  ['a clock a little behind the one it was given by', -30_000, 'run'],
  ['a clock a day behind it, which was set back', -24 * 3600 * 1000, 'refuse'],
  ['a clock a day ahead', 24 * 3600 * 1000, 'refuse'],
])('a grant of an hour, after a start with %s: %s', async ([, clock, outcome]) => {
  const surroundings = createTestSurroundings();
  surroundings.setClock(START + clock);
  const grants = [grantFor('g', 'push', { expiresAt: START + 3600 * 1000 })];
  const harness = createHarness({}, { grants, surroundings });
  expect((await harness.run('push')).outcome).toBe(outcome);
});

test('given up while the yes is being kept: the answer was given, and stands, once', async () => {
  const memory = createMemory();
  const inner = createMemoryStore(memory);
  const cancel = createCanceller();
  const store: Store = {
    ...inner,
    compareAndSwap: async (...swap) => {
      cancel.abort();
      await settled();
      return inner.compareAndSwap(...swap);
    },
  };
  const harness = createHarness({}, { memory, store });
  harness.answer = first('allow-always');
  expect(await harness.run('make', { cancel: cancel.signal })).toMatchObject({
    outcome: 'run',
    remembered: { persisted: true },
  });
  expect((await harness.document()).grants).toHaveLength(1);
  expect(harness.audit).toHaveLength(1);
});

test('given up before anyone answered: refused, and a late answer keeps nothing', async () => {
  const harness = createHarness();
  const cancel = createCanceller();
  let answerLate = (_: PromptAnswer) => {};
  harness.answer = (shown) =>
    new Promise((resolve) => {
      answerLate = () => resolve(first('allow-always')(shown));
    });
  const running = harness.run('make', { cancel: cancel.signal });
  await settled();
  cancel.abort();
  expect(await running).toMatchObject({ outcome: 'refuse', reason: 'nobody-answered' });
  answerLate({ kind: 'allow-once' });
  await settled();
  expect(harness.memory.text).toBeUndefined();
});

test('what nobody could oversee is not shown', async () => {
  const harness = createHarness();
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run(`echo ${'x'.repeat(20_000)}`)).toMatchObject({
    outcome: 'refuse',
    reason: 'too-large-to-show',
  });
  expect(harness.shown).toEqual([]);
});

test('on-failure: what the default asks runs in the sandbox first; when that fails, a person is asked', async () => {
  const harness = createHarness({ ask: ['push'] });
  harness.posture = { kind: 'on-failure', sandbox: true };
  harness.answer = () => ({ kind: 'allow-once' });
  expect(await harness.run('make')).toMatchObject({ outcome: 'sandbox', reason: 'sandboxed' });
  expect(await harness.run('make', { source: 'sandbox' })).toMatchObject({ outcome: 'run', reason: 'answered' });
  expect(await harness.run('push')).toMatchObject({ outcome: 'run', reason: 'answered' });
});

test('just before it runs, an outcome can be checked once more', async () => {
  const harness = createHarness(
    { allow: ['ls'], limited: { push: { count: 1, seconds: 60 } } },
    { grants: [grantFor('g', 'make')] },
  );
  const { coordinator } = harness;
  const [ls, make, push] = [await harness.run('ls'), await harness.run('make'), await harness.run('push')];
  for (const outcome of [ls, make, push]) expect(await coordinator.isCurrent(outcome)).toBe(true);
  await harness.store.compareAndSwap((await harness.store.load()).revision, await documentWithout(harness));
  expect(await coordinator.isCurrent(make)).toBe(false);
  harness.policy = { deny: ['ls'] };
  expect(await coordinator.isCurrent(ls)).toBe(false);
  expect(await coordinator.isCurrent({ ...ls })).toBe(false); // Not an outcome of ours.
});

async function documentWithout(harness: ReturnType<typeof createHarness>) {
  return { ...(await harness.document()), grants: [] };
}

test('the caller may change his objects afterwards: what was decided is what was asked', async () => {
  const harness = createHarness({ ask: ['make'], deny: ['rm'] });
  const request = { kind: 'shell' as const, command: 'make' };
  harness.answer = () => {
    request.command = 'rm';
    return { kind: 'allow-once' };
  };
  expect(await harness.coordinator.authorize({ request, context: { roots: ['/repo'] } })).toMatchObject({
    outcome: 'run',
  });
  expect(harness.audit[0]?.request).toBe('make');
});

test('an answer is never kept for everyone everywhere', async () => {
  const harness = createHarness();
  harness.answer = first('allow-always');
  const outcome = await harness.coordinator.authorize({ request: { kind: 'shell', command: 'make' }, context: {} });
  expect(outcome).toMatchObject({
    outcome: 'run',
    remembered: { persisted: false, problem: expect.stringContaining('everywhere') },
  });
});
