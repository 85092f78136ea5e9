/** Where a bracket expression that begins at `start` ends, or `undefined` where the bracket stands for itself. */
export function bracketEnd(text: string, start: number): number | undefined {
  let at = start + 1;
  if (text[at] === '!' || text[at] === '^') at++;
  if (text[at] === ']') at++;
  for (; at < text.length && text[at] !== '/'; at++) {
    if (text[at] === ']') return at + 1;
    if (text[at] === '[' && ':.='.includes(text[at + 1] ?? ' ')) at = classEnd(text, at);
  }
  return undefined;
}

/** `[:alpha:]` inside a bracket expression: its last character, or the opening one where it is not closed. */
function classEnd(text: string, start: number): number {
  const close = text.indexOf(`${text[start + 1]}]`, start + 2);
  return close === -1 ? start : close + 1;
}
