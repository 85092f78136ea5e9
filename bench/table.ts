/** Columns wide enough for their widest cell; the first to the left, the figures to the right. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of rows) console.log(line(row));
}

/** `2.3M`, `14k`, `512`: three digits tell all that a measurement knows. */
export function short(count: number): string {
  if (count >= 1e6) return `${digits(count / 1e6)}M`;
  if (count >= 1e3) return `${digits(count / 1e3)}k`;
  return digits(count);
}

/** How many times as much, `×12`. */
export const ratio = (ours: number, theirs: number): string => `×${digits(ours / theirs)}`;

const digits = (count: number): string => (count >= 100 ? count.toFixed(0) : count.toPrecision(2));
