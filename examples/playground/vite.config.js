import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { contentPolicy } from './build/content-policy.js';
import { offline } from './build/offline.js';
import { stdGroups } from './build/std-groups.js';

/** @param {string} file */
const inBuild = (file) => fileURLToPath(new URL(`build/${file}`, import.meta.url));

/** A folder of static files that works wherever it is put. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [stdGroups(), contentPolicy(), offline()],
  resolve: {
    alias: [
      // The shell in the page names modules of Node.js for commands that the page does not offer.
      { find: /^node:.*/, replacement: inBuild('no-node.js') },
      { find: /^\.\.?\/(.*\/)?lexer_public\.js$/, replacement: inBuild('no-lexer.js') },
    ],
  },
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
