import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { inPage, note, prepareFaults, times } from './testing/faults.ts';
import { executablePath } from './testing/pages.ts';

const inBrowser = test.skipIf(executablePath === '');

/** Where in a stretch of writes the end comes: other places in every round, the same ones in every run. */
const moments = (count: number) => fc.sample(fc.integer({ min: 0, max: 120 }), { numRuns: count, seed: 20261128 });

/** Ends a tab's process. The browser does not always tell, and a tab that is gone does not always let itself be closed. */
async function crash(victim: Page): Promise<void> {
  const crashed = new Promise((resolve) => victim.on('crash', resolve));
  const tools = await victim.context().newCDPSession(victim);
  void tools.send('Page.crash').catch(() => {});
  await Promise.race([crashed, wait(5_000)]);
  await Promise.race([victim.close().catch(() => {}), wait(5_000)]);
}

inBrowser('eight tabs that add grants at once: all are there, each once', async () => {
  const each = times(250);
  const { visit, origin, end } = await prepareFaults();
  onTestFinished(end);
  const { context, page } = await visit();
  const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  await Promise.all(others.map((other) => other.goto(origin)));
  await Promise.all([page, ...others].map((tab, writer) => inPage.grantMany(tab, writer, each)));
  expect(await inPage.granted(page)).toEqual([8 * each, 8 * each]);
  note('tabs', { tabs: 8, each, found: 8 * each });
  await context.close();
});

inBrowser('tabs that crash while they write: nothing that was acknowledged is lost', async () => {
  const rounds = times(200);
  const { visit, origin, end } = await prepareFaults();
  onTestFinished(end);
  const { context, page } = await visit();
  let acknowledged = 0;
  for (const moment of moments(rounds)) {
    const victim = await context.newPage();
    await victim.goto(origin);
    await inPage.writeForEver(victim, (count) => {
      acknowledged = Math.max(acknowledged, count);
    });
    await wait(moment);
    await crash(victim);
    expect(await inPage.count(page)).toBeGreaterThanOrEqual(acknowledged);
  }
  note('crashes', { rounds, acknowledged, lost: 0 });
  await context.close();
});

inBrowser('a browser killed while it writes: what comes back is what was written, or is called lost', async () => {
  const rounds = times(100);
  const { profile, visit, end } = await prepareFaults();
  onTestFinished(end);
  let acknowledged = 0;
  let writes = 0;
  let detected = 0;
  for (const moment of moments(rounds)) {
    const { page } = await visit();
    const found = await inPage.count(page);
    if (typeof found === 'string') {
      expect(found).toMatch(/the browser lost answers|cannot be used/);
      expect(await inPage.allows(page, 'make')).toBe(false);
      detected += 1;
      acknowledged = 0;
      await inPage.startAnew(page);
    } else expect(found).toBeGreaterThanOrEqual(acknowledged);
    await inPage.grant(page);
    expect(await inPage.allows(page, 'make')).toBe(true);
    await inPage.writeForEver(page, (count) => {
      acknowledged = count;
      writes += 1;
    });
    await wait(moment);
    await profile.kill();
  }
  note('kills', { rounds, writes, detected, silent: 0 });
});

inBrowser('an older copy of the database is put back: every one is noticed, and allows nothing', async () => {
  const rounds = times(20);
  const { profile, visit, end } = await prepareFaults();
  onTestFinished(end);
  let detected = 0;
  for (const more of fc.sample(fc.integer({ min: 1, max: 5 }), { numRuns: rounds, seed: 20261128 })) {
    const first = await visit();
    await inPage.grant(first.page);
    await first.context.close();
    const older = await profile.copy();
    const second = await visit();
    for (let write = 0; write < more; write += 1) await inPage.next(second.page);
    await second.context.close();
    await putBack(older.folder, profile.folder);
    await older.remove();
    const third = await visit();
    expect(await inPage.count(third.page)).toMatch(/the browser lost answers/);
    expect(await inPage.allows(third.page, 'make')).toBe(false);
    detected += 1;
    await inPage.startAnew(third.page);
    await third.context.close();
  }
  note('returns', { rounds, detected });
});

/** The database's files of one profile in place of those of another; what else the browser keeps stays. */
async function putBack(from: string, to: string): Promise<void> {
  const files = 'Default/IndexedDB';
  await rm(join(to, files), { recursive: true });
  await cp(join(from, files), join(to, files), { recursive: true });
}
