/** A half-open range of UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The text in at most about `most` characters: its beginning, its end, and between them how much is missing.
 * The parts in `keep` are always shown, even where that makes it longer.
 */
export function cutMiddle(text: string, most: number, keep: readonly Range[] = []): string {
  if (text.length <= most) return text;
  const half = Math.max(1, Math.floor(most / 2));
  const shown = merged(
    [{ start: 0, end: half }, ...keep, { start: text.length - half, end: text.length }],
    text.length,
  );
  return shown.map((range, index) => gap(shown[index - 1], range) + whole(text, range)).join('');
}

function gap(before: Range | undefined, range: Range): string {
  return before === undefined ? '' : ` …${range.start - before.end} characters… `;
}

/** The text of a range without half a character at either end. */
function whole(text: string, range: Range): string {
  const start = isLowHalf(text, range.start) ? range.start + 1 : range.start;
  const end = isLowHalf(text, range.end) ? range.end - 1 : range.end;
  return text.slice(start, end);
}

/** Whether the second half of a surrogate pair stands here, with its first half in front. */
function isLowHalf(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Sorted, and joined where they touch. */
function merged(ranges: readonly Range[], length: number): readonly Range[] {
  const inside = ranges.map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }));
  const sorted = inside.filter((range) => range.start < range.end).sort((a, b) => a.start - b.start);
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last === undefined || range.start > last.end) result.push(range);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return result;
}
