/** What was entered before, newest last, and where in it the person is; `at === lines.length` is the line being typed. */
export interface History {
  readonly lines: readonly string[];
  readonly at: number;
  /** The line that was being typed when the person went back. */
  readonly draft: string;
}

export const EMPTY_HISTORY: History = { lines: [], at: 0, draft: '' };
const MOST = 200;

/** A line was entered; the same line twice in a row is kept once. */
export function remember({ lines }: History, line: string): History {
  const kept = line.trim() === '' || lines.at(-1) === line ? lines : [...lines, line].slice(-MOST);
  return { lines: kept, at: kept.length, draft: '' };
}

/** One step back (-1) or forth (1), and the line that stands there. */
export function step(
  history: History,
  by: -1 | 1,
  current: string,
): { readonly history: History; readonly line: string } {
  const { lines, at } = history;
  const next = Math.min(lines.length, Math.max(0, at + by));
  const draft = at === lines.length ? current : history.draft;
  return { history: { lines, at: next, draft }, line: lines[next] ?? draft };
}
