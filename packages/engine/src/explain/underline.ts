import { visible } from '../word-text.ts';

/** Offsets into a text, in UTF-16 units; the end is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A column of a line: a character as it is shown, and whether it is marked. */
interface Column {
  readonly text: string;
  readonly marked: boolean;
}

/** A text with carets under its marked parts, each line on its own; of a long line, what is around the first mark. */
export function underlined(text: string, spans: readonly Span[]): readonly string[] {
  if (text === '') return [];
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const columns = excerpt(columnsOf(line, start, spans));
    start += line.length + 1;
    const shown = columns.map((column) => column.text).join('');
    const carets = columns
      .map((column) => (column.marked ? '^' : ' ').repeat(widthOf(column.text)))
      .join('')
      .trimEnd();
    return carets === '' ? [`  ${shown}`] : [`  ${shown}`, `  ${carets}`];
  });
}

function columnsOf(line: string, start: number, spans: readonly Span[]): readonly Column[] {
  let at = start;
  return Array.from(line, (character): Column => {
    const from = at;
    at += character.length;
    const marked = spans.some((span) => span.start < at && from < span.end);
    return { text: character === '\t' ? '    ' : visible(character), marked };
  });
}

/** Longer lines tell nobody anything. */
const WIDTH = 160;
const CUT: Column = { text: '…', marked: false };

function excerpt(columns: readonly Column[]): readonly Column[] {
  if (columns.length <= WIDTH) return columns;
  const first = columns.findIndex((column) => column.marked);
  const start = Math.max(0, Math.min(first - 40, columns.length - WIDTH));
  const end = start + WIDTH;
  return [...(start > 0 ? [CUT] : []), ...columns.slice(start, end), ...(end < columns.length ? [CUT] : [])];
}

/** East Asian characters and emoji take two columns of a terminal. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const widthOf = (text: string): number => (WIDE.test(text) ? 2 : text.length);
