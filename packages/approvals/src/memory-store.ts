import type { StoreDocument } from './document.ts';
import type { Store, Swapped } from './store.ts';
import { loadedFrom, textToStore } from './stored-text.ts';

/** The bytes behind memory stores: several stores may share one, like several processes share a file. */
export interface Memory {
  text: string | undefined;
  readonly listeners: Set<() => void>;
}

/** Memory in which nothing was ever written. */
export function createMemory(): Memory {
  return { text: undefined, listeners: new Set() };
}

/** The reference store: everything the contract asks for, and nothing that survives the process. */
export function createMemoryStore(memory: Memory = createMemory()): Store {
  const mine = new Set<() => void>();
  return {
    capabilities: { durable: false, crossProcess: false, watch: true },
    load: async () => loadedFrom(memory.text),
    compareAndSwap: async (base, next) => swap(memory, base, next),
    subscribe: (listener) => {
      const heard = () => listener(); // Its own function, so that one listener may subscribe twice.
      mine.add(heard);
      memory.listeners.add(heard);
      return () => memory.listeners.delete(heard);
    },
    close: async () => {
      for (const listener of mine) memory.listeners.delete(listener);
    },
  };
}

function swap(memory: Memory, base: string, next: StoreDocument): Swapped {
  const current = loadedFrom(memory.text);
  if (current.revision !== base || current.status === 'invalid') return { ok: false, why: 'conflict', current };
  const { text, revision } = textToStore(next);
  memory.text = text;
  for (const listener of memory.listeners) listener();
  return { ok: true, revision };
}
