/**
 * A place outside the database that remembers one short text: what a host may bring of its own.
 * A failure of a place makes a loss harder to notice and nothing else, so it is no failure of the store.
 */
export interface WitnessPlace {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** The page's `localStorage`: quick, absent in workers, up to some seconds behind when the browser is killed. */
export function localStoragePlace(name: string): WitnessPlace | undefined {
  const storage = tryTo(() => globalThis.localStorage as Storage | undefined);
  if (storage === undefined || storage === null) return undefined;
  const key = `writ-witness:${name}`;
  return {
    read: async () => storage.getItem(key) ?? undefined,
    write: async (text) => storage.setItem(key, text),
    remove: async () => storage.removeItem(key),
  };
}

const CACHE = 'writ-witness';

/** Cache storage: in windows and workers of secure pages, in files of its own. Nothing is ever fetched. */
export function cachePlace(name: string): WitnessPlace | undefined {
  const caches = tryTo(() => globalThis.caches as CacheStorage | undefined);
  if (caches === undefined || caches === null) return undefined;
  const address = `https://witness.invalid/${encodeURIComponent(name)}`;
  return {
    read: async () => (await caches.match(address, { cacheName: CACHE }))?.text(),
    write: async (text) => (await caches.open(CACHE)).put(address, new Response(text)),
    remove: async () => void (await (await caches.open(CACHE)).delete(address)),
  };
}

/** Some browsers throw where a page merely looks at storage it may not use. */
function tryTo<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
