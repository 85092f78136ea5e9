import type { LanguageAct } from './language.ts';

/** A place in a sed script, and what was found before it. */
export interface SedReader {
  readonly text: string;
  at: number;
  readonly acts: LanguageAct[];
}

/** Goes on behind these characters. */
export function skip(reader: SedReader, characters: string): void {
  while (reader.at < reader.text.length && characters.includes(reader.text.charAt(reader.at))) reader.at++;
}

/** The character at the place; empty at the end. */
export const peek = (reader: SedReader): string => reader.text.charAt(reader.at);

/** From the delimiter under the cursor to its next occurrence, which is left under the cursor for `readSecond`. */
export function readDelimited(reader: SedReader, isPattern: boolean): boolean {
  const delimiter = peek(reader);
  if (delimiter === '' || delimiter === '\n' || delimiter === '\\') return false;
  reader.at++;
  if (!readUntil(reader, delimiter, isPattern)) return false;
  reader.at++;
  return true;
}

/** The second of two texts that share a delimiter. */
export function readSecond(reader: SedReader): boolean {
  const delimiter = reader.text.charAt(reader.at - 1);
  if (!readUntil(reader, delimiter, false)) return false;
  reader.at++;
  return true;
}

function readUntil(reader: SedReader, delimiter: string, isPattern: boolean): boolean {
  while (reader.at < reader.text.length) {
    const character = peek(reader);
    if (character === delimiter) return true;
    if (character === '\n' && isPattern) return false;
    if (character === '\\') reader.at += 2;
    else if (character === '[' && isPattern) {
      if (!readBracket(reader, delimiter)) return false;
    } else reader.at++;
  }
  return false;
}

/** `[…]`, in which the delimiter is a character like any other. A backslash before `]` is read in two ways by seds. */
function readBracket(reader: SedReader, delimiter: string): boolean {
  reader.at++;
  if (peek(reader) === '^') reader.at++;
  if (peek(reader) === ']') reader.at++;
  while (reader.at < reader.text.length) {
    const character = peek(reader);
    const next = reader.text.charAt(reader.at + 1);
    if (character === ']') {
      reader.at++;
      return true;
    }
    if (character === '\n' || (character === '\\' && (next === ']' || next === delimiter))) return false;
    if (character === '[' && (next === ':' || next === '.' || next === '=')) {
      const end = reader.text.indexOf(`${next}]`, reader.at + 2);
      if (end === -1) return false;
      reader.at = end + 2;
    } else reader.at++;
  }
  return false;
}
