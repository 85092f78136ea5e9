// `npm run bench [-- --smoke] [approvals|decisions|page|shell|startup|storage]`: bundles the benchmark with the sources as they are now, and runs it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

if (process.argv.includes('page')) {
  const { benchPage } = await import('./page.js');
  await benchPage();
  process.exit(0);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}.cache/bench/main.mjs`;

const built = await build({
  entryPoints: [`${root}bench/main.ts`],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['casbin', 'esbuild', 'unbash'],
  alias: {
    '@writ/engine': `${root}packages/engine/src/index.ts`,
    '@writ/dsl': `${root}packages/dsl/src/index.ts`,
    '@writ/approvals': `${root}packages/approvals/src/index.ts`,
    '@writ/storage-node': `${root}packages/storage-node/src/index.ts`,
  },
}).catch(() => undefined); // esbuild has said why
if (built === undefined) process.exit(1);
process.exit(spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
