import { expect } from 'vitest';
import { preview } from './display.ts';
import { mayRemember } from './postures.ts';
import type { PromptAnswer } from './prompt.ts';
import { allowlist, createHarness, grantFor } from './testing/harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { settled } from './testing/test-surroundings.ts';

/** What a host does out of the box: a list, asked on a miss, no when nobody can be asked. */
const DEFAULT = allowlist('allowlist', 'on-miss', 'deny');
const once = () => ({ kind: 'allow-once' }) as const;

function host(posture = DEFAULT, ...parameters: Parameters<typeof createHarness>) {
  const harness = createHarness(...parameters);
  harness.posture = posture;
  return harness;
}

/** A host where nobody can be asked. */
function unattended(posture = DEFAULT, ...parameters: Parameters<typeof createHarness>) {
  const harness = host(posture, ...parameters);
  harness.answer = () => ({ kind: 'unavailable' });
  return harness;
}

const usesOf = async (harness: ReturnType<typeof createHarness>) => {
  await harness.coordinator.close();
  return Object.fromEntries(Object.entries((await harness.document()).usage).map(([id, usage]) => [id, usage.uses]));
};

/** Whether an outcome still counts after a change. */
async function currentAfter(
  harness: ReturnType<typeof createHarness>,
  change: (harness: ReturnType<typeof createHarness>) => void | Promise<void>,
  command = 'make',
): Promise<boolean> {
  const outcome = await harness.run(command);
  expect(outcome.outcome).toBe('run');
  await change(harness);
  return harness.coordinator.isCurrent(outcome);
}

/** The host is set anew. */
const nowWith = (posture: ReturnType<typeof allowlist>) => (harness: ReturnType<typeof createHarness>) => {
  harness.posture = posture;
};

const listed = () => host(DEFAULT, {}, { grants: [grantFor('g', 'make')] });

async function setGrants(
  harness: ReturnType<typeof createHarness>,
  ...grants: ReturnType<typeof grantFor>[]
): Promise<void> {
  const document = await harness.document();
  const swapped = await harness.store.compareAndSwap((await harness.store.load()).revision, { ...document, grants });
  expect(swapped.ok).toBe(true);
}

