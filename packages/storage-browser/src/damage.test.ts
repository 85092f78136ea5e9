import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inPage, note, prepareFaults, times } from './testing/faults.ts';
import { executablePath, type Profile } from './testing/pages.ts';

const inBrowser = test.skipIf(executablePath === '');
const WRITES = 20;
const LARGE = 4 * 1024 * 1024;

/** What can become of a file of the browser's database. */
const DAMAGES: Readonly<Record<string, (path: string) => Promise<void>>> = {
  deleted: (path) => rm(path),
  emptied: (path) => writeFile(path, ''),
  'cut in half': async (path) => {
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, Math.floor(bytes.length / 2)));
  },
  'cut near its end': async (path) => {
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, Math.max(0, bytes.length - 300)));
  },
  'flipped in the middle': (path) => flip(path, 0.5),
  'flipped near its start': (path) => flip(path, 0.1),
};

async function flip(path: string, where: number): Promise<void> {
  const bytes = await readFile(path);
  const from = Math.floor(bytes.length * where);
  for (let at = from; at < Math.min(from + 4, bytes.length); at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(path, bytes);
}

inBrowser(
  'a damaged file of the database: never an allow of what is not granted, never an older state unsaid',
  async () => {
    const { profile, visit, end } = await prepareFaults();
    onTestFinished(end);
    const { context, page } = await visit();
    await inPage.grant(page);
    for (let write = 1; write <= WRITES; write += 1) await inPage.next(page);
    await context.close();
    const files = await databaseFiles(profile);
    expect(files.length).toBeGreaterThan(3);
    const cases = files.flatMap((file) => Object.keys(DAMAGES).map((damage) => ({ file, damage })));
    const chosen = cases.filter((_, index) => index % Math.ceil(cases.length / times(cases.length)) === 0);
    const figures = { cases: chosen.length, intact: 0, called: 0 };
    for (const { file, damage } of chosen) {
      const copy = await profile.copy();
      await DAMAGES[damage]?.(join(copy.folder, file));
      const visited = await visit(copy);
      const found = await inPage.count(visited.page);
      const isIntact = found === WRITES;
      expect([isIntact || typeof found === 'string', `${file} ${damage}: ${found}`]).toEqual([true, expect.anything()]);
      expect(await inPage.allows(visited.page, 'make')).toBe(isIntact);
      expect(await inPage.allows(visited.page, 'rm')).toBe(false);
      figures[isIntact ? 'intact' : 'called'] += 1;
      await visited.context.close();
      await copy.remove();
    }
    note('damage', figures);
  },
);

/** The files of the page's database, relative to the profile. */
async function databaseFiles({ folder }: Profile): Promise<readonly string[]> {
  const base = 'Default/IndexedDB';
  const [name = ''] = (await readdir(join(folder, base))).filter((one) => one.endsWith('.leveldb'));
  return (await readdir(join(folder, base, name))).sort().map((file) => join(base, name, file));
}

inBrowser('no room in the browser: nothing is changed, it is said, and it goes on once there is room', async () => {
  const { profile, origin, end } = await prepareFaults();
  onTestFinished(end);
  const context = await profile.start();
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  // Before the page opens its database, because the browser remembers for long how much room there was.
  await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 * 1024 });
  await page.goto(origin);
  await inPage.grant(page);
  let written = 0;
  let last: number | string = 0;
  for (let write = 1; write <= 10 && typeof last === 'number'; write += 1) {
    written = last;
    last = await inPage.next(page, LARGE);
  }
  expect(last).toMatch(/no room left/);
  expect(await inPage.count(page)).toBe(written);
  expect([await inPage.allows(page, 'make'), await inPage.allows(page, 'rm')]).toEqual([true, false]);
  await tools.send('Storage.overrideQuotaForOrigin', { origin });
  await expect.poll(() => inPage.next(page, LARGE), { timeout: 60_000 }).toBe(written + 1);
  await context.close();
});
