import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A program of this folder as one file that plain Node.js runs, from the sources as they are; and how to remove it. */
export async function bundle(
  program: string,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-program-'));
  const path = join(folder, `${program}.mjs`);
  await build({
    entryPoints: [source(`./${program}.ts`)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    alias: {
      '@writ/approvals': source('../../../approvals/src/index.ts'),
      '@writ/engine': source('../../../engine/src/index.ts'),
    },
  });
  return { path, remove: () => rm(folder, { recursive: true }) };
}