runSeedRows('W6', {
  checks: {
    W189: async () =>
      expect(await unattended().run('make')).toMatchObject({ outcome: 'refuse', reason: 'nobody-answered' }),
    W190: async () => {
      const harness = host();
      harness.answer = once;
      expect((await harness.run('make')).outcome).toBe('run');
    },
    W191: async () => expect((await host(allowlist('full', 'off')).run('make')).outcome).toBe('run'),
    W192: async () =>
      expect(await host(allowlist('deny', 'on-miss')).run('make')).toMatchObject({
        outcome: 'refuse',
        reason: 'denied-by-posture',
      }),
    W193: async () => {
      expect((await unattended(allowlist('full', 'always', 'deny')).run('make')).outcome).toBe('refuse');
      expect((await unattended(allowlist('full', 'always', 'full')).run('make')).outcome).toBe('run');
    },
    W194: async () =>
      expect((await unattended(allowlist('allowlist', 'always', 'full')).run('make')).outcome).toBe('refuse'),
    W195: async () => {
      const harness = unattended(
        allowlist('allowlist', 'always', 'allowlist'),
        {},
        { grants: [grantFor('g', 'make')] },
      );
      expect((await harness.run('make')).outcome).toBe('run');
      expect(await usesOf(harness)).toEqual({ g: 1 });
    },
    W196: async () => {
      const harness = host();
      harness.answer = () => ({ kind: 'allow' }) as unknown as PromptAnswer;
      expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
    },
    W197: async () => {
      const harness = host(allowlist('full', 'always', 'full'));
      harness.answer = () => Promise.reject(new Error('gone'));
      expect((await harness.run('make')).outcome).toBe('refuse');
      harness.answer = once;
      expect((await harness.run('make')).outcome).toBe('run');
    },
    W198: async () => {
      const harness = host();
      harness.answer = () => {
        throw new Error('no display');
      };
      expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
    },
    W199: async () => {
      const harness = host(DEFAULT, {}, { promptTimeoutMs: 100 });
      harness.answer = () => new Promise(() => {});
      const running = harness.run('make');
      await settled();
      await harness.surroundings.pass(100);
      expect((await running).outcome).toBe('refuse');
    },
    W201: async () => {
      const harness = host();
      harness.answer = () => {
        harness.policy = { deny: ['make'] };
        return once();
      };
      expect(await harness.run('make')).toMatchObject({ outcome: 'refuse', reason: 'stale' });
    },
    W202: async () => {
      const harness = host();
      harness.answer = once;
      expect(await currentAfter(harness, () => {})).toBe(true);
    },
    W203: async () => {
      const harness = unattended(allowlist('full', 'always', 'full'));
      expect(await currentAfter(harness, nowWith(allowlist('full', 'always', 'deny')))).toBe(false);
    },
    W204: async () => {
      const harness = host();
      harness.answer = ({ offers }) => ({ kind: 'allow-always', offer: offers.allow[0]?.id ?? '' });
      await harness.run('make');
      await harness.run('make');
      expect((await harness.document()).grants).toHaveLength(1);
    },
    W205: async () => {
      const harness = host(allowlist('full', 'always'));
      harness.answer = () => ({ kind: 'allow-always', offer: 'exact' });
      expect((await harness.run('make')).outcome).toBe('refuse');
      expect(harness.shown[0]?.offers.allow).toEqual([]);
      expect(harness.memory.text).toBeUndefined();
    },
    W206: async () => {
      const harness = host();
      harness.answer = once;
      await harness.run('make');
      expect(harness.memory.text).toBeUndefined();
    },
    W207: async () => {
      const harness = host(allowlist('allowlist', 'always'), {}, { grants: [grantFor('g', 'make')] });
      harness.answer = once;
      await harness.run('make');
      expect(await usesOf(harness)).toEqual({ g: 1 });
    },
    W208: async () => {
      const harness = listed();
      await harness.run('make');
      expect(await usesOf(harness)).toEqual({ g: 1 });
    },
    W209: () => expect(mayRemember(allowlist('allowlist', 'always'))).toBe(false),
    W210: () => expect(mayRemember(DEFAULT)).toBe(true),
    W211: async () => {
      // No yes was offered for what cannot be named: taking one all the same is refused, and nothing is written.
      const harness = host();
      harness.answer = () => ({ kind: 'allow-always', offer: 'exact' });
      expect((await harness.run('sudo make')).outcome).toBe('refuse');
      expect(harness.memory.text).toBeUndefined();
    },
    W212: async () => {
      const harness = host();
      let open = 0;
      let most = 0;
      harness.answer = async () => {
        open += 1;
        most = Math.max(most, open);
        await settled();
        open -= 1;
        return once();
      };
      const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((command) => harness.run(command)));
      expect(outcomes.map((outcome) => outcome.outcome)).toEqual(['run', 'run', 'run', 'run', 'run']);
      expect([most, harness.shown.length]).toEqual([1, 5]);
    },
    W213: () => {
      const shown = preview(`echo \u202E\n${'x'.repeat(5000)}`);
      expect(shown).toContain('echo \\u{202E}\\u{A}');
      expect(shown.length).toBeLessThan(260);
    },
    W215: async () => expect(await currentAfter(listed(), () => {})).toBe(true),
    W216: async () => expect(await currentAfter(listed(), nowWith(allowlist('deny', 'on-miss')))).toBe(false),
    W217: async () => expect(await currentAfter(listed(), nowWith(allowlist('full', 'on-miss')))).toBe(true),
    W218: async () => expect(await currentAfter(listed(), nowWith(allowlist('allowlist', 'always')))).toBe(false),
    W219: async () => expect(await currentAfter(listed(), (harness) => setGrants(harness))).toBe(false),
    W220: async () =>
      expect(
        await currentAfter(listed(), (harness) => setGrants(harness, grantFor('g', 'make'), grantFor('h', 'ls'))),
      ).toBe(true),
    W221: async () => {
      const harness = host(allowlist('allowlist', 'on-miss', 'full'), {}, { grants: [grantFor('g', 'make')] });
      expect(await currentAfter(harness, nowWith(allowlist('allowlist', 'on-miss', 'deny')))).toBe(false);
    },
    W222: async () =>
      expect(await currentAfter(listed(), (harness) => setGrants(harness, grantFor('g', 'make all')))).toBe(false),
    // Where an answer comes from does not change what it covers: only a narrower pattern does (W222).
    W223: async () =>
      expect(
        await currentAfter(listed(), (harness) => setGrants(harness, grantFor('g', 'make', { exact: '00' }))),
      ).toBe(false),
    W225: async () => {
      const harness = host(DEFAULT, { allow: ['ls'] });
      const argv = ['ls'];
      const running = harness.coordinator.authorize({ request: { kind: 'exec', argv }, context: { roots: ['/repo'] } });
      argv.push('&&', 'rm');
      expect((await running).outcome).toBe('run');
      expect(harness.audit[0]?.request).toBe('ls');
    },
  },
  elsewhere: {
    'the payload of one host: its adapter checks it': ['W200', 'W226'],
    'protected settings of one host: a policy asks about them': ['W214'],
    'letter case of paths on Windows: the engine matches': ['W224'],
  },
});
