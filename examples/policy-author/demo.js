// Judges the commands of `session.jsonl` under `team.writ` and prints what a person would want to see.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const writ = fileURLToPath(new URL('../../packages/cli/dist/writ.js', import.meta.url));
const places = ['--workspace', '/work/shop', '--cwd', '/work/shop', '--home', '/home/dev'];

const session = readFileSync(`${here}session.jsonl`, 'utf8');
const judged = spawnSync(process.execPath, [writ, 'eval', '--batch', '--layer', 'user=team.writ', ...places], {
  cwd: here,
  input: session,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (judged.status !== 0) {
  process.stderr.write(judged.stderr);
  process.exit(judged.status ?? 70);
}

const commands = session
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const answers = judged.stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const colours = { allow: '32', ask: '33', deny: '31' };
const plain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR);
const paint = (effect) => (plain ? effect.padEnd(5) : `\u001b[${colours[effect]}m${effect.padEnd(5)}\u001b[0m`);
const cut = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
const oneLine = (text) => text.replaceAll('\n', '⏎');

const counts = { allow: 0, ask: 0, deny: 0 };
process.stdout.write(`${'effect'.padEnd(7)}${'command'.padEnd(58)}${'rule'.padEnd(20)}reason\n`);
answers.forEach((answer, at) => {
  counts[answer.effect] += 1;
  const [cause] = answer.causes;
  const rule = cause === undefined ? '-' : `${cause.file.split('/').pop()}:${cause.line}`;
  const command = cut(oneLine(commands[at].command), 56).padEnd(58);
  process.stdout.write(
    `${paint(answer.effect)}  ${command}${rule.padEnd(20)}${cut(oneLine(answer.reasons[0] ?? ''), 90)}\n`,
  );
});
process.stdout.write(`\n${answers.length} commands: ${counts.allow} allow, ${counts.ask} ask, ${counts.deny} deny\n`);
