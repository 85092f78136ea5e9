import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @typedef {'this' | 'next'} Version */
/** @typedef {{ readonly path: string, readonly remove: () => Promise<void> }} Bundle */

/**
 * A program of this folder as one file that plain Node.js runs, from the sources as they are; and how to remove it.
 * `next`: as a later version would have it.
 * @param {string} program
 * @param {Version} [version]
 * @returns {Promise<Bundle>}
 */
export async function bundle(program, version) {
  const folder = await mkdtemp(join(tmpdir(), 'writ-program-'));
  const path = join(folder, `${program}.mjs`);
  await bundleTo(source(`./${program}.ts`), path, version);
  return { path, remove: () => rm(folder, { recursive: true }) };
}

/**
 * @param {string} entry a file of this package
 * @param {string} outfile
 * @param {Version} [version]
 */
export async function bundleTo(entry, outfile, version = 'this') {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: version === 'next' ? [nextVersion] : [],
    alias: {
      '@writ/approvals': source('../../../approvals/src/index.ts'),
      '@writ/dsl': source('../../../dsl/src/index.ts'),
      '@writ/engine': source('../../../engine/src/index.ts'),
    },
  });
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

/**
 * Puts what a later version would change in the place of ours.
 * @type {import('esbuild').Plugin}
 */
const nextVersion = {
  name: 'next-version',
  setup: ({ onLoad, onResolve }) => {
    const validator = source('../../../approvals/src/generated/validate-store-document.js');
    onLoad({ filter: /\/versions\.ts$/ }, () => ({ contents: VERSIONS }));
    onLoad({ filter: /\/validate-store-document\.js$/, namespace: 'file' }, () => ({ contents: VALIDATOR }));
    onResolve({ filter: /^this-version$/ }, () => ({ path: validator, namespace: 'this-version' }));
    onLoad({ filter: /.*/, namespace: 'this-version' }, ({ path }) => ({ contents: readFileSync(path, 'utf8') }));
  },
};
