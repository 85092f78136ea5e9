import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** KiB that a page loads for a file and all it needs. */
async function sizeOf(file: string): Promise<number> {
  const entryPoints = [fileURLToPath(new URL(file, import.meta.url))];
  const built = await build({ entryPoints, bundle: true, minify: true, format: 'esm', write: false });
  return gzipSync(built.outputFiles[0]?.contents ?? '', { level: 9 }).length / 1024;
}

// Decision 0011: what the two may take, so that growing is a choice.
test.for<[file: string, most: number]>([
  ['./syntax/parse.ts', 14],
  ['./walk.ts', 50],
])('%s takes at most %d KiB of a page, minified and compressed', async ([file, most]) => {
  const size = await sizeOf(file);
  expect(size).toBeGreaterThan(1);
  expect(size).toBeLessThanOrEqual(most);
});
