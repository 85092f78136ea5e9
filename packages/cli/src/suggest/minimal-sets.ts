/**
 * Every smallest set of these numbers that is enough, where whatever holds one that is enough is enough too: the
 * shortest sets first. Asks little: one set is shrunk until it is smallest, and others lack one of its numbers.
 */
export function minimalSets(
  numbers: readonly number[],
  isEnough: (set: readonly number[]) => boolean,
): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  const looked = new Set<string>();
  lookIn([...numbers].sort((a, b) => a - b));
  return [...found.values()].sort((a, b) => a.length - b.length || compare(a, b));

  function lookIn(set: readonly number[]): void {
    if (looked.has(set.join())) return;
    looked.add(set.join());
    const smallest = foundWithin(set) ?? (isEnough(set) ? shrink(set) : undefined);
    if (smallest === undefined) return;
    found.set(smallest.join(), smallest);
    for (const one of smallest) lookIn(set.filter((other) => other !== one));
  }

  function foundWithin(set: readonly number[]): readonly number[] | undefined {
    return [...found.values()].find((one) => one.every((number) => set.includes(number)));
  }

  function shrink(set: readonly number[]): readonly number[] {
    return set.reduce((kept, one) => {
      const less = kept.filter((other) => other !== one);
      return isEnough(less) ? less : kept;
    }, set);
  }
}

/** By the first number that differs. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, index) => one !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
