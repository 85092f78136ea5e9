/** Turns offsets into lines and columns, both counted from 1. */
export interface LineMap {
  position(offset: number): { readonly line: number; readonly column: number };
  /** The offset of a line and column. */
  offset(line: number, column: number): number;
  /** The text of a line without its newline; empty past the end. */
  line(number: number): string;
}

/** Reads the line starts once, then finds a position by halving. */
export function createLineMap(source: string): LineMap {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    position(offset) {
      const inside = Math.max(0, Math.min(offset, source.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= inside) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 };
    },
    offset: (line, column) => (starts[line - 1] ?? source.length) + column - 1,
    line(number) {
      const start = starts[number - 1];
      if (start === undefined) return '';
      const next = starts[number];
      return source.slice(start, next === undefined ? source.length : next - 1);
    },
  };
}
