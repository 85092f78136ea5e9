/** A text as one bash word on one line, whatever it holds; NUL cannot be said in bash at all. */
export function quoted(text: string): string {
  let word = "$'";
  for (const character of text) {
    if (character === '\\' || character === "'") word += `\\${character}`;
    else if (character === '\n') word += '\\n';
    else if (character === '\r') word += '\\r';
    else word += character;
  }
  return `${word}'`;
}
