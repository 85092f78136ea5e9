/** Character codes by name: the parser compares codes, never one-letter strings. */
export const TAB = 9;
export const NEWLINE = 10;
export const SPACE = 32;
export const BANG = 33;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const MINUS = 45;
export const SLASH = 47;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const CARET = 94;
export const BACKQUOTE = 96;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const TILDE = 126;
/** What `peek` gives at the end of the text. */
export const END = -1;

const BREAKS = 1;
const ACTIVE = 2;
const NAME = 4;
const DIGIT = 8;

const table = new Uint8Array(128);
const mark = (characters: string, flag: number): void => {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    table[code] = (table[code] ?? 0) | flag;
  }
};
mark(' \t\n;&|()<>', BREAKS);
mark('\\\'"$`*?[{~\0', ACTIVE);
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', NAME);
mark('0123456789', DIGIT);

const flagsOf = (code: number): number => (code >= 0 && code < 128 ? (table[code] as number) : 0);

/** Space and tab; every other blank of Unicode is an ordinary character for bash. */
export const isBlank = (code: number): boolean => code === SPACE || code === TAB;
/** What ends an unquoted word. */
export const breaksWord = (code: number): boolean => code === END || (flagsOf(code) & BREAKS) !== 0;
/** A character of an unquoted word that is never more than itself. */
export const isPlain = (code: number): boolean =>
  code > 127 || (code >= 0 && ((table[code] as number) & (BREAKS | ACTIVE)) === 0);
export const isNameStart = (code: number): boolean => (flagsOf(code) & NAME) !== 0;
export const isNamePart = (code: number): boolean => (flagsOf(code) & (NAME | DIGIT)) !== 0;
export const isDigit = (code: number): boolean => (flagsOf(code) & DIGIT) !== 0;

/** Whether a text is a plain variable name. */
export function isName(text: string): boolean {
  if (text === '' || !isNameStart(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at++) if (!isNamePart(text.charCodeAt(at))) return false;
  return true;
}

/** Whether a text is nothing but decimal digits. */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return text !== '';
}
