import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {Pick<import('./build-steps.js').Step, 'name' | 'inputs' | 'outputs'>} Made */

/**
 * Whether a step has to run. Contents decide, not dates: a branch switched back and forth builds nothing anew.
 * @param {string} root
 * @param {Made} step
 */
export function isStale(root, step) {
  const stamp = stampOf(root, step);
  if (step.outputs.some((output) => !existsSync(join(root, output)))) return true;
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digestOf(root, step.inputs);
}

/**
 * Runs a step and remembers what it was made from; the digest is taken first, so a change meanwhile is noticed later.
 * @param {string} root
 * @param {Made} step
 * @param {() => boolean} run whether it succeeded
 */
export function makeAndStamp(root, step, run) {
  const stamp = stampOf(root, step);
  rmSync(stamp, { force: true });
  const digest = digestOf(root, step.inputs);
  if (!run()) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

/**
 * @param {string} root
 * @param {Made} step
 */
function stampOf(root, step) {
  return join(root, '.cache/build', step.name.replaceAll(/\W+/g, '-'));
}

/**
 * @param {string} root
 * @param {readonly string[]} inputs
 */
function digestOf(root, inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesOf(root, input))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const NO_INPUT = new Set(['dist', 'node_modules', 'generated']);

/**
 * @param {string} root
 * @param {string} path
 * @returns {readonly string[]}
 */
function filesOf(root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  const names = readdirSync(absolute).sort();
  return names.flatMap((name) =>
    NO_INPUT.has(name) || name.endsWith('.test.ts') ? [] : filesOf(root, `${path}/${name}`),
  );
}
