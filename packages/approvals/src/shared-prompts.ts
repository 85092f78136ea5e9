import { createCanceller, onAbort } from './cancel.ts';
import type { CancelSignal } from './surroundings.ts';

/** Questions in progress: equal ones are asked once, and of each queue one at a time. */
export interface SharedPrompts<T> {
  /** What `conclude` makes of the answer to a question; of `gaveUp` for who stops waiting. */
  answer<R>(question: SharedQuestion<T, R>): Promise<R>;
}

export interface SharedQuestion<T, R> {
  /** Equal questions have equal keys. */
  readonly key: string;
  readonly queue: string;
  /** Runs when its turn in the queue has come, unless an equal question is waiting or open; aborted when nobody wants the answer any more. */
  readonly ask: (signal: CancelSignal) => Promise<T>;
  /** Runs for each who waited, one after the other, before the next question of the queue: that one may be settled by it. */
  readonly conclude: (answer: T) => Promise<R>;
  readonly gaveUp: T;
  readonly cancel?: CancelSignal;
}

interface Open<T> {
  readonly answer: Promise<T>;
  readonly abort: () => void;
  waiting: number;
  concluded: Promise<unknown>;
}

/** Shares and queues questions; nothing of a question is left once it is answered. */
export function createSharedPrompts<T>(): SharedPrompts<T> {
  const open = new Map<string, Open<T>>();
  const queues = new Map<string, Promise<unknown>>();

  const begin = (key: string, queue: string, ask: (signal: CancelSignal) => Promise<T>): Open<T> => {
    const canceller = createCanceller();
    const before = queues.get(queue) ?? Promise.resolve();
    const answer = before.then(() => ask(canceller.signal));
    const question: Open<T> = { answer, abort: () => canceller.abort(), waiting: 0, concluded: Promise.resolve() };
    const close = () => {
      if (open.get(key) === question) open.delete(key);
    };
    const turn = answer.then(close, close).then(async () => {
      await question.concluded;
      if (queues.get(queue) === turn) queues.delete(queue);
    });
    queues.set(queue, turn);
    open.set(key, question);
    return question;
  };
  const leave = (key: string, question: Open<T>) => {
    question.waiting -= 1;
    if (question.waiting > 0) return;
    question.abort();
    if (open.get(key) === question) open.delete(key); // Who comes now gets a question of his own.
  };
  const join = <R>({ key, queue, ask, conclude, gaveUp, cancel }: SharedQuestion<T, R>): Promise<R> => {
    const question = open.get(key) ?? begin(key, queue, ask);
    question.waiting += 1;
    return new Promise((resolve, reject) => {
      let hasLeft = false;
      const stop = onAbort(cancel, () => {
        hasLeft = true;
        leave(key, question);
        resolve(conclude(gaveUp));
      });
      const inTurn = async () => {
        const answer = await question.answer;
        stop();
        if (!hasLeft) resolve(await conclude(answer));
      };
      question.concluded = question.concluded.then(inTurn).catch(reject);
    });
  };
  return {
    answer: (question) => (question.cancel?.aborted === true ? question.conclude(question.gaveUp) : join(question)),
  };
}
