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

/** The script without one piece, for pieces of every power of two, and with simpler words. */
function shorter(script: string): readonly string[] {
  const characters = [...script];
  const found = new Set<string>();
  for (let size = 1; size < characters.length; size *= 2) {
    const step = Math.max(1, size >> 1);
    for (let at = 0; at + size <= characters.length; at += step)
      found.add([...characters.slice(0, at), ...characters.slice(at + size)].join(''));
  }
  for (const line of script.split('\n')) if (line.length < script.length) found.add(script.replace(`${line}\n`, ''));
  for (const match of script.matchAll(/[^\s;&|()<>'"`$\\{}]{2,}/g)) {
    const [word] = match;
    if (/^[csp]\d+$/.test(word)) continue;
    found.add(script.slice(0, match.index) + script.slice(match.index + word.length));
  }
  found.delete(script);
  return [...found];
}
