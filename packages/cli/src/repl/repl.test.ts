import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scratch } from '../testing/scratch.ts';

const place = scratch();
afterAll(place.end);

const through = (...lines: readonly string[]): string =>
  place.run('writ repl --policy team.writ', lines.map((line) => `${line}\n`).join('')).out;

test.for<[lines: readonly string[], shown: RegExp]>([
  [['git status'], /^allow\n/],
  [
    ['npm run deploy', ':rule allow run npm run deploy'],
    /^ask\n.*trying `allow run npm run deploy`.*\nnpm run deploy\nallow\n/s,
  ],
  [['npm run deploy', ':rule allow run npm run deploy', ':undo'], /no longer trying.*\nnpm run deploy\nask\n/s],
  [[':rule allow run npm run deploy', ':rules'], /\nallow run npm run deploy\n$/],
  [[':rule alow run x'], /did you mean `allow`/],
  [['git push', ':why'], /\^\^\^.*team\.writ:35:1/s],
  [[':why git push'], /\^\^\^/],
  [[':why'], /type a command first/],
  [['cat a', ':set cwd /etc'], /^allow\n.*cat a\nask\n/s],
  [[':set dialect fish'], /there are sh, bash, zsh/],
  [[':set mode plan', ':set'], /mode +plan/],
  [[':set mood good'], /there are cwd, mode/],
  [[':acts cp a b'], /`cp a b`\n {2}reading `a`\n {2}writing `b/],
  [[':help'], /:rule allow run/],
  [[':hlep'], /there is no `:hlep`/],
  [[':quit', 'git status'], /^$/],
  [['# a comment', '', '  git status'], /^allow\n/],
])('through a pipe, %j', ([lines, shown]) => {
  expect(through(...lines)).toMatch(shown);
});

/** Types into the command on a pseudo-terminal, each piece when the one before has been answered. */
async function onTerminal(pieces: readonly (readonly [typed: string, until: string])[]): Promise<string> {
  const child = spawn('script', ['-qec', 'writ repl --policy team.writ', '/dev/null'], {
    cwd: place.folder,
    env: place.env,
  });
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const shows = async (text: string, from: number): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!seen.slice(from).includes(text)) {
      if (Date.now() > end)
        throw new Error(`${JSON.stringify(text)} does not come: ${JSON.stringify(seen.slice(from))}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await shows('writ> ', 0);
  for (const [typed, until] of pieces) {
    const from = seen.length;
    child.stdin.write(typed);
    await shows(until, from);
  }
  child.stdin.write('\u0004');
  expect(await ended).toBe(0);
  return seen;
}

const UP = '\u001b[A';

test('on a terminal: a prompt, colour, editing, Ctrl-C, completion, and a history that lasts', async () => {
  const seen = await onTerminal([
    ['git status\r', '\u001b[32mallow'],
    ['rubbish\u0003', '^C'],
    ['git pushh\u007f\r', '\u001b[33mask'],
    [':ru', ':ru'],
    ['\t', 'le'],
    ['\u0015:why\r', '^^^'],
  ]);
  expect(seen).not.toContain('rubbish: ');
  const history = join(place.env.HOME ?? '', '.local/state/writ/repl-history');
  expect(readFileSync(history, 'utf8')).toBe('git status\ngit push\n:why\n');
  expect(statSync(history).mode & 0o777).toBe(0o600);
  await onTerminal([[`${UP}${UP}${UP}\r`, '\u001b[32mallow']]);
  await onTerminal([[' git secret\r', 'ask']]);
  expect(readFileSync(history, 'utf8')).not.toContain('secret');
});
