/** For each candidate, whether it still fails: many at once, since bash runs them in batches. */
export type Fails = (candidates: readonly string[]) => Promise<readonly boolean[]>;

/** A script that still fails, and from which no single character can be left out. */
export async function shrink(script: string, fails: Fails): Promise<string> {
  let smallest = [...script];
  for (let size = Math.ceil(smallest.length / 2); size >= 1 && smallest.length > 0; ) {
    const shorter = await withoutPieces(smallest, size, fails);
    if (shorter === undefined) size = size === 1 ? 0 : Math.ceil(size / 2);
    else smallest = [...shorter];
  }
  return smallest.join('');
}

/** Leaves out pieces of one size, as many at once as can be; `undefined` where none can. */
async function withoutPieces(characters: readonly string[], size: number, fails: Fails): Promise<string | undefined> {
  const starts = Array.from({ length: Math.ceil(characters.length / size) }, (_, index) => index * size);
  const without = (left: readonly number[]): string =>
    characters.filter((_, at) => !left.includes(at - (at % size))).join('');
  const single = await fails(starts.map((start) => without([start])));
  const able = starts.filter((_, index) => single[index] === true);
  if (able.length === 0) return undefined;
  const halves = [able, able.slice(0, able.length / 2), able.slice(able.length / 2)].map(without);
  const together = await fails(halves);
  return halves.find((_, index) => together[index] === true) ?? without(able.slice(0, 1));
}
