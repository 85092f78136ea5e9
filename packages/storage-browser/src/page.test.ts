import type { Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, bundle, executablePath, openProfile, serve } from './testing/pages.ts';

const inBrowser = test.skipIf(executablePath === '');
const cleanUp: (() => Promise<unknown> | unknown)[] = [];
let server: Server | undefined;
let origin = '';
let context: BrowserContext;

beforeAll(async () => {
  if (executablePath === '') return;
  const [entry = ''] = await blocksOf('js');
  const [page = ''] = await blocksOf('html');
  ({ server, origin } = await serve(page, await bundle(entry)));
  const profile = await openProfile();
  context = await profile.start();
  cleanUp.push(
    () => context.close(),
    profile.remove,
    () => server?.close(),
  );
});
afterAll(async () => {
  for (const step of cleanUp) await step();
});

/** Opens a tab that says yes to every question, and writes down which there were. */
async function openTab(): Promise<{ readonly page: Page; readonly asked: string[]; readonly mistakes: string[] }> {
  const page = await context.newPage();
  const asked: string[] = [];
  const mistakes: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.accept();
  });
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  page.on('request', (request) => request.url().startsWith(origin) || mistakes.push(request.url()));
  await page.goto(origin);
  await settled(page);
  return { page, asked, mistakes };
}

/** What the page says once it says something. `page.waitForFunction` would need `eval`, which the page forbids. */
async function settled(page: Page): Promise<string> {
  await expect.poll(() => page.textContent('#answer'), { timeout: 20_000 }).not.toBe('');
  return (await page.textContent('#answer')) ?? '';
}

async function run(page: Page, command: string): Promise<string> {
  await page.evaluate(() => document.getElementById('answer')?.replaceChildren());
  await page.fill('#command', command);
  await page.press('#command', 'Tab');
  return settled(page);
}

inBrowser(
  'the page of docs/browser.md: judged, asked once for good, and not again in another tab or after a reload',
  async () => {
    const first = await openTab();
    expect(await run(first.page, 'git status')).toBe('run: allowed');
    expect(first.asked).toEqual([]);
    expect(await run(first.page, 'make')).toBe('run: answered');
    expect(first.asked).toEqual(['Run make?']);
    const second = await openTab();
    expect(await run(second.page, 'make')).toBe('run: allowed');
    await first.page.reload();
    expect(await settled(first.page)).toBe('ready');
    expect(await run(first.page, 'make')).toBe('run: allowed');
    expect([...first.asked, ...second.asked]).toEqual(['Run make?']);
    expect([...first.mistakes, ...second.mistakes]).toEqual([]);
  },
);
