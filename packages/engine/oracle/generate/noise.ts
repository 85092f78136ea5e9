import { createRandom, type Random, seedOf } from '../random.ts';
import { mutate } from './mutate.ts';
import { scriptOf } from './script.ts';

/** Texts by number for which nothing holds but that reading them comes to an end: scripts with their characters broken. */
export function noiseOf(seed: number, index: number, stock: readonly string[]): string {
  const random = createRandom(seedOf(seed, index));
  const other = (): string => scriptOf(seed, random.below(1 << 20), stock);
  const text = random.weighted<() => string>([
    [4, () => mutate(random, other(), other)],
    [3, () => broken(random, other())],
    [2, () => repeated(random, other())],
    [1, () => characters(random, random.below(200))],
  ])();
  return random.chance(0.1) ? broken(random, text) : text;
}

/** Some characters become others, whatever these are. */
function broken(random: Random, text: string): string {
  const all = text.split('');
  for (let count = 1 + random.below(6); count > 0; count--)
    all.splice(random.below(all.length + 1), random.below(2), characters(random, 1));
  return all.join('');
}

/** NUL, control characters, blanks of Unicode and halves of surrogate pairs among them. */
function characters(random: Random, count: number): string {
  const one = (): string =>
    String.fromCharCode(
      random.weighted([
        [6, random.below(0x80)],
        [2, random.below(0x100)],
        [1, random.below(0x10000)],
      ]),
    );
  return Array.from({ length: count }, one).join('');
}

/** A piece of it over and over, up to some kilobytes. */
function repeated(random: Random, text: string): string {
  const from = random.below(text.length);
  const piece = text.slice(from, from + 1 + random.below(12));
  return text.slice(0, from) + piece.repeat(1 + random.below(400)) + (random.chance(0.5) ? text.slice(from) : '');
}
