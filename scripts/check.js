// `npm run check [-- NAME…]`: everything that can be said about the code without running it.
// All checks run, even after one fails: one round tells all there is to repair. What is built comes first, since others
// read it; they run beside each other.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
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

const { build, ...others } = Object.fromEntries(
  Object.entries(CHECKS).filter(([name]) => named.length === 0 || named.includes(name)),
);
const waiting = Object.entries(others);
const passed = new Map(build === undefined ? [] : [['build', await check('build', build)]]);
await Promise.all(Array.from({ length: availableParallelism() }, work));
const failed = [...passed].filter(([, isPassed]) => !isPassed).map(([name]) => name);
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    passed.set(next[0], await check(...next));
}

/**
 * Runs the commands of a check until one fails, and prints what they said.
 * @param {string} name
 * @param {readonly (readonly string[])[]} commands
 */
async function check(name, commands) {
  let said = '';
  for (const command of commands) {
    const [status, output] = await run(command);
    said += output;
    if (status === 0) continue;
    console.log(`\n— ${name}: failed\n${said}`);
    return false;
  }
  console.log(`\n— ${name}\n${said}`);
  return true;
}

/**
 * @param {readonly string[]} command
 * @returns {Promise<readonly [status: number | null, output: string]>}
 */
function run([program = '', ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (status) => resolve([status, output]));
  });
}
