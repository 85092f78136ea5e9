// `npm run check [-- NAME…]`: everything that can be said about the code without running it.
// All checks run, even after one fails: one round tells all there is to repair.
import { spawnSync } from 'node:child_process';
import { PACKAGES } from './build-steps.js';
import { root } from './repository-files.js';

const NODE = process.execPath;
const tsc = [NODE, 'node_modules/typescript/bin/tsc'];

/** @type {Readonly<Record<string, readonly (readonly string[])[]>>} */
const CHECKS = {
  build: [[NODE, 'scripts/build.js']],
  types: [[...tsc, '-p', 'tsconfig.tools.json']],
  lint: [[NODE, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=100']],
  imports: [[NODE, 'scripts/check-imports.js']],
  text: [[NODE, 'scripts/check-text.js']],
  unused: [[NODE, 'node_modules/knip/bin/knip.js', '--no-config-hints']],
  packages: PACKAGES.map((name) => [NODE, 'node_modules/publint/src/cli.js', `packages/${name}`, '--strict']),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => CHECKS[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(', ')}: there are ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(1);
}

const failed = Object.entries(CHECKS).filter(([name, commands]) => {
  if (named.length > 0 && !named.includes(name)) return false;
  console.log(`\n— ${name}`);
  return !commands.every(runs);
});
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(([name]) => name).join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

/** @param {readonly string[]} command */
function runs([program = '', ...args]) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status === 0;
}
