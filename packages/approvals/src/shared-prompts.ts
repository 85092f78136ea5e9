import { createCanceller, onAbort } from './cancel.ts';
import type { CancelSignal } from './surroundings.ts';

/** Questions in progress: equal ones are asked once, and of each queue one at a time. */
export interface SharedPrompts<T> {
  /**
   * The answer to the question `key`. `ask` runs when its turn in `queue` has come, unless an equal question is already
   * waiting or open; its signal aborts when nobody wants the answer any more. `gaveUp` is the result for who stops waiting.
   */
  answer(options: SharedQuestion<T>): Promise<T>;
  readonly waiting: number;
}

export interface SharedQuestion<T> {
  readonly key: string;
  readonly queue: string;
  readonly ask: (signal: CancelSignal) => Promise<T>;
  readonly gaveUp: T;
  readonly cancel?: CancelSignal;
}

interface Open<T> {
  readonly answer: Promise<T>;
  readonly abort: () => void;
  listeners: number;
}

/** Shares and queues questions; nothing of a question is left once it is answered. */
export function createSharedPrompts<T>(): SharedPrompts<T> {
  const open = new Map<string, Open<T>>();
  const queues = new Map<string, Promise<unknown>>();

  const begin = ({ key, queue, ask }: SharedQuestion<T>): Open<T> => {
    const canceller = createCanceller();
    const before = queues.get(queue) ?? Promise.resolve();
    const answer = before.then(() => ask(canceller.signal));
    const after = answer
      .catch(() => {})
      .then(() => {
        if (open.get(key)?.answer === answer) open.delete(key);
        if (queues.get(queue) === after) queues.delete(queue);
      });
    queues.set(queue, after);
    const question = { answer, abort: canceller.abort.bind(canceller), listeners: 0 };
    open.set(key, question);
    return question;
  };
  const leave = (key: string, question: Open<T>) => {
    question.listeners -= 1;
    if (question.listeners > 0) return;
    question.abort();
    if (open.get(key) === question) open.delete(key); // Who comes now gets a question of his own.
  };
  return {
    get waiting() {
      return open.size;
    },
    answer: (options) => {
      if (options.cancel?.aborted === true) return Promise.resolve(options.gaveUp);
      const question = open.get(options.key) ?? begin(options);
      question.listeners += 1;
      return new Promise((resolve, reject) => {
        const stop = onAbort(options.cancel, () => {
          resolve(options.gaveUp);
          leave(options.key, question);
        });
        question.answer.then(resolve, reject).finally(stop);
      });
    },
  };
}
