import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openFileStore } from './file-store.ts';
import { type Bundle, bundle } from './testing/bundle.js';
import { withGrants } from './testing/test-world.ts';

/** Today's program, and one of a later version whose documents have a field more. */
const programs = {} as { today: Bundle; later: Bundle };
beforeAll(async () => {
  programs.today = await bundle('writer');
  programs.later = await bundle('writer', 'next');
});
afterAll(() => Promise.all(Object.values(programs).map((program) => program.remove())));

async function storeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-versions-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Counts up twice in a store; what it said. */
async function countIn(folder: string, program: Bundle): Promise<string> {
  const running = promisify(execFile)(process.execPath, [program.path, folder, 'count', 'total', '2']);
  const { stdout } = await running.catch((error: { stdout: string }) => error);
  return stdout.trim();
}

const newestIn = async (folder: string) => {
  const name = (await readdir(folder)).sort().at(-1) ?? '';
  return JSON.parse((await readFile(join(folder, name), 'utf8')).split('\n')[2] ?? '') as Record<string, unknown>;
};

test('the later program goes on with the store of today’s, under its own version', async () => {
  const folder = await storeFolder();
  expect(await countIn(folder, programs.today)).toBe('1\n2');
  expect(await newestIn(folder)).toMatchObject({ version: 1, grants: [{ maxUses: 2 }] });
  expect(await countIn(folder, programs.later)).toBe('3\n4');
  expect(await newestIn(folder)).toMatchObject({ version: 2, plans: [], grants: [{ maxUses: 4 }] });
});

test('today’s program leaves the store of the later one alone, and says why', async () => {
  const folder = await storeFolder();
  await countIn(folder, programs.later);
  const before = await readdir(folder);
  expect(await countIn(folder, programs.today)).toMatch(
    /^invalid: .*it has version 2; this program reads up to version 1/,
  );
  expect(await readdir(folder)).toEqual(before);
  expect(await countIn(folder, programs.later)).toBe('3\n4');
});

test('while both write, the first step to the later version is the last of today’s program', async () => {
  const folder = await storeFolder();
  await countIn(folder, programs.today);
  const said = await Promise.all([programs.today, programs.later, programs.today].map((one) => countIn(folder, one)));
  const counted = said.flatMap((text) => text.split('\n')).filter((line) => /^[0-9]+$/.test(line));
  expect(new Set(counted).size).toBe(counted.length);
  expect(await newestIn(folder)).toMatchObject({ version: 2, grants: [{ maxUses: 2 + counted.length }] });
});

test('fields that a later program of the same version added survive ours', async () => {
  const folder = await storeFolder();
  const store = openFileStore(folder, { sync: false });
  const document = { ...withGrants('other'), plans: { later: [1, null] } };
  await store.compareAndSwap((await store.load()).revision, document);
  expect(await countIn(folder, programs.today)).toBe('1\n2');
  expect(await newestIn(folder)).toMatchObject({ plans: { later: [1, null] } });
});
