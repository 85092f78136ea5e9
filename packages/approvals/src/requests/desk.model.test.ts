import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory } from '../memory-store.ts';
import { createDeskHarness } from '../testing/desk-harness.ts';
import type { RunTicket } from './desk-outcome.ts';

/**
 * Agents that retry, die and fail, people who answer, time that passes: against a model of a few lines that knows
 * only who said yes and what ran.
 */
type Step =
  | { readonly do: 'try'; readonly process: number }
  /** The process stops between consuming and the call, or during it: nobody will ever settle that call. */
  | { readonly do: 'die' }
  | { readonly do: 'fail' | 'finish' | 'fail-twice' }
  | { readonly do: 'approve' | 'deny' | 'expire' }
  | { readonly do: 'wait'; readonly minutes: number };

const MINUTE = 60_000;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('try' as const), process: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'approve' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'finish' as const, 'fail-twice' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('deny' as const, 'expire' as const, 'die' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 11, 61) }) },
);

test('what runs was approved, and no approval runs twice unless its call failed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const memory = createMemory();
      const processes = [0, 1, 2].map(() => createDeskHarness({ ask: ['deploy'] }, { memory }));
      const [one] = processes;
      if (one === undefined) return;
      const running: RunTicket[] = [];
      /** By request: how often a person said yes, and how many calls were let through and not given back. */
      const yes = new Set<string>();
      const spent = new Map<string, number>();
      const dead = new Set<string>();
      let latest: string | undefined;
      for (const action of steps) {
        switch (action.do) {
          case 'try': {
            const outcome = await (processes[action.process] ?? one).ask('deploy');
            if (outcome.outcome === 'run') {
              const id = outcome.approval?.id ?? '';
              expect(yes.has(id)).toBe(true);
              spent.set(id, (spent.get(id) ?? 0) + 1);
              expect(spent.get(id)).toBe(1);
              running.push(outcome.ticket);
            } else {
              expect(['approval-required', 'denied-by-person']).toContain(outcome.reason);
              latest = outcome.approval?.id;
            }
            break;
          }
          case 'approve': {
            const answered = await one.answer(latest, 'approve');
            if (answered.status === 'done' && latest !== undefined) yes.add(latest);
            break;
          }
          case 'deny':
          case 'expire':
            if ((await one.answer(latest, action.do)).status === 'done' && latest !== undefined) yes.delete(latest);
            break;
          case 'die':
            for (const { approval = '' } of running.splice(0)) dead.add(approval);
            break;
          case 'fail':
          case 'fail-twice':
          case 'finish': {
            const ticket = running.pop();
            if (ticket?.approval === undefined) break;
            const how = action.do === 'finish' ? 'done' : 'failed';
            const settled = await one.desk.settle(ticket, how);
            expect(settled.status).toBe(how === 'done' ? 'settled' : 'rolled-back');
            if (how === 'failed') spent.set(ticket.approval, (spent.get(ticket.approval) ?? 0) - 1);
            if (action.do === 'fail-twice') expect((await one.desk.settle(ticket, 'failed')).status).toBe('already');
            break;
          }
          case 'wait':
            for (const process of processes) await process.surroundings.pass(action.minutes * MINUTE);
            break;
        }
      }
      // No approval is lost: each is still to be used, over, or known to be with a call, running or in doubt.
      const records = (await one.document()).approvals;
      for (const id of yes)
        expect(records.find((record) => record.id === id)?.status).toMatch(/approved|consumed|expired/);
      for (const id of dead) expect(records.find((record) => record.id === id)).toMatchObject({ status: 'consumed' });
      const withCalls = new Set(records.filter((record) => record.status === 'consumed').map((record) => record.id));
      for (const [id, count] of spent) expect(withCalls.has(id)).toBe(count === 1);
    }),
    { numRuns: 60 },
  );
});
