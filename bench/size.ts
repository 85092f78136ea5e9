import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** KiB that a page loads for this file of the shell's folder and all it needs. The benchmark runs from `.cache/bench`. */
export async function sizeOf(file: 'syntax/parse.ts' | 'walk.ts'): Promise<number> {
  const entry = fileURLToPath(new URL(`../../packages/engine/src/shell/${file}`, import.meta.url));
  const built = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false });
  return gzipSync(built.outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length / 1024;
}
