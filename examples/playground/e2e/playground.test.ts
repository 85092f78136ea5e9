import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { executablePath, follow, openPlayground, type Playground } from './built.ts';
import { log, logged, runAsAgent, sayAlways, says, terminal, type } from './steps.ts';

let playground: Playground;
const answers = (page: Page) => page.locator('.remembered');

/** Types a text in place of what was there. */
const policyText = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Policy' }).click();
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
};
const lines = (page: Page) => page.locator('.cm-line').allTextContents();
/** What is selected in the editor, which stands in a shadow root. */
const selectedText = () =>
  (document.querySelector('.policy-text')?.shadowRoot as unknown as { getSelection(): Selection } | undefined)
    ?.getSelection()
    .toString() ?? '';
const picture = (name: string) =>
  fileURLToPath(new URL(`../../../docs/images/playground-${name}.png`, import.meta.url));

describe.skipIf(executablePath === '')('the built page', () => {
  beforeAll(async () => {
    playground = await openPlayground();
  }, 300_000);
  afterAll(() => playground.close());

  test('a first visit gets a first verdict, from its own server, in at most 250 kB', async () => {
    const { page, mistakes, asked, context } = await playground.visit();
    await says(page, 'Ask');
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.command').textContent()).toBe('git status && git push --force origin main');
    expect(await page.locator('.act.is-allow').textContent()).toBe('git status');
    expect(asked.filter((address) => !address.startsWith(playground.origin))).toEqual([]);
    const files = [...new Set(asked)]
      .map((address) => new URL(address).pathname)
      .filter((path) => path !== '/offline.js');
    const sizes = await Promise.all(
      files.map(async (path) => {
        const text = await readFile(join(playground.folder, path === '/' ? 'index.html' : path));
        return { path, size: gzipSync(text, { level: 9 }).length };
      }),
    );
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    console.log(`first load: ${(total / 1000).toFixed(1)} kB gzip in ${sizes.length} files`);
    expect(total).toBeLessThanOrEqual(250_000);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('a mistake is shown at its place, and gone once it is mended', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    await page.getByRole('textbox', { name: 'Policy' }).click();
    const editor = page.locator('.cm-content');
    await editor.press('Control+End');
    await page.keyboard.type('alow run ls\n');
    await expect.poll(() => page.locator('.problems-box').textContent()).toMatch(/did you mean `allow`/);
    expect(await page.locator('.cm-lint-marker-error').count()).toBeGreaterThan(0);
    await type(page, 'git status');
    await says(page, 'Ask'); // A broken policy allows nothing.
    await page
      .getByRole('button', { name: /error in line/ })
      .first()
      .click();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('allow run ls');
    await says(page, 'Allow');
    await expect.poll(() => page.locator('.problems-box').textContent()).toMatch(/sound/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('completion and help know the language and the programs', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    await page.getByRole('textbox', { name: 'Policy' }).click();
    await page.locator('.cm-content').press('Control+End');
    await page.keyboard.type('allow run git push --forc');
    await expect.poll(() => page.locator('.cm-tooltip-autocomplete').textContent()).toContain('--force-with-lease');
    await page.keyboard.press('Escape');
    await page.locator('.cm-line', { hasText: 'deny run rm' }).getByText('deny').hover();
    await expect.poll(() => page.locator('.cm-tooltip .help').textContent()).toMatch(/Never happens/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('the format button and its key lay the policy out, which can be undone; one with an error is left alone', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    await policyText(page, 'allow   run  git   status\n\n\n\ndeny run   rm');
    await page.getByRole('button', { name: 'Format' }).click();
    await expect.poll(() => lines(page)).toEqual(['allow run git status', '', 'deny run rm', '']);
    await page.locator('.cm-content').press('Control+z');
    await expect.poll(() => lines(page)).toContain('deny run   rm');
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => lines(page)).toEqual(['allow run git status', '', 'deny run rm', '']);
    await policyText(page, 'alow   run ls');
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => page.locator('.notice').textContent()).toMatch(/Not laid out: the policy has an error/);
    expect(await lines(page)).toEqual(['alow   run ls']);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('every ready policy is sound, passes its tests, and answers its line', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    const picker = page.getByLabel('Ready policies');
    const expected = [
      ['A first look', 'Ask'],
      ['Tool calls', 'Deny'],
      ['Look, do not touch', 'Ask'],
      ['The daily work', 'Ask'],
      ['Almost nothing', 'Deny'],
      ['Secrets stay secret', 'Deny'],
      ['Nothing gets lost', 'Ask'],
    ] as const;
    expect((await picker.locator('option').allTextContents()).slice(1)).toEqual(expected.map(([title]) => title));
    for (const [title, effect] of expected) {
      await page.evaluate(() => document.querySelector('.problems-box')?.replaceChildren());
      await picker.selectOption({ label: title });
      await expect.poll(() => page.locator('.problems-box').textContent()).toMatch(/^sound(, \d+ tests? hold)?$/);
      await says(page, effect);
    }
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('a click on the deciding rule jumps to it', async () => {
    const { page, mistakes, context } = await playground.visit();
    await type(page, 'rm -rf src');
    await says(page, 'Deny');
    const rule = page.locator('.answer').getByRole('button', { name: /^deny run rm/ });
    await rule.first().click();
    await expect.poll(() => page.locator('.cm-activeLine').textContent()).toMatch(/^deny run rm/);
    await expect.poll(() => page.evaluate(selectedText)).toMatch(/^deny run rm/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('ask → always → no further prompt after a reload; revoked → a prompt again', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    await runAsAgent(page, 'mkdir build');
    await sayAlways(page);
    await logged(page, /runs: you said yes/);
    await expect.poll(() => answers(page).textContent()).toMatch(/mkdir build/);
    await page.reload();
    await says(page, /./);
    await runAsAgent(page, 'mkdir build');
    await logged(page, /runs: allowed/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => answers(page).textContent(), { timeout: 10_000 }).toMatch(/used just now/);
    await answers(page)
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await expect.poll(() => answers(page).textContent()).toMatch(/Nothing yet/);
    await runAsAgent(page, 'mkdir build');
    await page.getByRole('dialog').getByRole('button', { name: 'No', exact: true }).click();
    await logged(page, /refused/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('two tabs: an answer in one is seen in the other at once, and settles its prompt too', async () => {
    const { page, context } = await playground.visit();
    const other = await follow(context, playground.origin);
    await Promise.all([says(page, 'Ask'), says(other.page, 'Ask')]);
    await runAsAgent(page, 'mkdir build');
    await runAsAgent(other.page, 'mkdir build');
    await other.page.getByRole('dialog').waitFor();
    await sayAlways(page);
    await logged(other.page, /runs: allowed/);
    expect(await other.page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => answers(other.page).textContent()).toMatch(/mkdir build/);
    await answers(other.page)
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await expect.poll(() => answers(page).textContent()).toMatch(/Nothing yet/);
    await context.close();
  });

  test('a share link shows the same in another browser, and is never sent to a server', async () => {
    const one = await playground.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await says(one.page, 'Ask');
    await type(one.page, 'rm -rf src # ü');
    await says(one.page, 'Deny');
    await one.page.getByRole('button', { name: 'Share' }).click();
    await expect.poll(() => one.page.url()).toMatch(/#1\./);
    const two = await playground.visit();
    await two.page.goto(one.page.url());
    await two.page.reload();
    await says(two.page, 'Deny');
    expect(await two.page.locator('.command').textContent()).toBe('rm -rf src # ü');
    expect([...one.asked, ...two.asked].filter((address) => new URL(address).search !== '')).toEqual([]);
    await one.context.close();
    await two.context.close();
  });

  test('a recorded session is played step by step', async () => {
    const { page, mistakes, context } = await playground.visit();
    await says(page, 'Ask');
    await page.getByLabel('A recorded session').selectOption({ label: 'An agent that was lured' });
    for (const expected of [/cat \.env[\s\S]*refused/, /sort < \.env[\s\S]*refused/, /"\$f"v[\s\S]*refused/]) {
      await page.getByRole('button', { name: 'Step' }).click();
      await logged(page, expected);
    }
    expect(await log(page).textContent()).not.toMatch(/WEATHER_TOKEN/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('without a network, everything goes on', async () => {
    const { page, context } = await playground.visit();
    await says(page, 'Ask');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await context.setOffline(true);
    await page.reload();
    await type(page, 'kubectl delete pod web');
    await says(page, 'Ask');
    await runAsAgent(page, 'cat README.md | head -1');
    await logged(page, /# Weather/);
    await context.close();
  });

  test.for(['light', 'dark'] as const)(
    'no serious accessibility finding in %s, nor in a prompt',
    async (colorScheme) => {
      const { page, context } = await playground.visit({ colorScheme });
      await says(page, 'Ask');
      await page.getByRole('textbox', { name: 'Policy' }).click();
      await page.locator('.cm-content').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await runAsAgent(page, 'mkdir build');
      await page.getByRole('dialog').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await context.close();
    },
  );

  test.for([
    { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 1000 } },
    { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 1000 } },
    {
      name: 'phone',
      colorScheme: 'light',
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    },
  ] as const)(
    'nothing is wider than the page in $name (UPDATE_DOCS=1 writes the picture of it)',
    async ({ name, ...options }) => {
      const { page, mistakes, context } = await playground.visit(options);
      await says(page, 'Ask');
      await page.getByLabel('A recorded session').selectOption({ label: 'An agent that was lured' });
      await page.getByRole('button', { name: 'Step' }).click();
      await logged(page, /refused/);
      await type(page, 'git status && git push --force origin main');
      await expect.poll(() => page.locator('.answer').textContent()).toMatch(/Decided byask run git push/);
      await expect.poll(() => page.locator('.stale').count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(mistakes).toEqual([]);
      if (process.env.UPDATE_DOCS === '1') await page.screenshot({ path: picture(name) });
      await context.close();
    },
  );

  test('by keyboard alone: from the line to a prompt and back', async () => {
    const { page, context } = await playground.visit();
    await says(page, 'Ask');
    await terminal(page).focus();
    await page.keyboard.type('mkdir build\n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter'); // The first button has the focus: allow once.
    await logged(page, /runs: you said yes/);
    await page.keyboard.type('mkdir other\n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await logged(page, /refused/);
    await context.close();
  });
});
