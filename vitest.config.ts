import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BROWSER_ARGUMENTS } from './scripts/find-browser.js';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm test` names a browser here; without one, as in `npx vitest`, tests run in Node.js alone. */
const executablePath = process.env.WRIT_TEST_BROWSER ?? '';

const exclude = ['**/node_modules/**', '**/dist/**'];

const node: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'node',
    provide: { share: 1 },
    include: ['{packages,examples,bench,scripts}/**/*.test.{ts,js}'],
    exclude: [...exclude, '**/*.browser.test.ts'],
  },
};

/** The pure packages once more, where they also have to run: a test that needs Node.js is named `*.node.test.ts`. */
const browser: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'browser',
    provide: { share: 0.1 }, // that a page judges as Node.js does is law 8, with 5,000 requests
    include: [
      'packages/{engine,dsl,analysis,approvals}/src/**/*.test.ts',
      'packages/storage-browser/src/**/*.browser.test.ts',
    ],
    exclude: [...exclude, '**/*.node.test.ts'],
    globalSetup: ['packages/storage-browser/vitest-setup.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args: BROWSER_ARGUMENTS } }),
      instances: [{ browser: 'chromium' }],
    },
  },
};

/** Of every property: a check that fails fails again. `SEED=random` (or a number) looks elsewhere. */
const SEED = process.env.SEED ?? '20261128';
const seed = SEED === 'random' ? Date.now() % 2 ** 31 : Number(SEED);

/** Tests run against the sources: no build is needed to try a change. */
export default defineConfig({
  resolve: {
    alias: [
      { find: '@writ/approvals/testing', replacement: source('packages/approvals/src/testing.ts') },
      ...['engine', 'dsl', 'analysis', 'std', 'approvals', 'storage-node', 'storage-browser', 'admin'].map((name) => ({
        find: new RegExp(`^@writ/${name}$`),
        replacement: source(`packages/${name}/src/index.ts`),
      })),
    ],
  },
  test: {
    // Reading the modules anew for each file would take a quarter of the time; no test changes what they hold.
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 120_000, // some start a browser
    // What is looked for again and again may take its time on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    // One less is usual, and on a machine with two cores half of it idles.
    maxWorkers: availableParallelism(),
    setupFiles: ['scripts/fixed-seed.ts'],
    provide: { seed },
    globalSetup: ['scripts/validators-setup.js', 'packages/std/vitest-setup.ts', 'packages/admin/vitest-setup.js'],
    projects: executablePath === '' ? [node] : [node, browser],
  },
});
