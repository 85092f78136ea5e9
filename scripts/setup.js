// Makes a fresh or freshly pulled clone ready: the right Node.js, installed packages, current build.
// Runs before every other script, so it uses nothing but what Node.js brings.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { firstDifference } from './installed.js';
import { nodeTooOld } from './node-version.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== undefined) fail(tooOld);

const missing = firstDifference(lockAt('package-lock.json'), lockAt('node_modules/.package-lock.json'));
if (missing !== undefined) {
  say(`Installing packages with npm ci (${missing}).`);
  // What packages would run on being installed is not needed here; one of them would even compile C.
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], 'npm ci did not succeed: see its message above.');
}

if (process.argv[2] !== 'install') {
  run(process.execPath, ['scripts/build.js', 'code'], 'The build did not succeed: see its message above.');
}

/** @param {string} path */
function lockAt(path) {
  return existsSync(`${root}${path}`) ? JSON.parse(readFileSync(`${root}${path}`, 'utf8')) : undefined;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} sorry
 */
function run(program, args, sorry) {
  const shell = process.platform === 'win32' && program === 'npm'; // npm is a .cmd file there
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status !== 0) fail(sorry);
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  say(sentence);
  process.exit(1);
}
