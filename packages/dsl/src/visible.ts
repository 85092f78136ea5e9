import { hiddenName } from '@writ/engine';

/** Text for people: tabs as blanks, and what cannot be seen as its escape. */
export function visible(text: string): string {
  // Nearly all text is of this kind; an error may be one of many.
  if (/^[\x20-\x7e…→]*$/.test(text)) return text;
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\t') out += ' ';
    else out += character === '\n' || hiddenName(code) === undefined ? character : `\\u{${code.toString(16)}}`;
  }
  return out;
}
