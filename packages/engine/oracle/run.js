// `npm run oracle -- [options]`, `npm run fuzz -- [options]`: bundles the one that is named, as Node.js 20 does not read
// TypeScript, and runs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [entry = 'main.ts'] = process.argv.splice(2, 1);
const folder = fileURLToPath(new URL('.', import.meta.url));
const built = mkdtempSync(join(tmpdir(), 'writ-oracle-built-'));
const outfile = join(built, 'main.mjs');
process.env.WRIT_ORACLE_FOLDER = folder; // the bundle lies elsewhere than the files that it reads
try {
  await build({
    entryPoints: [join(folder, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(built, { recursive: true, force: true });
}
