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
const HEADER = 'writ-witness';

/**
 * Cache storage: in windows and workers of secure pages, in files of its own. Nothing is ever fetched. The text stands in
 * a header: a body is fetched from the tab that writes, and Chromium waits for ever for one that has crashed meanwhile.
 */
export function cachePlace(name: string): WitnessPlace | undefined {
  const caches = tryTo(() => globalThis.caches as CacheStorage | undefined);
  if (caches === undefined || caches === null) return undefined;
  const address = `https://witness.invalid/${encodeURIComponent(name)}`;
  return {
    read: async () => {
      const response = await caches.match(address, { cacheName: CACHE });
      return response === undefined ? undefined : (response.headers.get(HEADER) ?? '');
    },
    write: async (text) => (await caches.open(CACHE)).put(address, new Response(null, { headers: { [HEADER]: text } })),
    remove: async () => void (await (await caches.open(CACHE)).delete(address)),
  };
}

/**
 * A place that does not answer in time has failed, and is left alone until it answers: a browser's storage can hang, and
 * whoever waits for it would hang with it.
 */
export function patient(place: WitnessPlace, waitMs: number): WitnessPlace {
  let hanging = 0;
  const inTime = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (hanging > 0) throw new Error('no answer yet');
    const answer = ask();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        hanging += 1;
        const answered = () => {
          hanging -= 1;
        };
        answer.then(answered, answered);
        reject(new Error('no answer in time'));
      }, waitMs);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  };
  return {
    read: () => inTime(() => place.read()),
    write: (text) => inTime(() => place.write(text)),
    remove: () => inTime(() => place.remove()),
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
