import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A program that plain Node.js runs, and how to remove it. */
export interface Bundle {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** A program of this folder as one file, from the sources as they are; `next`: as a later version would have it. */
export async function bundle(program: string, version: 'this' | 'next' = 'this'): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-program-'));
  const path = join(folder, `${program}.mjs`);
  await build({
    entryPoints: [source(`./${program}.ts`)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: version === 'next' ? [nextVersion] : [],
    alias: {
      '@writ/approvals': source('../../../approvals/src/index.ts'),
      '@writ/engine': source('../../../engine/src/index.ts'),
    },
  });
  return { path, remove: () => rm(folder, { recursive: true }) };
}

/** As it may be one day: the version counts one up, and documents have a field more. */
const VERSIONS = `
  export const VERSION = 2;
  export const MIGRATIONS = { 1: (older) => ({ ...older, version: 2, plans: [] }) };
`;
const VALIDATOR = `
  import validateDocument from 'this-version';
  export default (document) => document.version === 2 && validateDocument({ ...document, version: 1 });
`;

/** Puts what a later version would change in the place of ours. */
const nextVersion: Plugin = {
  name: 'next-version',
  setup: ({ onLoad, onResolve }) => {
    const validator = source('../../../approvals/src/generated/validate-store-document.js');
    onLoad({ filter: /\/versions\.ts$/ }, () => ({ contents: VERSIONS }));
    onLoad({ filter: /\/validate-store-document\.js$/, namespace: 'file' }, () => ({ contents: VALIDATOR }));
    onResolve({ filter: /^this-version$/ }, () => ({ path: validator, namespace: 'this-version' }));
    onLoad({ filter: /.*/, namespace: 'this-version' }, ({ path }) => ({ contents: readFileSync(path, 'utf8') }));
  },
};
