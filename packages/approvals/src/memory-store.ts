import { printDocument, readDocument, type StoreDocument } from './document.ts';
import { MISSING_REVISION, revisionOf } from './revision.ts';
import type { Loaded, Store, Swapped } from './store.ts';

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
    load: async () => loadFrom(memory),
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

function loadFrom(memory: Memory): Loaded {
  if (memory.text === undefined) return { status: 'missing', revision: MISSING_REVISION };
  const revision = revisionOf(memory.text);
  const read = readDocument(memory.text);
  return read.ok
    ? { status: 'loaded', document: read.document, revision }
    : { status: 'invalid', revision, problem: read.problem };
}

function swap(memory: Memory, base: string, next: StoreDocument): Swapped {
  const current = loadFrom(memory);
  if (current.revision !== base || current.status === 'invalid') return { ok: false, why: 'conflict', current };
  const text = printDocument(next);
  const read = readDocument(text);
  if (!read.ok) throw new Error(`the new document is not valid: ${read.problem}`);
  memory.text = text;
  for (const listener of memory.listeners) listener();
  return { ok: true, revision: revisionOf(text) };
}
