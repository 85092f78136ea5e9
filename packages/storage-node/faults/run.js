// `npm run faults [-- --tenth] [-- --only NAME] [-- --write]`: bundles the faults and the programs that are to suffer
// them, as Node.js 20 does not read TypeScript, and runs them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTo } from '../src/testing/bundle.js';

const source = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const built = mkdtempSync(join(tmpdir(), 'writ-faults-built-'));
process.env.WRIT_FAULTS_PROGRAMS = built;
process.env.WRIT_FAULTS_REPORT ??= source('../../../docs/faults.md');
try {
  await bundleTo(source('../src/testing/writer.ts'), join(built, 'writer.mjs'));
  await bundleTo(source('../src/testing/victim.ts'), join(built, 'victim.mjs'));
  await bundleTo(source('../src/testing/victim.ts'), join(built, 'victim-next.mjs'), 'next');
  await bundleTo(source('main.ts'), join(built, 'main.mjs'));
  await import(pathToFileURL(join(built, 'main.mjs')).href);
} finally {
  rmSync(built, { recursive: true, force: true });
}
