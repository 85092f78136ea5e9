import { hiddenName } from './hidden-character.ts';

/** What a rule's clauses start with: the words that the policy language reads as its own behind a pattern. */
export const CLAUSES = [
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
] as const;

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One literal argument as a word of the policy language, quoted where it needs to be. */
export function wordText(text: string): string {
  const isOwn = (CLAUSES as readonly string[]).includes(text);
  return PLAIN.test(text) && !isOwn && !text.endsWith(',') ? text : quotedText(text);
}

/** `"…"`, with every character escaped that a reader could not see, or that would end the text. */
export function quotedText(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`;
}

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
