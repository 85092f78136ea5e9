import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { contentPolicy } from './build/content-policy.js';
import { offline } from './build/offline.js';
import { stdGroups } from './build/std-groups.js';

const nothing = fileURLToPath(new URL('build/no-node.js', import.meta.url));

/** A folder of static files that works wherever it is put. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [stdGroups(), contentPolicy(), offline()],
  // The shell in the page names modules of Node.js for commands that the page does not offer.
  resolve: { alias: [{ find: /^node:.*/, replacement: nothing }] },
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
