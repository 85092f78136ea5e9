import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openOffice } from './testing/office.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Seconds of a hundred requests each; `WRIT_LONG=60` for the full minute. */
const SECONDS = Number(process.env.WRIT_LONG ?? 5);

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

test(`${SECONDS} × 100 requests: memory stays as it is`, async () => {
  const office = await openOffice();
  const id = await office.ask('npm', 'publish');
  const second = async () => {
    const started = Date.now();
    for (let batch = 0; batch < 10; batch += 1) {
      const wrong = { authorization: 'Bearer no' };
      await Promise.all([
        ...Array.from({ length: 4 }, () => office.call('/api/pending')),
        ...Array.from({ length: 2 }, () => office.call(`/api/approve/${id}`, { fingerprint: 'another' })),
        ...Array.from({ length: 2 }, () => office.call('/api/pending', undefined, wrong)),
        ...Array.from({ length: 2 }, () => office.call(`/api/deny/${id}`, { reason: 'x'.repeat(5000) })),
      ]);
    }
    if (process.env.WRIT_LONG !== undefined)
      await new Promise((done) => setTimeout(done, 1000 - (Date.now() - started)));
  };
  for (let warm = 0; warm < 3; warm += 1) await second();
  const before = heap();
  for (let count = 0; count < SECONDS; count += 1) await second();
  const grown = heap() - before;
  console.log(`${SECONDS * 100} requests: heap ${before.toFixed(1)} MiB, then ${(before + grown).toFixed(1)} MiB`);
  expect(grown).toBeLessThan(4);
});
