import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run against the sources: no build is needed to try a change. */
export default defineConfig({
  resolve: {
    alias: [
      { find: '@writ/approvals/testing', replacement: source('packages/approvals/src/testing.ts') },
      ...['engine', 'dsl', 'std', 'approvals', 'storage-node', 'storage-browser', 'cli'].map((name) => ({
        find: new RegExp(`^@writ/${name}$`),
        replacement: source(`packages/${name}/src/index.ts`),
      })),
    ],
  },
  test: {
    include: ['{packages,examples,bench,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
  },
});
