/** Hints that the stored answers may have changed, from this store and from other tabs. */
export interface Changes {
  /** Tells the listeners here and all other tabs. */
  tell(): void;
  subscribe(listener: () => void): () => void;
  /** Whether other tabs are heard at all. */
  readonly heardFromOthers: boolean;
  close(): void;
}

/** Connects to the other stores of this name, in this page and in all tabs. */
export function createChanges(name: string): Changes {
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`writ:${name}`);
  if (channel !== undefined) channel.onmessage = notify;
  let open = true;
  return {
    heardFromOthers: channel !== undefined,
    tell: () => {
      if (!open) return;
      channel?.postMessage('changed');
      notify();
    },
    subscribe: (listener) => {
      const heard = () => listener(); // Its own function, so that one listener may subscribe twice.
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    close: () => {
      open = false;
      listeners.clear();
      channel?.close();
    },
  };
}
