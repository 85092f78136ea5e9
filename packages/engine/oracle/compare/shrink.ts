/** For each candidate, whether it still fails: many at once, since bash runs them in batches. */
export type Fails = (candidates: readonly string[]) => Promise<readonly boolean[]>;

/** A script that still fails, and from which no piece of up to eight characters can be left out. */
export async function shrink(script: string, fails: Fails): Promise<string> {
  let smallest = script;
  for (;;) {
    smallest = await withoutAllPieces(smallest, fails);
    const candidates = withoutOnePiece([...smallest]);
    const answers = await fails(candidates);
    const shorter = candidates.find((_, index) => answers[index] === true);
    if (shorter === undefined) return smallest;
    smallest = shorter;
  }
}

/** At every place, the longest pieces first. */
function withoutOnePiece(characters: readonly string[]): readonly string[] {
  return [8, 7, 6, 5, 4, 3, 2, 1].flatMap((size) =>
    Array.from({ length: Math.max(0, characters.length - size + 1) }, (_, at) =>
      [...characters.slice(0, at), ...characters.slice(at + size)].join(''),
    ),
  );
}

/** From halves down to single characters, each piece where a multiple of its size begins. */
async function withoutAllPieces(script: string, fails: Fails): Promise<string> {
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
