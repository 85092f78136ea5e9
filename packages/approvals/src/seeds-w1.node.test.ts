import { expect } from 'vitest';
import { allowlist, createHarness, grantFor } from './testing/harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';

type Words = Parameters<typeof allowlist>;

/** A host with these words; `listed`: the list has `make`. */
function host(security: Words[0], ask: Words[1], listed = false) {
  const harness = createHarness({}, listed ? { grants: [grantFor('g', 'make')] } : {});
  harness.posture = allowlist(security, ask);
  return harness;
}

/** What becomes of a command, and whether a person was shown it; `says` is what that person answers. */
async function outcome(harness: ReturnType<typeof host>, says: 'allow-once' | 'deny' = 'deny', command = 'make') {
  harness.answer = () => ({ kind: says });
  const { outcome: what, reason } = await harness.run(command);
  return [what, reason, harness.shown.length > 0 ? 'shown' : 'not shown'];
}

const REFUSED = ['refuse', 'denied-by-posture', 'not shown'];
const RUNS = ['run', 'allowed', 'not shown'];
const RUNS_BY_ANSWER = ['run', 'answered', 'shown'];
const REFUSED_BY_ANSWER = ['refuse', 'denied-by-person', 'shown'];

runSeedRows('W1', {
  checks: {
    W001: async () => {
      expect(await outcome(host('deny', 'always'), 'allow-once')).toEqual(REFUSED);
      expect(await outcome(host('deny', 'on-miss', true), 'allow-once')).toEqual(REFUSED);
      expect(await outcome(host('deny', 'always'), 'deny')).toEqual(REFUSED);
    },
    W002: async () => expect(await outcome(host('full', 'always'), 'deny')).toEqual(REFUSED_BY_ANSWER),
    W003: async () => expect((await outcome(host('full', 'always')))[2]).toBe('shown'),
    W004: async () => expect((await outcome(host('allowlist', 'on-miss')))[2]).toBe('shown'),
    W005: async () => expect(await outcome(host('allowlist', 'off'))).toEqual(REFUSED),
    W006: async () => expect(await outcome(host('full', 'off'))).toEqual(RUNS),
    W007: async () => expect(await outcome(host('allowlist', 'on-miss', true))).toEqual(RUNS),
    W008: async () => expect(await outcome(host('allowlist', 'always'), 'allow-once')).toEqual(RUNS_BY_ANSWER),
    W009: async () => {
      const harness = host('allowlist', 'on-miss');
      harness.answer = ({ offers }) => ({ kind: 'allow-always', offer: offers.allow[0]?.id ?? '' });
      expect(await harness.run('make')).toMatchObject({
        outcome: 'run',
        reason: 'answered',
        remembered: { persisted: true },
      });
    },
    W010: async () => expect((await outcome(host('allowlist', 'always', true)))[2]).toBe('shown'),
    W011: async () => expect(await outcome(host('full', 'on-miss'))).toEqual(RUNS),
    W012: async () => {
      // What skills may run is a rule of the policy, and no entry of the list.
      const harness = createHarness({ allow: ['make'] });
      harness.posture = allowlist('allowlist', 'on-miss');
      expect(await outcome(harness)).toEqual(RUNS);
    },
    W013: async () => expect(await outcome(host('allowlist', 'off', true), 'deny', 'make ; ls')).toEqual(REFUSED),
    W014: async () => expect(await outcome(host('allowlist', 'off', true), 'deny', '')).toEqual(REFUSED),
    W015: async () => {
      for (const listed of [true, false]) expect(await outcome(host('full', 'off', listed))).toEqual(RUNS);
    },
    W016: async () => expect(await outcome(host('full', 'deny'))).toEqual(REFUSED),
    W017: async () => expect(await outcome(host('allowlist', 'deny', true))).toEqual(RUNS),
    W018: async () => expect(await outcome(host('deny', 'deny', true))).toEqual(REFUSED),
    W020: async () => expect(await outcome(host('full', 'deny'), 'deny')).toEqual(REFUSED),
    W021: async () => expect(await outcome(host('allowlist', 'deny'))).toEqual(REFUSED),
    W022: async () => {
      const harness = host('allowlist', 'on-miss', true);
      const before = harness.memory.text;
      const [first, second] = [await harness.run('make'), await harness.run('make')];
      expect(second).toEqual(first);
      expect(harness.memory.text).toBe(before);
    },
    W023: async () => {
      const harness = host('allowlist', 'on-miss');
      expect((await outcome(harness, 'allow-once')).slice(0, 2)).toEqual(RUNS_BY_ANSWER.slice(0, 2));
      expect((await outcome(harness, 'deny')).slice(0, 2)).toEqual(REFUSED_BY_ANSWER.slice(0, 2));
    },
  },
  elsewhere: {
    'an answer that comes along with a request which is not to be asked: nobody was shown anything, so there is none': [
      'W019',
    ],
  },
});
