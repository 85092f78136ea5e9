import { defineConfig } from 'tsup';

/** One configuration for every package: ESM only; `tsc -b` writes the declarations. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: false,
  sourcemap: true,
  clean: true,
});
