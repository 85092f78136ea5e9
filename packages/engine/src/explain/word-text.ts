import { hiddenName } from '../hidden-character.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** Words that the policy language would read as its own. */
const CLAUSES: ReadonlySet<string> = new Set([
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

/** One literal argument as a word of the policy language, quoted where it needs to be. */
export const wordText = (text: string): string =>
  PLAIN.test(text) && !CLAUSES.has(text) && !text.endsWith(',') ? text : `"${[...text].map(escaped).join('')}"`;

/** Quotes and backslashes get a backslash; what could not be seen in a file is written as its number. */
function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return visible(character);
}

/** A character as it can be shown: what has no form of its own, or would move others, as its number. */
export function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 || code === 127 || hiddenName(code) !== undefined ? `\\u{${code.toString(16)}}` : character;
}
