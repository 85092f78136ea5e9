import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { bundle } from './testing/bundle.js';

let writer: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  writer = await bundle('writer');
});
afterAll(() => writer.remove());

/** Seconds of killing; more with `WRIT_LONG=seconds`. */
const KILL_SECONDS = Number(process.env.WRIT_LONG ?? 12);

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-processes-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Running {
  readonly child: ChildProcess;
  /** The whole lines it has said. */
  readonly lines: readonly string[];
  readonly ended: Promise<unknown>;
}

function start(folder: string, mode: string, name: string, count: number, sync = 'on'): Running {
  const child = spawn(process.execPath, [writer.path, folder, mode, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WRIT_SYNC: sync },
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines, ended: once(child, 'close') };
}

async function countsIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const loaded = await openFileStore(folder).load();
  if (loaded.status !== 'loaded') throw new Error(`the store is ${loaded.status}`);
  return new Map(loaded.document.grants.map((grant) => [grant.id, grant.maxUses ?? 0]));
}

test('eight processes add one a hundred times to one count: eight hundred', async () => {
  const folder = await freshFolder();
  const writers = Array.from({ length: 8 }, () => start(folder, 'count', 'total', 100, 'off'));
  await Promise.all(writers.map((one) => one.ended));
  const acknowledged = writers.flatMap((one) => one.lines.map(Number));
  expect([...acknowledged].sort((a, b) => a - b)).toEqual(Array.from({ length: 800 }, (_, index) => index + 1));
  expect((await countsIn(folder)).get('total')).toBe(800);
});

test(
  `processes killed at random for ${KILL_SECONDS} s: what they acknowledged is there, and no reader saw a torn document`,
  async () => {
    const folder = await freshFolder();
    const names = ['a', 'b', 'c', 'd'];
    const highest = new Map(names.map((name) => [name, 0]));
    const reader = start(folder, 'read', '', 0);
    let kills = 0;
    const keepKilling = async (name: string) => {
      for (const end = Date.now() + KILL_SECONDS * 1000; Date.now() < end; ) {
        const running = start(folder, 'stamp', name, 1_000_000);
        // Two of three are killed at work, whatever the machine's speed; every third perhaps while it is still starting.
        while (kills % 3 !== 0 && running.lines.length === 0) await sleep(5);
        await sleep(Math.random() * 250);
        running.child.kill('SIGKILL');
        await running.ended;
        kills += 1;
        for (const line of running.lines) highest.set(name, Math.max(highest.get(name) ?? 0, Number(line)));
        const counts = await countsIn(folder).catch(() => new Map<string, number>());
        expect(counts.get(name) ?? 0).toBeGreaterThanOrEqual(highest.get(name) ?? 0);
      }
    };
    await Promise.all(names.map(keepKilling));
    reader.child.kill('SIGKILL');
    await reader.ended;
    expect(reader.lines.length).toBeGreaterThan(0);
    expect(reader.lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(isAscending(reader.lines.map((line) => Number(line.slice(3))))).toBe(true);
    expect(kills).toBeGreaterThan(names.length);
    const counts = await countsIn(folder);
    for (const name of names) {
      expect(Number.isNaN(highest.get(name))).toBe(false);
      expect(counts.get(name) ?? 0).toBeGreaterThanOrEqual(highest.get(name) ?? 0);
    }
    // The next writer goes on at once, without anyone tidying up.
    const next = start(folder, 'count', 'a', 1);
    await next.ended;
    expect(next.lines).toEqual([String((counts.get('a') ?? 0) + 1)]);
    expect((await readdir(folder)).filter((name) => name.startsWith('g-')).length).toBeLessThanOrEqual(65);
  },
  120_000 + KILL_SECONDS * 2000,
);

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
}
