/** One line of a formatted policy; the columns of neighbours are aligned only when all lines are known. */
export interface Line {
  /** Blanks in front. */
  readonly indent: number;
  /** Empty for a blank line. */
  readonly text: string;
  /** The clauses of a rule that stands on this line alone: a column of its own. */
  readonly clauses?: string;
  /** The comment behind it, `#` included. */
  readonly comment?: string;
}

/** What is longer is broken where the language allows it. */
export const WIDTH = 120;

export const BLANK: Line = { indent: 0, text: '' };

/** Lines as text, each with its newline: clauses and comments of neighbouring lines stand in one column where there is room. */
export function textOf(lines: readonly Line[]): string {
  const clauses = aligned(lines.map((one) => ({ head: margin(one) + one.text, tail: one.clauses, gap: 1 })));
  const whole = aligned(lines.map((one, at) => ({ head: clauses[at] ?? '', tail: one.comment, gap: 2 })));
  return whole.map((text) => `${text}\n`).join('');
}

const margin = (line: Line): string => (line.text === '' ? '' : ' '.repeat(line.indent));

interface Cells {
  readonly head: string;
  readonly tail: string | undefined;
  /** The fewest blanks between the two. */
  readonly gap: number;
}

function aligned(rows: readonly Cells[]): readonly string[] {
  return runsOf(rows).flatMap((run) => {
    const column = Math.max(...run.map((row) => row.head.length));
    const fits = run.every((row) => column + row.gap + (row.tail ?? '').length <= WIDTH);
    return run.map(({ head, tail, gap }) =>
      tail === undefined ? head : (fits ? head.padEnd(column) : head) + ' '.repeat(gap) + tail,
    );
  });
}

/** Neighbours that have a tail and start in the same column belong together. */
function runsOf(rows: readonly Cells[]): readonly (readonly Cells[])[] {
  const runs: Cells[][] = [];
  for (const row of rows) {
    const last = runs.at(-1)?.at(-1);
    const goesOn = last?.tail !== undefined && row.tail !== undefined && indentOf(last) === indentOf(row);
    if (goesOn) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  return runs;
}

const indentOf = ({ head }: Cells): number => head.search(/\S|$/);
