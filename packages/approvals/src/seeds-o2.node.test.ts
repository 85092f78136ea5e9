import { expect } from 'vitest';
import { maxAsk, minSecurity } from './allowlist-posture.ts';
import { allowlist, createHarness, grantFor } from './testing/harness.ts';
import { runSeedRows } from './testing/seed-rows.ts';
import { settled } from './testing/test-surroundings.ts';

const always = (harness: ReturnType<typeof createHarness>) => {
  harness.answer = ({ offers }) => ({ kind: 'allow-always', offer: offers.allow[0]?.id ?? '' });
};
const inFolder = (command: string, cwd: string) => ({ request: { kind: 'shell', command, cwd } }) as const;

runSeedRows('O2', {
  checks: {
    O043: async () => {
      // A grant for one request holds its folder in its digest: without the right one it answers nothing.
      const harness = createHarness({}, { grants: [grantFor('g', 'make', { exact: '00' })] });
      expect((await harness.run('make')).reason).toBe('denied-by-person');
    },
    O045: async () => {
      const harness = createHarness();
      always(harness);
      await harness.run('printf hello', inFolder('printf hello', '/repo'));
      harness.answer = () => ({ kind: 'deny' });
      expect((await harness.run('printf hello', inFolder('printf hello', '/repo'))).outcome).toBe('run');
      expect((await harness.run('printf hello', inFolder('printf hello', '/repo/other'))).outcome).toBe('refuse');
    },
    O047: () => expect(minSecurity('full', 'allowlist')).toBe('allowlist'),
    O049: () => expect(maxAsk('on-miss', 'always')).toBe('always'),
    O050: async () => {
      const harness = createHarness({}, { grants: [grantFor('g', 'make')] });
      harness.posture = allowlist('allowlist', 'always');
      await harness.run('make');
      expect(harness.shown.map((shown) => shown.offers.allow)).toEqual([[]]);
    },
    O051: async () => {
      const harness = createHarness();
      always(harness);
      await harness.run('make');
      await harness.run('make');
      expect(harness.shown).toHaveLength(1);
    },
    O052: async () => {
      const harness = createHarness();
      harness.posture = allowlist('allowlist', 'on-miss');
      await harness.run('make');
      expect(harness.shown).toHaveLength(1);
    },
    O053: async () => {
      const harness = createHarness();
      harness.answer = () => new Promise(() => {});
      void harness.run('make');
      void harness.run('make');
      await settled();
      expect(harness.shown).toHaveLength(1);
    },
    O055: async () => {
      const harness = createHarness({}, { promptTimeoutMs: 10 });
      harness.posture = allowlist('full', 'always', 'full');
      harness.answer = () => new Promise(() => {});
      const running = harness.run('make');
      await settled();
      await harness.surroundings.pass(10);
      expect(await running).toMatchObject({ outcome: 'run', reason: 'fallback' });
    },
    O061: async () => {
      const harness = createHarness({}, { grants: [grantFor('g', 'make')] });
      const outcome = await harness.run('make');
      const { revision } = await harness.store.load();
      await harness.store.compareAndSwap(revision, { ...(await harness.document()), grants: [] });
      expect(await harness.coordinator.isCurrent(outcome)).toBe(false);
    },
    O062: async () => {
      // Only what a person chose from what was shown is kept; a fallback is no person.
      const harness = createHarness();
      harness.posture = allowlist('full', 'always', 'full');
      harness.answer = () => ({ kind: 'unavailable' });
      expect(await harness.run('make')).toMatchObject({ outcome: 'run', reason: 'fallback' });
      expect(harness.memory.text).toBeUndefined();
    },
  },
  elsewhere: {
    'which program a name means: the engine': ['O040', 'O041', 'O042'],
    'the hash of one host: digests here cover the acts, folders included': ['O044', 'O046'],
    'who wins between a request and its host is the host’s posture': ['O048'],
    'no answer waits for a listener: a prompt is awaited from the start': ['O054'],
    'no lock in the store; where one is needed, it is tested in storage-node (lock.test.ts), and one whose holder has ended is taken over':
      ['O056', 'O057', 'O058'],
    'links: storage-node (trusted-path.test.ts)': ['O059'],
    'import of other hosts’ files: the command line': ['O060'],
    'a socket protocol we do not have': ['O063'],
    'hosts bind what runs to what was decided': ['O064', 'O065'],
  },
});
