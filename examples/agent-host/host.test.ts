import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'writ-host-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The host as one file, from the sources as they are. */
const host = join(folder, 'host.mjs');
beforeAll(() =>
  build({
    entryPoints: [here('host.js')],
    outfile: host,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    alias: Object.fromEntries(
      ['engine', 'dsl', 'std', 'approvals', 'storage-node'].map((name) => [
        `@writ/${name}`,
        here(`../../packages/${name}/src/index.ts`),
      ]),
    ),
  }),
);

/** Util-linux's `script` runs a program at a terminal of its own. */
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;
const atTerminal = test.skipIf(!hasTerminal);
if (!hasTerminal) console.warn('host.test.ts: no `script` of util-linux, so the terminal is NOT tested here');

const environment = {
  ...process.env,
  WRIT_DEMO_HOME: join(folder, 'home'),
  WRIT_DEMO_FILES: pathToFileURL(here('./')).href,
};

/** Plays the session at a terminal and gives these answers, one to each question; what was on the screen. Forgets first. */
async function play(...answers: readonly string[]): Promise<Played> {
  rmSync(join(folder, 'home', 'store'), { recursive: true, force: true });
  return playIn(join(folder, 'home'), ...answers);
}

interface Played {
  readonly screen: string;
  readonly asked: number;
}

/** As that, with what earlier runs in that folder have left. */
async function playIn(home: string, ...answers: readonly string[]): Promise<Played> {
  const child = spawn('script', ['-qec', `${process.execPath} ${host}`, '/dev/null'], {
    env: { ...environment, WRIT_DEMO_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let asked = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    const questions = plain(screen).split('\n  > ').length - 1;
    while (asked < questions) {
      child.stdin.write(`${answers[asked] ?? 'n'}\n`);
      asked += 1;
    }
  });
  const timer = setTimeout(() => child.kill(), 40_000);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { screen: plain(screen), asked };
}

/** The text without what moves the cursor. */
const plain = (screen: string) => screen.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\r/g, '');

const project = join(folder, 'home', 'project');

atTerminal('asked once, remembered, and not asked again in the next run', async () => {
  const first = await play('always 2', 'no');
  expect(first.screen).toContain('hello from the project');
  expect(first.screen).toMatch(/cat \.env\nrefused \(denied-by-policy\).*secrets/);
  expect(first.screen).toMatch(/rm -rf src\nrefused \(denied-by-policy\)/);
  expect(first.screen).toMatch(/node src\/hello\.js && echo 'it runs' > notes\/log\.txt\nruns \(allowed\)/);
  expect(first.screen).toContain('refused (denied-by-person)');
  expect(first.asked).toBe(2);
  expect(existsSync(join(project, 'src', 'hello.js'))).toBe(true);
  expect(readFileSync(join(project, 'notes', 'log.txt'), 'utf8')).toBe('it runs\n');
  const second = await playIn(join(folder, 'home'), 'no');
  expect(second.asked).toBe(1);
  expect(second.screen).toMatch(/\$ node src\/hello\.js\nruns \(allowed\)/);
  expect(second.screen).not.toContain('do-not-show-this');
});

atTerminal('it is a real terminal, and the offers are listed with what they cover', async () => {
  const { status } = spawnSync('script', ['-qec', 'test -t 0 && test -t 1', '/dev/null'], { stdio: 'ignore' });
  expect(status).toBe(0); // …as the host sees it: where it is none, nobody is asked (below).
  const { screen } = await play('n', 'n', 'n');
  expect(screen).toMatch(/The agent wants to run:\n\n {4}node src\/hello\.js\n/);
  expect(screen).toContain('it runs the project');
  expect(screen).toMatch(/ {2}always 1 {5}run node src\/hello\.js; this very request only {3}\(or: session 1\)/);
  expect(screen).toMatch(/ {2}always 2 {5}run node src\/hello\.js; the same words in any folder/);
  expect(screen).toMatch(/ {2}never 1 {6}run node src\/hello\.js/);
});

atTerminal('for the session: not asked again in this run, and asked in the next', async () => {
  const first = await play('session 2', 'n');
  expect(first.asked).toBe(2);
  expect(first.screen).toMatch(/node src\/hello\.js && echo 'it runs' > notes\/log\.txt\nruns \(allowed\)/);
  expect((await play('n', 'n', 'n')).asked).toBe(3);
});

atTerminal('once: run for real, and asked the next time', async () => {
  const { screen, asked } = await play('once', 'y', 'no');
  expect(asked).toBe(3);
  expect(screen).toContain('runs (answered)\nhello from the project');
  expect(readFileSync(join(project, 'notes', 'log.txt'), 'utf8')).toBe('it runs\n');
});

atTerminal('never: refused now and in the next run, and nobody is asked', async () => {
  const home = join(folder, 'never');
  const first = await playIn(home, 'never 1', 'n', 'n');
  expect(first.screen).toContain('refused (denied-by-person)');
  const second = await playIn(home, 'n');
  expect(second.screen).toMatch(/\$ node src\/hello\.js\nrefused \(denied-by-policy\)/);
  expect(second.asked).toBe(1);
});

atTerminal('a word that is no answer is asked about again', async () => {
  const { screen } = await play('perhaps', 'always 9', 'n', 'n');
  expect(screen).toContain('Please answer with one of these words.');
});

test('where nobody can be asked, what would be asked is refused', () => {
  const alone = { ...environment, WRIT_DEMO_HOME: join(folder, 'alone') };
  const { stdout } = spawnSync(process.execPath, [host], {
    env: alone,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(stdout).toMatch(/\$ node src\/hello\.js\nrefused \(nobody-answered\)/);
  expect(stdout).toMatch(/\$ ls -a\nruns \(allowed\)/);
});
