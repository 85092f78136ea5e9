/** One literal argument as a word of the policy language: quoted unless it is plain. */
export function word(text: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(text) && !KEYWORDS.has(text)
    ? text
    : `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

/** A word in which `*` and `?` are wildcards and everything else is meant as it stands. */
export function globWord(text: string): string {
  return text
    .split(/([*?]+)/)
    .filter((part) => part !== '')
    .map((part) => (/^[*?]/.test(part) ? part : word(part)))
    .join('');
}

const KEYWORDS = new Set([
  'except',
  'when',
  'because',
  'instead',
  'until',
  'limit',
  'locked',
  'firm',
  'unguarded',
  'exactly',
  'as',
]);
