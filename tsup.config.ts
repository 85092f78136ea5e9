import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

interface Manifest {
  readonly exports?: Readonly<Record<string, { readonly default: string }>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/** For import by others: ESM, dependencies left as they are; `tsc -b` writes the declarations. */
const library: Options = {
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: false,
  sourcemap: true,
  clean: true,
};

/** To be run: one file with everything in it, because loading many files is what makes a command slow to start. */
const program: Options = {
  ...library,
  entry: { writ: 'src/main.ts' },
  target: 'node20',
  platform: 'node',
  noExternal: [/.*/],
  splitting: false, // what a command imports when it runs is in the file, and is not evaluated before
  minify: true,
  sourcemap: false,
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
  },
};

/** One configuration for every package: run in its folder, it takes the entries from its `package.json`. */
export default defineConfig(() => {
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  if (manifest.bin !== undefined) return program;
  const built = Object.values(manifest.exports ?? {}).map((entry) => entry.default);
  const entry = built
    .filter((path) => path.endsWith('.js'))
    .map((path) => path.replace('./dist/', 'src/').replace('.js', '.ts'));
  return { ...library, entry };
});
