/** Values pushed on one side and iterated on the other. A reader that is too slow loses the oldest ones, never memory. */
export interface Stream<T> {
  push(value: T): void;
  /** Ends every iteration. */
  end(): void;
  /** From now on; several readers each get everything. */
  iterate(): AsyncIterableIterator<T>;
}

const MOST_WAITING = 1000;

/** Creates a stream. */
export function createStream<T>(): Stream<T> {
  const readers = new Set<{ readonly waiting: T[]; wake: () => void; ended: boolean }>();
  return {
    push: (value) => {
      for (const reader of readers) {
        reader.waiting.push(value);
        if (reader.waiting.length > MOST_WAITING) reader.waiting.shift();
        reader.wake();
      }
    },
    end: () => {
      for (const reader of readers) {
        reader.ended = true;
        reader.wake();
      }
      readers.clear();
    },
    iterate: () => {
      const reader = { waiting: [] as T[], wake: () => {}, ended: false };
      readers.add(reader);
      return {
        next: async () => {
          for (;;) {
            const [value] = reader.waiting.splice(0, 1);
            if (value !== undefined) return { done: false, value };
            if (reader.ended) return { done: true, value: undefined };
            await new Promise<void>((resolve) => {
              reader.wake = resolve;
            });
          }
        },
        return: async () => {
          readers.delete(reader);
          reader.ended = true;
          reader.wake();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}
