const CANDIDATES = [...'zqjxkvwybghfpumclrdtsnioea0123456789'];

/** A text that no rule mentions, so that only a wildcard can match it (the letter that makes the method exact). */
export function freshText(texts: string): string {
  const folded = texts.toLowerCase();
  for (let length = 1; ; length++) {
    const found = CANDIDATES.map((letter) => letter.repeat(length)).find((text) => !folded.includes(text));
    if (found !== undefined) return found;
  }
}
