import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundle } from './testing/bundle.js';
import { approve, callsIn, giveBack, openScene, requestsIn, retryTogether, type Scene } from './testing/once.ts';

let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  program = await bundle('desk-process');
});
afterAll(() => program.remove());

async function freshScene(): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-once-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return openScene(folder, program.path, false);
}

test('64 retries in 8 processes at once: one call for each approval', async () => {
  const scene = await freshScene();
  const tally = await retryTogether(scene, { rounds: 8, processes: 8, retries: 64 });
  expect(tally).toEqual({ rounds: 8, retries: 512, once: 8, unexpected: [] });
});

describe('a process that is killed', () => {
  /** One approved request, and a process that dies at a place while it uses it. */
  async function dyingAt(die: 'before-call' | 'after-call') {
    const scene = await freshScene();
    const first = scene.start();
    await first.play({ name: 'x', tries: 1 });
    await approve(scene, 'x');
    expect(await first.play({ name: 'x', tries: 1, die })).toBeUndefined();
    return scene;
  }

  test.for(['before-call', 'after-call'] as const)(
    '%s: nobody runs it again, and it is listed as in doubt',
    async (die) => {
      const scene = await dyingAt(die);
      const calls = die === 'after-call' ? [['x', 1]] : [];
      const next = scene.start();
      expect(await next.play({ name: 'x', tries: 4 })).toEqual(Array(4).fill('approval-required'));
      await next.stop();
      expect([...callsIn(scene)]).toEqual(calls);
      const [doubtful, asked] = await requestsIn(scene);
      expect(doubtful).toMatchObject({ status: 'consumed', inDoubt: true, actor: 'ann' });
      expect(asked).toMatchObject({ status: 'pending' });
    },
  );

  test('before the call, and a person gives the approval back: it runs once', async () => {
    const scene = await dyingAt('before-call');
    const [doubtful] = await requestsIn(scene);
    if (doubtful === undefined) throw new Error('nothing is there');
    expect(await giveBack(scene, doubtful)).toBe('rolled-back');
    expect(await giveBack(scene, doubtful)).toBe('already');
    const next = scene.start();
    const outcomes = (await next.play({ name: 'x', tries: 6 })) ?? [];
    await next.stop();
    expect(outcomes.filter((one) => one === 'ran, settled')).toHaveLength(1);
    expect([...callsIn(scene)]).toEqual([['x', 1]]);
  });

  test('at any moment: never two calls, and no approval without a trace', async () => {
    const scene = await freshScene();
    for (let round = 0; round < 12; round += 1) {
      const name = `k${round}`;
      const [one, two] = [scene.start(), scene.start()];
      await one.play({ name, tries: 1 });
      await approve(scene, name);
      const both = [one.play({ name, tries: 4 }), two.play({ name, tries: 4 })];
      await new Promise((resolve) => setTimeout(resolve, round * 3));
      one.child.kill('SIGKILL');
      await Promise.all([...both, two.stop()]);
      expect(callsIn(scene).get(name) ?? 0).toBeLessThanOrEqual(1);
    }
    const requests = await requestsIn(scene);
    const settled = requests.filter(({ status, inDoubt }) => status === 'consumed' && !inDoubt).length;
    const answered = requests.filter(({ actor }) => actor === 'ann');
    expect(answered).toHaveLength(12);
    for (const { status } of answered) expect(status).toMatch(/^(approved|consumed)$/);
    const calls = [...callsIn(scene).values()].reduce((sum, count) => sum + count, 0);
    expect(calls).toBeGreaterThanOrEqual(settled);
  });
});
