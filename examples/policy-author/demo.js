// Judges the commands of `session.jsonl` under `team.writ` and prints what a person would want to see.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from './table.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const writ = fileURLToPath(new URL('../../packages/cli/dist/writ.js', import.meta.url));

const session = readFileSync(`${here}session.jsonl`, 'utf8');
const flags = ['--policy', 'team.writ', '--workspace', '/work/shop', '--home', '/home/dev'];
const judged = spawnSync(process.execPath, [writ, 'eval', '--batch', ...flags], {
  cwd: here,
  input: session,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (judged.status !== 0) {
  process.stderr.write(judged.stderr);
  process.exit(judged.status ?? 70);
}

const lines = (/** @type {string} */ text) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const colours = /** @type {Record<string, number>} */ ({ allow: 32, ask: 33, deny: 31 });
const plain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR);
const paint = (/** @type {string} */ effect) => (plain ? effect : `\u001b[${colours[effect]}m${effect}\u001b[0m`);
process.stdout.write(table(lines(session), lines(judged.stdout), paint));
