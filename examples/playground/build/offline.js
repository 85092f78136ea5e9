// A service worker that knows the files of this very build: afterwards the page needs no network at all.
import { createHash } from 'node:crypto';

/** @returns {import('vite').Plugin} */
export function offline() {
  return {
    name: 'writ-offline',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).sort();
      const hash = createHash('sha256');
      for (const output of Object.values(bundle)) hash.update('code' in output ? output.code : output.source);
      const version = hash.digest('hex').slice(0, 16);
      this.emitFile({
        type: 'asset',
        fileName: 'offline.js',
        source: workerText(version, ['./', 'icon.svg', ...files]),
      });
    },
  };
}

/**
 * @param {string} version
 * @param {readonly string[]} files
 */
const workerText = (version, files) => `const CACHE = 'writ-playground-${version}';
const FILES = ${JSON.stringify(files)};
const isOurs = (name) => name.startsWith('writ-playground-') && name !== CACHE;
addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener('activate', (event) => {
  const drop = caches.keys().then((names) => Promise.all(names.filter(isOurs).map((name) => caches.delete(name))));
  event.waitUntil(drop.then(() => clients.claim()));
});
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  const kept = caches.open(CACHE).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
`;
