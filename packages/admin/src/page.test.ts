import { type Browser, chromium, devices, type Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Office, openOffice, TOKEN } from './testing/office.ts';

/** `npm test` names one. */
const executablePath = process.env.WRIT_TEST_BROWSER ?? '';
const inBrowser = test.skipIf(executablePath === '');
if (executablePath === '') console.warn('page.test.ts: no browser was named, so the page is NOT tested here');

/** A browser that is a test tool, without a sandbox of its own and without calls home. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** In the end; a page takes its time. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 });

let browser: Browser | undefined;
beforeAll(async () => {
  if (executablePath !== '') browser = await chromium.launch({ executablePath, args: ARGUMENTS });
});
afterAll(() => browser?.close());

/** The page on a phone, signed in; whatever it complains about ends up in `complaints`. */
async function openPage(office: Office): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext(devices['Pixel 7']);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  await page.goto(`${office.server.url}#token=${TOKEN}`);
  return { page, complaints };
}

inBrowser('on a phone: read, approved, and the agent goes on; the token has left the address', async () => {
  const office = await openOffice();
  const id = await office.ask('npm', 'publish');
  const { page, complaints } = await openPage(office);
  await eventually(() => page.locator('article .text').allTextContents()).toEqual(['npm publish']);
  expect(page.url()).toBe(office.server.url);
  const width = await page.evaluate('[document.documentElement.scrollWidth, window.innerWidth]');
  expect((width as [number, number])[0]).toBeLessThanOrEqual((width as [number, number])[1]);
  expect((await page.locator('.approve').boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.locator('.reason').fill('release day');
  await page.locator('.approve').tap();
  await eventually(() => page.locator('.outcome').textContent()).toBe('approved.');
  expect((await office.call(`/api/pending/${id}`)).body).toMatchObject({
    status: 'approved',
    actor: 'page',
    reason: 'release day',
  });
  expect(complaints).toEqual([]);
});

inBrowser('denied, and remembered: each as it was chosen', async () => {
  const office = await openOffice();
  const [no, always] = [await office.ask('npm', 'publish'), await office.ask('npm', 'run', 'lint')];
  const { page } = await openPage(office);
  await eventually(() => page.locator('article').count()).toBe(2);
  await page.locator('article').nth(0).locator('.deny').tap();
  await page.locator('article').nth(1).locator('.offer').selectOption({ index: 1 });
  await page.locator('article').nth(1).locator('.approve').tap();
  await eventually(() => page.locator('.outcome').allTextContents()).toEqual(['denied.', 'approved.']);
  expect((await office.call(`/api/pending/${no}`)).body).toMatchObject({ status: 'denied' });
  expect((await office.call(`/api/pending/${always}`)).body).toMatchObject({
    status: 'approved',
    grants: [expect.any(String)],
  });
});

inBrowser('text that wants to be more than text stays text', async () => {
  const office = await openOffice();
  await office.ask('<img src=x onerror=alert(1)>', '</pre><script>alert(2)</script>', '\u202Egnp.exe');
  const { page, complaints } = await openPage(office);
  const text = page.locator('article .text');
  await expect
    .poll(() => text.textContent())
    .toContain("'<img src=x onerror=alert(1)>' '</pre><script>alert(2)</script>' '\\u{202E}gnp.exe'");
  expect(await page.locator('article img, article script').count()).toBe(0);
  expect(complaints).toEqual([]);
});

inBrowser('expired while it was on show: the button is dead, and says why', async () => {
  const office = await openOffice();
  await office.ask('npm', 'publish');
  const { page } = await openPage(office);
  await eventually(() => page.locator('.approve').count()).toBe(1);
  office.pass(3_600_000);
  await page.locator('.approve').tap();
  await eventually(() => page.locator('.outcome').textContent()).toMatch(/^it is expired already$|^It is over/);
  expect(await page.locator('.approve').isDisabled()).toBe(true);
});

inBrowser('without a token it asks for one, and a wrong one is said to be wrong', async () => {
  const office = await openOffice();
  const id = await office.ask('npm', 'publish');
  const { page } = await openPage(office);
  await page.evaluate('sessionStorage.clear()');
  await page.goto(office.server.url);
  await page.reload();
  await page.locator('#token').fill('wrong');
  await page.locator('#sign-in button').tap();
  await eventually(() => page.locator('#state').textContent()).toBe('That token is not the right one.');
  await page.locator('#token').fill(TOKEN);
  await page.locator('#sign-in button').tap();
  await eventually(() => page.locator('article').count()).toBe(1);
  expect((await office.call(`/api/pending/${id}`)).body).toMatchObject({ status: 'pending' });
});

inBrowser('a page of another site can neither read nor answer', async () => {
  const [office, elsewhere] = [await openOffice(), await openOffice()];
  const id = await office.ask('npm', 'publish');
  const { page } = await openPage(elsewhere);
  const attack = `fetch('${office.server.url}api/approve/${id}', { method: 'POST', body: '{}', headers: {
    authorization: 'Bearer ${TOKEN}', 'content-type': 'application/json' } }).then(() => 'reached', () => 'refused')`;
  expect(await page.evaluate(attack)).toBe('refused');
  expect((await office.call(`/api/pending/${id}`)).body).toMatchObject({ status: 'pending' });
});
