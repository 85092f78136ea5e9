import { describe, expect, test } from 'vitest';
import type { StoreDocument } from '../document.ts';
import { type ApprovalAnswer, answerApproval } from '../requests/answer.ts';
import { type ApprovalDesk, type ApprovalDeskOptions, createApprovalDesk } from '../requests/desk.ts';
import type { DeskOutcome } from '../requests/desk-outcome.ts';
import type { Store, StoreCapabilities } from '../store.ts';
import type { Surroundings } from '../surroundings.ts';
import { updateStore } from '../update-store.ts';
import { type Toy, toyPolicy } from './toy-policy.ts';

/** Where the tests of a store get stores from. */
export interface ApprovalPlace {
  /** Two stores on one place, which see the same bytes; the same store twice where only one may be open. */
  open(): Promise<readonly [Store, Store]>;
  /** The same place, after everything on it was closed. */
  reopen(): Promise<Store>;
}

const TOY: Toy = {
  allow: ['ls'],
  ask: ['deploy', 'wipe'],
  deny: ['rm'],
  limited: { push: { count: 2, seconds: 3600 } },
};

/** What stored requests need of a store, on each store: one approval, one call. */
export function runApprovalTests(
  place: ApprovalPlace,
  capabilities: StoreCapabilities,
  surroundings: Surroundings,
): void {
  const deskOn = (store: Store, more: Partial<ApprovalDeskOptions> = {}) =>
    createApprovalDesk({ store, policy: toyPolicy(() => TOY), surroundings, ...more });
  const askOn = (desk: ApprovalDesk, command: string): Promise<DeskOutcome> =>
    desk.authorize({ request: { kind: 'shell', command }, context: { agent: 'main', roots: ['/repo'], cwd: '/repo' } });
  const say = async (store: Store, outcome: DeskOutcome, answer: ApprovalAnswer['say']) => {
    const change = (document: StoreDocument) =>
      answerApproval(document, outcome.approval?.id ?? '', { say: answer, actor: 'ann' }, surroundings);
    const updated = await updateStore(store, change, surroundings);
    return 'result' in updated ? updated.result.status : updated.problem;
  };

  describe('stored requests', () => {
    test('asked, approved, let through once, asked anew', async () => {
      const [store, other] = await place.open();
      const desk = deskOn(store);
      const first = await askOn(desk, 'deploy');
      expect(first).toMatchObject({ outcome: 'refuse', reason: 'approval-required', approval: { status: 'pending' } });
      expect((await askOn(desk, 'deploy')).approval?.id).toBe(first.approval?.id);
      expect(await say(other, first, 'approve')).toBe('done');
      expect(await askOn(desk, 'deploy')).toMatchObject({ outcome: 'run', reason: 'approved' });
      const again = await askOn(desk, 'deploy');
      expect(again).toMatchObject({ outcome: 'refuse', reason: 'approval-required' });
      expect(again.approval?.id).not.toBe(first.approval?.id);
      desk.close();
    });

    test('sixteen retries at once through two stores: one goes through', async () => {
      const [store, other] = await place.open();
      const desks = [deskOn(store), deskOn(other)] as const;
      const first = await askOn(desks[0], 'deploy');
      expect(await say(store, first, 'approve')).toBe('done');
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, index) => askOn(desks[index % 2 === 0 ? 0 : 1], 'deploy')),
      );
      expect(outcomes.filter((one) => one.outcome === 'run')).toHaveLength(1);
      expect(new Set(outcomes.flatMap((one) => (one.outcome === 'refuse' ? [one.reason] : [])))).toEqual(
        new Set(['approval-required']),
      );
      for (const desk of desks) desk.close();
    });

    test('a call that failed gives everything back, once; one that was done gives nothing', async () => {
      const [store, other] = await place.open();
      const desk = deskOn(store);
      await say(other, await askOn(desk, 'deploy ; push'), 'approve');
      const run = await askOn(desk, 'deploy ; push');
      if (run.outcome !== 'run') throw new Error(run.detail);
      expect(run.remaining).toEqual([{ key: 'push', limit: 2, seconds: 3600, left: 1 }]);
      expect((await desk.settle(run.ticket, 'failed')).status).toBe('rolled-back');
      expect((await desk.settle(run.ticket, 'failed')).status).toBe('already');
      expect((await desk.settle(run.ticket, 'done')).status).toBe('already');
      const again = await askOn(desk, 'deploy ; push');
      if (again.outcome !== 'run') throw new Error(again.detail);
      expect(again.remaining).toEqual([{ key: 'push', limit: 2, seconds: 3600, left: 1 }]);
      expect((await desk.settle(again.ticket, 'done')).status).toBe('settled');
      expect((await desk.settle(again.ticket, 'failed')).status).toBe('already');
      desk.close();
    });

    test('of ten calls at once, a limit of two lets two through; a refund makes room', async () => {
      const [store, other] = await place.open();
      const desks = [deskOn(store), deskOn(other)] as const;
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) => askOn(desks[index % 2 === 0 ? 0 : 1], 'push')),
      );
      const [run, second, ...more] = outcomes.flatMap((one) => (one.outcome === 'run' ? [one] : []));
      expect([run?.reason, second?.reason, more.length]).toEqual(['allowed', 'allowed', 0]);
      if (run === undefined) return;
      await desks[0].settle(run.ticket, 'failed');
      expect(await askOn(desks[1], 'push')).toMatchObject({ outcome: 'run', remaining: [{ key: 'push', left: 0 }] });
      for (const desk of desks) desk.close();
    });

    test('denied stays denied, and a second opinion is a conflict', async () => {
      const [store, other] = await place.open();
      const desk = deskOn(store);
      const first = await askOn(desk, 'wipe');
      expect(await say(other, first, 'deny')).toBe('done');
      expect(await say(other, first, 'deny')).toBe('done');
      expect(await say(other, first, 'approve')).toBe('conflict');
      expect(await askOn(desk, 'wipe')).toMatchObject({ outcome: 'refuse', reason: 'denied-by-person' });
      desk.close();
    });

    const durable = capabilities.durable ? test : test.skip;
    durable('an approval outlives the process that asked', async () => {
      const [store, other] = await place.open();
      const desk = deskOn(store);
      await say(other, await askOn(desk, 'deploy'), 'approve');
      desk.close();
      const later = deskOn(await place.reopen());
      expect(await askOn(later, 'deploy')).toMatchObject({ outcome: 'run', reason: 'approved' });
      expect(await askOn(later, 'deploy')).toMatchObject({ outcome: 'refuse' });
      later.close();
    });
  });
}
