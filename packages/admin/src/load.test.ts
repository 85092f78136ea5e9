import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type Office, openOffice } from './testing/office.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Seconds of a hundred requests each, as fast as they go; `WRIT_LONG=60` for a full minute, a hundred in each second of it. */
const SECONDS = Number(process.env.WRIT_LONG ?? 5);
const IS_LONG = process.env.WRIT_LONG !== undefined;
const BATCH_MS = 100;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Ten requests at once, good ones and bad ones. */
async function batch({ call }: Office, id: string): Promise<void> {
  const wrong = { authorization: 'Bearer no' };
  await Promise.all([
    ...Array.from({ length: 4 }, () => call('/api/pending')),
    ...Array.from({ length: 2 }, () => call(`/api/approve/${id}`, { fingerprint: 'another' })),
    ...Array.from({ length: 2 }, () => call('/api/pending', undefined, wrong)),
    ...Array.from({ length: 2 }, () => call(`/api/deny/${id}`, { reason: 'x'.repeat(5000) })),
  ]);
}

/** So many batches, each when it is due or as soon as the one before is answered; the longest that one took. */
async function batches(office: Office, id: string, count: number): Promise<number> {
  const start = performance.now();
  let longest = 0;
  for (let index = 0; index < count; index += 1) {
    const early = IS_LONG ? start + index * BATCH_MS - performance.now() : 0;
    if (early > 0) await new Promise((done) => setTimeout(done, early));
    const began = performance.now();
    await batch(office, id);
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
}

test(`${SECONDS} × 100 requests: memory stays as it is`, async () => {
  const office = await openOffice();
  const id = await office.ask('npm', 'publish');
  await batches(office, id, 30);
  const [before, began, cpu] = [heap(), performance.now(), process.cpuUsage()];
  const longest = await batches(office, id, SECONDS * 10);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const [requests, after] = [SECONDS * 100, heap()];
  const rate = requests / Math.max(seconds, IS_LONG ? SECONDS : 0);
  console.log(
    `${requests} requests: heap ${before.toFixed(1)} MiB, then ${after.toFixed(1)} MiB; ${rate.toFixed(1)} a second; ` +
      `both sides took ${((user + system) / 1000 / requests).toFixed(2)} ms of processor time for each; ` +
      `ten at once were answered in ${longest.toFixed(0)} ms at most`,
  );
  expect(after - before).toBeLessThan(4);
  if (IS_LONG) expect(rate).toBeGreaterThan(99);
});
