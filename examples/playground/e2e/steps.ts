import type { BrowserContext, Page } from 'playwright';
import { expect } from 'vitest';

/** Long enough for a policy of 1 MiB on a busy machine; what comes sooner is not waited for. */
const patiently = { timeout: 60_000 };

const verdict = (page: Page) => page.locator('#verdict');
export const terminal = (page: Page) => page.getByLabel('Run a command as the agent');
export const log = (page: Page) => page.getByRole('log');

/** Types a command, or a tool call, in place of what was there. */
export const type = async (page: Page, command: string) => {
  await page.getByLabel('A command, or a tool call as JSON').fill(command);
};

/** The verdict says so, now or soon. */
export const says = async (page: Page, text: string | RegExp) => {
  await expect.poll(() => verdict(page).textContent(), patiently).toMatch(text);
};

export const runAsAgent = async (page: Page, command: string) => {
  await terminal(page).fill(command);
  await terminal(page).press('Enter');
};

/** The agent's log says so, now or soon. */
export const logged = async (page: Page, text: RegExp) => {
  await expect.poll(() => log(page).textContent(), patiently).toMatch(text);
};

/** Remembers the first of the offers in the prompt that is open. */
export const sayAlways = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: /^Always/ })
    .first()
    .click();

/** A window in which a property of the page cannot even be read: what a private window, or a setting, does to storage. */
export const without = (property: 'indexedDB' | 'localStorage') => (context: BrowserContext) =>
  context.addInitScript((name) => {
    Object.defineProperty(globalThis, name, {
      get: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
  }, property);
