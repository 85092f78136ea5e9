import { hiddenName, type Target, type TextPattern } from '@writ/engine';

/** A rule without its effect: as text for people, and compiled. */
export interface OfferPattern {
  readonly pattern: string;
  readonly target: Target;
}

/** Words that the policy language would read as its own. */
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
const BARE = /^[A-Za-z0-9_./:@%+=-]+$/;

/** One argument as a literal word of the policy language, quoted where it needs to be. */
export function wordText(word: string): string {
  return BARE.test(word) && !KEYWORDS.has(word) ? word : quoted(word);
}

/** A path after its anchor (`./`, `/`, `~/`), quoted where it needs to be. */
export function pathText(anchor: string, path: string): string {
  return anchor + (path === '' || BARE.test(path) ? path : quoted(path));
}

/** A pattern that matches exactly this text. */
export function literal(text: string): TextPattern {
  return text === '' ? [] : [text];
}

function quoted(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`;
}

/** Quotes and backslashes get a backslash; whatever could not be seen in a file is written as its number. */
function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return hiddenName(code) === undefined ? character : `\\u{${code.toString(16)}}`;
}
