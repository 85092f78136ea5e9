// `npm run bench -- page`: how long the playground takes from a key to the verdict, measured in the built page by its own clock.
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { serve } from '../examples/playground/e2e/serve.js';
import { BROWSER_ARGUMENTS, findOrInstallBrowser } from '../scripts/find-browser.js';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const KEYS = 200;
const RULES = [
  'allow run git (status|log|diff) **',
  'ask run git push ** because "others see it"',
  'deny read ./secrets/**',
  'allow read|write ./src/**',
  'allow connect *.example.org',
  'deny run rm -r -f because "this cannot be undone"',
];
/** 200 lines of rules, no two alike. */
const POLICY = Array.from({ length: 200 }, (_, line) =>
  (RULES[line % RULES.length] ?? '').replace(/git|secrets|src|example|rm/, (word) =>
    line < 6 ? word : `${word}-${line}`,
  ),
).join('\n');
const COMMAND = 'git status && git push --force origin main';

export async function benchPage() {
  const executablePath = await findOrInstallBrowser((sentence) => console.error(sentence));
  if (executablePath === undefined) throw new Error('No Chromium was found: name one in CHROMIUM_PATH.');
  const folder = at('../.cache/bench/playground');
  const outDir = { outDir: folder, emptyOutDir: true };
  await build({ configFile: at('../examples/playground/vite.config.js'), logLevel: 'error', build: outDir });
  const { origin, close } = await serve(folder);
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  const page = await browser.newPage();
  await page.addInitScript(recordKeys);
  await page.goto(`${origin}#1.${deflateRawSync(JSON.stringify([POLICY, COMMAND])).toString('base64url')}`);
  await page.locator('#verdict').waitFor();

  console.log(`\nFrom a key to the verdict, ${KEYS} keys, a policy of 200 lines; load ${loadavg()[0]?.toFixed(1)}`);
  await page.getByLabel('A command, or a tool call as JSON').focus();
  await page.keyboard.press('End');
  print('in the command', await times(page));
  await page.getByRole('textbox', { name: 'Policy' }).click();
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('\n# ');
  print('in the policy', await times(page));
  await browser.close();
  close();
}

/**
 * What one key after the other took, each pressed when the page had come to rest.
 * @param {import('playwright').Page} page
 * @returns {Promise<readonly number[]>}
 */
async function times(page) {
  await page.evaluate(() => /** @type {any} */ (globalThis).keyTimes.splice(0));
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('abcdefgh '[key % 9] ?? 'a');
    await page.waitForTimeout(120);
  }
  return page.evaluate(() => /** @type {any} */ (globalThis).keyTimes);
}

/** In the page: notes for each key when the verdict after it was in the document. */
function recordKeys() {
  /** @type {number[]} */
  const keyTimes = [];
  Object.assign(globalThis, { keyTimes });
  let pressed = 0;
  addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true });
  const seen = new MutationObserver((changes) => {
    const isVerdict = changes.some(({ target }) => target instanceof Element && target.matches('[aria-live="polite"]'));
    if (!isVerdict || pressed === 0) return;
    keyTimes.push(performance.now() - pressed);
    pressed = 0;
  });
  addEventListener('DOMContentLoaded', () => seen.observe(document.body, { childList: true, subtree: true }));
}

/**
 * @param {string} where
 * @param {readonly number[]} times
 */
function print(where, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const share = (/** @type {number} */ part) =>
    `${(sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1)} ms`;
  console.log(
    `${where.padEnd(16)} best ${share(0)}, median ${share(0.5)}, p95 ${share(0.95)} (${times.length} verdicts)`,
  );
}
