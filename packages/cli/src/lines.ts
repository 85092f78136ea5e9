/** A line of input: its text, or why it cannot be one. */
export type Line =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bad'; readonly problem: string };

/** Longest line that is kept, in bytes: far above any request, far below what memory holds. */
export const LONGEST_LINE = 4 * 1024 * 1024;

const NEWLINE = 10;

/** Splits bytes into lines without ever holding more than one; a final line needs no newline. */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let held: Uint8Array[] = [];
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length <= LONGEST_LINE) held.push(bytes);
    else held = [];
  };
  const take = (): Line => {
    const line = decode(held, length);
    held = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.slice(from));
  }
  if (length > 0) yield take();
}

function decode(held: readonly Uint8Array[], length: number): Line {
  if (length > LONGEST_LINE) return { kind: 'bad', problem: `the line is longer than ${LONGEST_LINE} bytes` };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(held)) };
  } catch {
    return { kind: 'bad', problem: 'the line is not UTF-8' };
  }
}
