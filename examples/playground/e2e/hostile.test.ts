import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { executablePath, openPlayground, type Playground, type Visit } from './built.ts';
import { logged, runAsAgent, sayAlways, says, type, without } from './steps.ts';

let playground: Playground;
const linkOf = (value: unknown) => `#1.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;
const openLink = async (fragment: string): Promise<Visit> => {
  const visit = await playground.visit();
  await visit.page.goto(`${playground.origin}?again${fragment}`);
  return visit;
};

describe.skipIf(executablePath === '')('the built page, attacked', () => {
  beforeAll(async () => {
    playground = await openPlayground();
  }, 300_000);
  afterAll(() => playground.close());

  test('markup in a link stays text, wherever it is shown', async () => {
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const policy = `# ${markup}\nallow run '${markup}' because "${markup.replaceAll('"', "'")}"\ndeny run rm instead "javascript:alert(1)"\n${markup}\n`;
    const { page, mistakes, context } = await openLink(linkOf([policy, `rm '${markup}'; [[[${markup}`]));
    await says(page, /./);
    await page.getByRole('textbox', { name: 'Policy' }).click();
    await page.locator('.cm-content').waitFor();
    await page.locator('.cm-line').first().hover();
    expect(await page.locator('main img, main script, main a').count()).toBe(0);
    expect(await page.title()).toBe('Writ playground');
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test.for<[what: string, fragment: string]>([
    ['cut off', linkOf(['allow run ls', 'ls']).slice(0, -9)],
    ['no base64', '#1.%%%'],
    ['something else', linkOf({ policy: 1 })],
    ['a bomb', linkOf(['x'.repeat(80_000_000), ''])],
  ])('a link that is %s is refused with a word, and the page works', async ([, fragment]) => {
    const { page, mistakes, context } = await openLink(fragment);
    await says(page, 'Ask');
    expect(await page.locator('.notice').textContent()).toMatch(/this link cannot be read/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('a policy of 1 MiB is judged, and the page can still be used', async () => {
    const line = `allow run git log because "${'as long as a rule of a large team may be '.repeat(2)}"\n`;
    const { page, context } = await openLink(linkOf([line.repeat(Math.floor(1_048_000 / line.length)), 'git log']));
    await says(page, /Allow|Ask/);
    await type(page, 'rm -rf /');
    await says(page, 'Ask');
    await context.close();
  });

  test('a policy of 1 MiB of short rules can still be typed in, and what is put off or cut short is said', async () => {
    const rule = 'allow run git log\n';
    const keys = '# so many rules';
    const { page, context } = await openLink(linkOf([rule.repeat(Math.floor(1_048_000 / rule.length)), 'git log']));
    const problems = page.locator('.problems-box');
    await says(page, 'Allow');
    await expect.poll(() => problems.textContent(), { timeout: 120_000 }).toMatch(/more are not listed/);
    await page.getByRole('textbox', { name: 'Policy' }).click();
    await page.locator('.cm-content').press('Control+End');
    const start = performance.now();
    await page.keyboard.type(keys);
    const typedMs = performance.now() - start;
    const waiting = (await problems.textContent()) ?? '';
    const checkMs = 1000 * Number(/takes ([\d.]+) s, so it waits until you pause/.exec(waiting)?.[1]);
    console.log(`1 MiB of rules: ${keys.length} keys in ${typedMs.toFixed(0)} ms, one check takes ${checkMs} ms`);
    expect(typedMs).toBeLessThan((keys.length * checkMs) / 2);
    await expect.poll(() => problems.textContent(), { timeout: 120_000 }).toMatch(/more are not listed/);
    await context.close();
  });

  test('what cannot be seen in a command is written out, in the answer and in a prompt', async () => {
    const { page, context } = await playground.visit();
    const command = 'echo safe \u202e; touch x\u200b';
    await type(page, command);
    await expect.poll(() => page.locator('.command').textContent()).toContain('\\u{202E}');
    await runAsAgent(page, command);
    const shown = await page.getByRole('dialog').textContent();
    expect(shown).toContain('\\u{202E}');
    expect(shown).toContain('\\u{200B}');
    expect(shown).not.toMatch(/[\u202e\u200b]/);
    await context.close();
  });

  test('without IndexedDB, answers hold until the page is closed, and that is said', async () => {
    const { page, mistakes, context } = await playground.visit({}, without('indexedDB'));
    await says(page, 'Ask');
    await expect.poll(() => page.locator('.remembered').textContent()).toMatch(/until this page is closed/);
    await runAsAgent(page, 'mkdir build');
    await sayAlways(page);
    await logged(page, /runs: you said yes/);
    await runAsAgent(page, 'mkdir build');
    await logged(page, /runs: allowed/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('without localStorage, the page works', async () => {
    const { page, mistakes, context } = await playground.visit({}, without('localStorage'));
    await says(page, 'Ask');
    await page.getByRole('button', { name: /^Colours/ }).click();
    await runAsAgent(page, 'cat README.md');
    await logged(page, /# Weather/);
    expect(mistakes).toEqual([]);
    await context.close();
  });

  test('a record edited to nonsense allows nothing, is reported, and is replaced only when somebody says so', async () => {
    const { page, context } = await playground.visit();
    await runAsAgent(page, 'mkdir build');
    await sayAlways(page);
    await logged(page, /runs: you said yes/);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const open = indexedDB.open('writ:playground');
          open.onsuccess = () => {
            const change = open.result.transaction('writ', 'readwrite');
            change.objectStore('writ').put({ nonsense: true }, 'answers');
            change.oncomplete = () => {
              open.result.close();
              resolve();
            };
          };
        }),
    );
    await page.reload();
    await expect.poll(() => page.locator('.remembered').textContent()).toMatch(/cannot be used/);
    await runAsAgent(page, 'cat README.md');
    await page.getByRole('dialog').getByRole('button', { name: 'No', exact: true }).click();
    await page.getByRole('button', { name: 'Start anew' }).click();
    await expect.poll(() => page.locator('.remembered').textContent()).toMatch(/Nothing yet/);
    await context.close();
  });

  test.for(['while true; do :; done', "awk 'BEGIN { while (1) x++ }'", 'for i in $(seq 1 100000); do echo $i; done'])(
    'while the agent runs `%s`, the page goes on',
    async (command) => {
      const { page, context } = await openLink(linkOf(['default allow\n', 'ls']));
      await says(page, /./);
      await runAsAgent(page, command);
      await type(page, '{"tool": ');
      await says(page, 'Not a request');
      await logged(page, /runs|refused/);
      await context.close();
    },
  );
});
