import type { CancelSignal } from './surroundings.ts';

/** A signal together with the one way to abort it. */
export interface Canceller {
  readonly signal: CancelSignal;
  abort(): void;
}

// Every host has it; declared here because this package is compiled without the types of any one platform.
declare const AbortController: new () => Canceller;

/** A fresh, real `AbortSignal`, so that a host can pass it on to whatever it calls. */
export function createCanceller(): Canceller {
  return new AbortController();
}

/** Calls `listener` once when the signal aborts, at once if it already has; the result stops listening. */
export function onAbort(signal: CancelSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => {};
  if (signal.aborted) {
    listener();
    return () => {};
  }
  signal.addEventListener('abort', listener);
  return () => signal.removeEventListener('abort', listener);
}
