/** Keeps the files of this build with the browser, so that the page needs no network from then on. */
export function workOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('./offline.js').catch(() => {}); // Not a secure page: it works while its server does.
}
