import { hiddenName } from './read/characters.ts';

/** Text for people: tabs as blanks, and what cannot be seen as its escape. */
export function visible(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\t') out += ' ';
    else out += character === '\n' || hiddenName(code) === undefined ? character : `\\u{${code.toString(16)}}`;
  }
  return out;
}
