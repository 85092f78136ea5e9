import type { StoreDocument } from '../document.ts';
import type { Store } from '../store.ts';
import type { ApprovalRequest } from './approval.ts';
import { type ApprovalEvent, createEventReader, reusedEvent } from './events.ts';
import { createStream } from './stream.ts';

/** The events of one store as a process hears of them: its own changes at once, those of others when the store tells. */
export interface EventHub {
  /** Takes what is there already as known. */
  start(): Promise<void>;
  /** A document that was just written. */
  written(document: StoreDocument): void;
  reused(approval: ApprovalRequest, at: number): void;
  iterate(): AsyncIterableIterator<ApprovalEvent>;
  close(): void;
}

/** Creates a hub; `onEvent` is called for each event and must not throw. */
export function createEventHub(store: Store | undefined, onEvent: (event: ApprovalEvent) => void = () => {}): EventHub {
  const reader = createEventReader();
  const stream = createStream<ApprovalEvent>();
  let started: Promise<void> | undefined;

  const tell = (event: ApprovalEvent) => {
    stream.push(event);
    onEvent(event);
  };
  const load = async () => {
    const loaded = await store?.load().catch(() => undefined); // Whoever needs the store says so himself.
    return loaded?.status === 'loaded' ? loaded.document : undefined;
  };
  const start = () => {
    started ??= load().then((document) => void (document && reader.read(document)));
    return started;
  };
  const written = (document: StoreDocument) => {
    for (const event of reader.read(document)) tell(event);
  };
  const stop = store?.subscribe(() => {
    void start()
      .then(load)
      .then((document) => document && written(document));
  });
  return {
    start,
    written,
    reused: (approval, at) => tell(reusedEvent(approval, at)),
    iterate: () => stream.iterate(),
    close: () => {
      stop?.();
      stream.end();
    },
  };
}
