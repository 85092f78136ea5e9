import type { Store, StoreCapabilities, StoreDocument } from '@writ/approvals';
import { inject } from 'vitest';

/** What the page asks a worker to do with its store. */
export type Call = { readonly id: number } & Task;
type Task =
  | { readonly method: 'open'; readonly name: string }
  | { readonly method: 'load' | 'close' }
  | { readonly method: 'compareAndSwap'; readonly base: string; readonly next: StoreDocument }
  /** Says yes for good to `run` and each of these words, one after the other. */
  | { readonly method: 'grant'; readonly words: readonly string[] };

/** What comes back: the end of a call, or a hint that something changed. */
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly changed: true };

/** A store that lives in a worker of its own. */
export interface WorkerStore extends Store {
  grant(words: readonly string[]): Promise<void>;
}

/** Opens a store in a new worker; closing it ends the worker. */
export async function openInWorker(name: string): Promise<WorkerStore> {
  const script = URL.createObjectURL(new Blob([inject('worker')], { type: 'text/javascript' }));
  const worker = new Worker(script, { type: 'module' });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  const listeners = new Set<() => void>();
  let calls = 0;
  let isClosed = false;
  worker.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
    if ('changed' in reply) {
      for (const listener of listeners) listener();
      return;
    }
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(new Error(reply.error));
    else call?.resolve(reply.result as never);
  };
  const ask = <T>(task: Task): Promise<T> => {
    calls += 1;
    const id = calls;
    worker.postMessage({ ...task, id });
    return new Promise<T>((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  const capabilities = await ask<StoreCapabilities>({ method: 'open', name });
  return {
    capabilities,
    load: () => ask({ method: 'load' }),
    compareAndSwap: (base, next) => ask({ method: 'compareAndSwap', base, next }),
    grant: (words) => ask({ method: 'grant', words }),
    subscribe: (listener) => {
      const heard = () => listener();
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      listeners.clear();
      await ask({ method: 'close' });
      worker.terminate();
    },
  };
}
