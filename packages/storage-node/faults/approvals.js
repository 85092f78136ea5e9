// `npm run faults:approvals -- [rounds]`: one approval and 64 retries of it in 8 processes, again and again, with fsync.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTo } from '../src/testing/bundle.js';

const source = (/** @type {string} */ path) => fileURLToPath(new URL(`../src/testing/${path}`, import.meta.url));
const rounds = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'writ-faults-'));
try {
  for (const name of ['once', 'desk-process']) await bundleTo(source(`${name}.ts`), join(folder, `${name}.mjs`));
  const { openScene, retryTogether } = await import(pathToFileURL(join(folder, 'once.mjs')).href);
  const start = Date.now();
  const scene = openScene(folder, join(folder, 'desk-process.mjs'), true);
  const tally = await retryTogether(scene, { rounds, processes: 8, retries: 64 });
  for (const line of tally.unexpected) console.log(line);
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `${tally.once} of ${rounds} approvals led to exactly one call, out of ${tally.retries} retries in 8 processes (${seconds} s)`,
  );
  process.exitCode = tally.once === rounds && tally.unexpected.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
