import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { BROWSER_ARGUMENTS } from '../../../scripts/find-browser.js';
import { serve } from './serve.js';

/** Set by `npm test` where a browser was found. */
export const executablePath = process.env.WRIT_TEST_BROWSER ?? '';

/** The built page on a server of its own, and a browser to visit it with. */
export interface Playground {
  readonly folder: string;
  readonly origin: string;
  /** A visit by somebody who was never here; mistakes are what the page itself complains about. */
  visit(options?: BrowserContextOptions, prepare?: (context: BrowserContext) => Promise<unknown>): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly mistakes: string[];
  /** Every address that was asked for, in order. */
  readonly asked: string[];
}

/** Builds the page and opens it for tests. */
export async function openPlayground(): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'writ-playground-'));
  const configFile = fileURLToPath(new URL('../vite.config.js', import.meta.url));
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production'; // As `vite build` has it; the runner of the tests says otherwise.
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  process.env.NODE_ENV = NODE_ENV;
  const { origin, close } = await serve(folder);
  const browser: Browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  return {
    folder,
    origin,
    visit: async (options = {}, prepare = async () => {}) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      await prepare(context);
      return follow(context, origin);
    },
    close: async () => {
      await browser.close();
      close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens one more tab. */
export async function follow(context: BrowserContext, address: string): Promise<Visit> {
  const page = await context.newPage();
  const mistakes: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  return { context, page, mistakes, asked };
}
