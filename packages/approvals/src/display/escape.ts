/**
 * Everything a terminal or a font may not show: controls, bidirectional and other format characters, tags, halves of
 * surrogate pairs, line and paragraph separators …
 */
const CATEGORIES = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** … and what looks like a space, or like nothing: other blanks, fillers, the joiner, supplementary variation selectors. */
const BLANKS =
  /\u{A0}|\u{34F}|[\u{115F}\u{1160}]|\u{1680}|[\u{17B4}\u{17B5}]|[\u{2000}-\u{200A}]|\u{202F}|\u{205F}|\u{2800}|\u{3000}|\u{3164}|\u{FFA0}|[\u{E0100}-\u{E01EF}]/u;

/** Whether a character, or one in a text, would not be seen for what it is. */
export function isHidden(character: string): boolean {
  return CATEGORIES.test(character) || BLANKS.test(character);
}

/** The text with every hidden character as `\u{HEX}`; doing it twice changes nothing more. */
export function escapeHidden(text: string): string {
  if (!isHidden(text)) return text;
  return Array.from(text, (character) => (isHidden(character) ? codeOf(character) : character)).join('');
}

function codeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
