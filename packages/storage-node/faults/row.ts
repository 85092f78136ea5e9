/** One fault of the table: what happens, how it is brought about, what must be true afterwards. */
export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly fault: string;
  readonly how: string;
  readonly holds: string;
  /** Rejects with the first counterexample. */
  readonly run: (effort: Effort) => Promise<Ran>;
}

/** How much of it: all, or a tenth. */
export interface Effort {
  readonly share: 1 | 0.1;
}

/** What was done. `unable`: this machine refuses it, and why; nothing was shown then. */
export type Ran =
  | { readonly did: string; readonly count: number; readonly note?: string }
  | { readonly unable: string };

/** So many of `all`, at least one. */
export const some = ({ share }: Effort, all: number): number => Math.max(1, Math.round(all * share));

/** Every item, or every tenth. */
export function pick<T>({ share }: Effort, items: readonly T[]): readonly T[] {
  return share === 1 ? items : items.filter((_, index) => index % 10 === 0);
}

/** Does something with every item, a few at the same time: most of the time is spent waiting for processes to start. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await action(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Random numbers that are the same in every run. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));
