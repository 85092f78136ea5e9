const PATIENCE_MS = 2000;

/**
 * Lets the writers of all tabs go one after the other, where the browser has Web Locks: they lose fewer races.
 * Nothing depends on it: after two seconds of waiting (a frozen tab may hold the lock) a writer goes anyway.
 */
export async function inTurn<T>(name: string, action: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
  if (locks === undefined) return action();
  const done = await waitForTurn(locks, `writ:${name}`);
  try {
    return await action();
  } finally {
    done();
  }
}

function waitForTurn(locks: LockManager, name: string): Promise<() => void> {
  return new Promise((resolve) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, hold).catch(() => resolve(() => {}));
  });
}
