/**
 * A shorter script that still fails, by leaving out ever smaller pieces. Each round tries all candidates at once,
 * since bash runs them in batches. `fails` answers for each.
 */
export async function shrink(
  script: string,
  fails: (candidates: readonly string[]) => Promise<readonly boolean[]>,
): Promise<string> {
  let smallest = script;
  for (let rounds = 0; rounds < 60; rounds++) {
    const candidates = shorter(smallest);
    const answers = await fails(candidates);
    const failing = candidates.filter((_, index) => answers[index] === true);
    const next = failing.sort((one, other) => one.length - other.length)[0];
    if (next === undefined) return smallest;
    smallest = next;
  }
  return smallest;
}

/** Scripts with a piece left out: from halves down to single characters, the small ones at every place only of short scripts. */
function shorter(script: string): readonly string[] {
  const characters = [...script];
  const smallest = Math.max(1, Math.floor(characters.length / 80));
  const found = new Set<string>();
  for (let size = smallest; size < characters.length; size *= 2) {
    for (let at = 0; at + size <= characters.length; at += Math.max(1, size >> 1))
      found.add([...characters.slice(0, at), ...characters.slice(at + size)].join(''));
  }
  return [...found];
}
