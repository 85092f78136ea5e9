import { describe, expect, test } from 'vitest';
import { createMemory, createMemoryStore } from '../memory-store.ts';
import type { Store, Swapped } from '../store.ts';
import { createDeskHarness } from '../testing/desk-harness.ts';
import type { RunTicket } from './desk-outcome.ts';

const POLICY = { ask: ['deploy'], limited: { push: { count: 2, seconds: 3600 } } };

/** A store that writes what it is told, and then does not know whether that survives, as often as is said. */
function doubtful(store: Store): Store & { doubts: number } {
  const doubting = {
    ...store,
    doubts: 0,
    compareAndSwap: async (...given: Parameters<Store['compareAndSwap']>): Promise<Swapped> => {
      const swapped = await store.compareAndSwap(...given);
      if (doubting.doubts === 0 || !swapped.ok) return swapped;
      doubting.doubts -= 1;
      return { ok: false, why: 'indeterminate', problem: 'the folder could not be flushed' };
    },
  };
  return doubting;
}

describe('a consumption that may not survive a power cut', () => {
  test.for([0, 1])('runs nothing, and the approval stays good; %d were used up before', async (before) => {
    const memory = createMemory();
    const store = doubtful(createMemoryStore(memory));
    const harness = createDeskHarness(POLICY, { memory, store });
    for (let used = 0; used <= before; used += 1) {
      await harness.answer((await harness.ask('deploy')).approval?.id, 'approve');
      if (used < before) await harness.desk.settle((await harness.run('deploy')).ticket, 'done');
    }
    store.doubts = 1;
    expect(await harness.ask('deploy')).toMatchObject({ outcome: 'refuse', reason: 'failed' });
    expect((await harness.statuses()).at(-1)).toBe('approved');
    await harness.run('deploy');
  });
});

describe('a call that nobody was asked about', () => {
  const copy = (ticket: RunTicket) => JSON.parse(JSON.stringify(ticket)) as RunTicket;

  test.for<[first: 'done' | 'failed', second: 'done' | 'failed', left: number]>([
    ['failed', 'failed', 1],
    ['failed', 'done', 1],
    ['done', 'failed', 0],
    ['done', 'done', 0],
  ])('said to be %s, then %s: only the first counts, whoever keeps the ticket', async ([first, second, left]) => {
    const { desk, run } = createDeskHarness(POLICY);
    const [{ ticket }] = [await run('push'), await run('push')]; // at the same moment
    await desk.settle(ticket, first);
    expect(await desk.settle(copy(ticket), second)).toEqual({ status: 'already' });
    const outcomes = [await desk.authorize(asked), await desk.authorize(asked)];
    expect(outcomes.filter(({ outcome }) => outcome === 'run')).toHaveLength(left);
  });
});

const asked = {
  request: { kind: 'shell', command: 'push' },
  context: { agent: 'main', roots: ['/repo'], cwd: '/repo' },
} as const;
