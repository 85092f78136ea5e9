import { createRandom, type Random, seedOf } from '../random.ts';
import { list } from './lists.ts';
import { mutate } from './mutate.ts';
import { createScope, newline } from './scope.ts';

/** Scripts by number, from a seed and a stock of real lines that some of them start from. */
export function scriptOf(seed: number, index: number, stock: readonly string[]): string {
  const random = createRandom(seedOf(seed, index));
  for (;;) {
    const script = makeScript(random, stock);
    // NUL cannot be given to bash at all, and what is longer says nothing that shorter ones do not.
    if (!script.includes('\0') && script.length <= 2000) return script;
  }
}

function makeScript(random: Random, stock: readonly string[]): string {
  const fromStock = (): string => stock[random.below(stock.length)] ?? '';
  return random.weighted<() => string>([
    [10, () => fromGrammar(random)],
    [4, () => mutate(random, fromGrammar(random), fromStock)],
    [2, () => mutate(random, fromStock(), () => fromGrammar(random))],
    [0.5, () => `${fromStock()}${random.pick(['; ', '\n', ' && '])}${fromGrammar(random)}`],
  ])();
}

function fromGrammar(random: Random): string {
  const scope = createScope(random);
  const text = list(scope);
  return text + (scope.pending.length > 0 || random.chance(0.1) ? newline(scope) : '');
}
