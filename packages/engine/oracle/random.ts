/** A stream of numbers that a seed fixes once and for all: the same seed gives the same scripts on every machine. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<T>(options: readonly [T, ...T[]]): T;
  /** One of the values, each as likely as its weight says. */
  weighted<T>(options: readonly (readonly [weight: number, value: T])[]): T;
}

/** A generator after mulberry32: 32 bits of state are plenty here, as every script gets its own. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: <T>(options: readonly [T, ...T[]]): T => options[below(options.length)] ?? options[0],
    weighted: (options) => {
      const total = options.reduce((sum, [weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [weight, value] of options) {
        left -= weight;
        if (left < 0) return value;
      }
      throw new Error('there is nothing to choose from');
    },
  };
}

/** The seed of one script of a run: neighbours share nothing. */
export function seedOf(seed: number, index: number): number {
  return (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
}
