import { loadedFrom, type Store, textToStore } from '@writ/approvals';

/** The part of `localStorage` and its like that is needed. */
export interface KeyValues {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Keeps answers under one key. Its calls never wait, so within one page nobody can come between reading and writing. */
export function createKeyValueStore(values: KeyValues, key: string): Store {
  const listeners = new Set<() => void>();
  return {
    capabilities: { durable: true, crossProcess: false, watch: true },
    load: async () => loadedFrom(values.getItem(key)),
    compareAndSwap: async (base, next) => {
      const current = loadedFrom(values.getItem(key));
      if (current.revision !== base || current.status === 'invalid') return { ok: false, why: 'conflict', current };
      const { text, revision } = textToStore(next);
      values.setItem(key, text); // Throws when the quota is used up: then nothing has changed.
      for (const listener of listeners) listener();
      return { ok: true, revision };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}
