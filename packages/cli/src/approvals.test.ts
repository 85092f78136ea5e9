import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApprovalDesk, policySource } from '@writ/approvals';
import { nodeSurroundings, openFileStore } from '@writ/storage-node';
import { expect, onTestFinished, test } from 'vitest';
import { run } from './run.ts';
import { scratch } from './testing/scratch.ts';
import { fakeIo } from './testing-io.ts';

/** A store, the command on it, and an agent that asks. The command's clock and the agent's are one. */
function place() {
  const folder = mkdtempSync(join(tmpdir(), 'writ-approvals-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'store');
  const clock = { now: Date.UTC(2026, 0, 1) };
  const now = () => clock.now;
  const writ = async (
    args: readonly string[],
    given: { readonly input?: string; readonly isTerminal?: boolean } = {},
  ) => {
    const { io, out, err } = fakeIo({ cwd: folder, env: { WRIT_STORE: path, USER: 'ann', NO_COLOR: '1' }, ...given });
    const code = await run(args, { ...io, now });
    return { code, out: out(), err: err() };
  };
  const store = openFileStore(path, { sync: false });
  const desk = createApprovalDesk({
    ...{ store, policy: policySource({ layers: [] }), surroundings: { ...nodeSurroundings, now } },
    limits: { mostPendingPerAgent: 1000 },
  });
  onTestFinished(() => desk.close());
  const ask = (...argv: readonly string[]) =>
    desk.authorize({ request: { kind: 'exec', argv }, context: { agent: 'main', roots: ['/repo'], cwd: '/repo' } });
  const asked = async (...argv: readonly string[]) => (await ask(...argv)).approval?.id ?? 'nothing was asked';
  return { path, writ, ask, asked, desk, clock };
}

const json = (text: string) =>
  JSON.parse(text) as { readonly approvals?: readonly { readonly id: string }[]; readonly event?: string };

test('nothing waits at first', async () => {
  const { writ } = place();
  expect(await writ(['approvals'])).toEqual({ code: 0, out: 'nothing waits\n', err: '' });
});

test('listed with the redacted command, the rule that asked, age and expiry', async () => {
  const { writ, asked, clock } = place();
  const id = await asked('deploy', '--token=ghp_0123456789abcdefghijABCDEFGHIJ012345');
  clock.now += 5 * 60_000;
  const { out } = await writ(['approvals', 'list']);
  expect(out).toMatch(/^pending {2}deploy --token=/);
  expect(out).not.toContain('abcdefghij');
  expect(out).toContain(`${id}  main in /repo · no rule allows it · asked 5m ago, expires in 55m`);
  expect(json((await writ(['approvals', 'list', '--json'])).out)).toMatchObject({
    version: 1,
    approvals: [{ id, status: 'pending' }],
  });
});

test('P020: denied by someone, for a reason, which the agent hears', async () => {
  const { writ, ask, asked } = place();
  const id = await asked('deploy');
  expect(await writ(['approvals', 'deny', id, '--actor', 'bob', '--reason', 'not on a Friday'])).toMatchObject({
    code: 0,
  });
  expect(await ask('deploy')).toMatchObject({ outcome: 'refuse', detail: 'bob said no: not on a Friday' });
  expect((await writ(['approvals', 'show', id])).out).toContain('answered   bob: not on a Friday');
});

test('P021: expire --all-stale ends what is over, and nothing else', async () => {
  const { writ, asked, clock } = place();
  const old = await asked('deploy', 'old');
  clock.now += 30 * 60_000;
  const young = await asked('deploy', 'young');
  clock.now += 31 * 60_000;
  expect(json((await writ(['approvals', 'expire', '--all-stale', '--json'])).out)).toEqual({
    version: 1,
    expired: [old],
  });
  expect(await writ(['approvals', 'expire', '--all-stale'])).toMatchObject({ code: 0, out: 'nothing is over\n' });
  const left = json((await writ(['approvals', 'list', '--json'])).out).approvals;
  expect(left?.map(({ id }) => id)).toEqual([young]);
});

test('approved: what will run is shown, the agent runs it once', async () => {
  const { writ, ask, asked } = place();
  const id = await asked('deploy', '--prod');
  const approved = await writ(['approvals', 'approve', id]);
  expect(approved).toMatchObject({ code: 0, err: '' });
  expect(approved.out).toContain('would run  deploy --prod\n');
  expect((await ask('deploy', '--prod')).outcome).toBe('run');
  expect((await ask('deploy', '--prod')).outcome).toBe('refuse');
});

test.for<[typed: string, code: number, outcome: string]>([
  ['y\n', 0, 'run'],
  ['yes\n', 0, 'run'],
  ['n\n', 1, 'refuse'],
  ['\n', 1, 'refuse'],
  ['yy\n', 1, 'refuse'],
  ['', 1, 'refuse'],
])('at a terminal it asks once more: %j', async ([input, code, outcome]) => {
  const { writ, ask, asked } = place();
  const id = await asked('deploy');
  expect((await writ(['approvals', 'approve', id], { input, isTerminal: true })).code).toBe(code);
  expect((await ask('deploy')).outcome).toBe(outcome);
});

test('approved and remembered: the grant shows, and answers from then on', async () => {
  const { writ, ask, asked } = place();
  const id = await asked('npm', 'run', 'lint');
  expect((await writ(['approvals', 'show', id])).out).toContain(
    'remember   exact: run npm run lint (this very request only)',
  );
  const approved = await writ(['approvals', 'approve', id, '--remember', 'exact']);
  expect(approved.out).toContain('remembered: run npm run lint');
  for (let count = 0; count < 3; count += 1)
    expect(await ask('npm', 'run', 'lint')).toMatchObject({ reason: 'allowed' });
  expect((await writ(['grants', 'list'])).out).toContain('run npm run lint');
});

test('a second opinion, a late one and an unknown id change nothing and end with 1', async () => {
  const { writ, asked, clock } = place();
  const id = await asked('deploy');
  await writ(['approvals', 'approve', id]);
  expect(await writ(['approvals', 'approve', id])).toMatchObject({ code: 0 });
  expect(await writ(['approvals', 'deny', id])).toMatchObject({
    code: 1,
    err: 'writ: nothing was changed: it is approved already\n',
  });
  const late = await asked('deploy', 'late');
  clock.now += 3_600_000;
  expect(await writ(['approvals', 'approve', late])).toMatchObject({
    code: 1,
    err: expect.stringContaining('expired'),
  });
  expect(await writ(['approvals', 'approve', '../x'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no such request'),
  });
  expect(await writ(['approvals', 'approve'])).toMatchObject({ code: 64 });
  expect(await writ(['approvals', 'deny', id, '--remember', 'exact'])).toMatchObject({ code: 64 });
});

test('an approval is taken back before it is used', async () => {
  const { writ, ask, asked } = place();
  const id = await asked('deploy');
  await writ(['approvals', 'approve', id]);
  expect((await writ(['approvals', 'expire', id])).code).toBe(0);
  expect((await ask('deploy')).outcome).toBe('refuse');
});

test('a call whose process died is listed as in doubt, and given back by hand', async () => {
  const { writ, ask, asked } = place();
  const id = await asked('deploy');
  await writ(['approvals', 'approve', id]);
  await ask('deploy');
  expect((await writ(['approvals', 'list'])).out).toMatch(/^in doubt deploy\n/);
  expect(await writ(['approvals', 'rollback', id])).toMatchObject({ code: 0, out: 'it is approved again\n' });
  expect(await writ(['approvals', 'rollback', id])).toMatchObject({ code: 1 });
  expect((await ask('deploy')).outcome).toBe('run');
});

test('what tries to hide does not: line ends, direction marks, a long middle', async () => {
  const { writ, asked } = place();
  const id = await asked('echo', 'a\n\u202Eb', `${'x'.repeat(3000)}; rm -rf /; ${'y'.repeat(3000)}`);
  const { out } = await writ(['approvals', 'show', id]);
  expect(out).toContain('a\\u{A}\\u{202E}b');
  expect(out).toContain('; rm -rf /; ');
  expect(out).toContain('would not be seen');
});

test('a store that was damaged: said, left alone, exit code 1', async () => {
  const { writ, asked, path } = place();
  await asked('deploy');
  const { readdirSync, writeFileSync } = await import('node:fs');
  const newest = join(
    path,
    readdirSync(path)
      .filter((name) => name.startsWith('g-'))
      .sort()
      .at(-1) ?? '',
  );
  writeFileSync(newest, 'half a docu');
  for (const args of [['list'], ['show', 'apr_1'], ['approve', 'apr_1'], ['expire', '--all-stale']])
    expect(await writ(['approvals', ...args])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be used'),
    });
  expect(readFileSync(newest, 'utf8')).toBe('half a docu');
});

test('--watch tells what waits and what happens, one JSON line each', async () => {
  const { path, writ, asked } = place();
  const { env, end } = scratch([]);
  onTestFinished(end);
  const child = spawn('writ', ['approvals', 'list', '--watch', '--json'], {
    env: { ...env, WRIT_STORE: path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const events = () =>
    out
      .split('\n')
      .filter(Boolean)
      .map((line) => json(line).event);
  const id = await asked('deploy');
  await expect.poll(events, { timeout: 30_000 }).toEqual(['approval_requested']);
  await writ(['approvals', 'approve', id]);
  await expect.poll(events, { timeout: 30_000 }).toEqual(['approval_requested', 'approval_approved']);
});
