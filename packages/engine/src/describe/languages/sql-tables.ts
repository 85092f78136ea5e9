import type { SqlToken } from './sql-tokens.ts';

/** What is being listed: tables, what joins them, or anything else (columns, conditions, values). */
type Part = 'tables' | 'joining' | 'other';

/**
 * Whether a query names a file, or a folder, where a table may stand: duckdb reads `FROM 'https://host/x.csv'`, and sqlite3
 * has the tables `fsdir` and `zipfile`, which show what is in any file.
 */
export function namesFile(tokens: readonly SqlToken[]): boolean {
  // One part for each parenthesis that is open.
  const parts: Part[] = ['other'];
  return tokens.some((token, at) => {
    const part = parts[parts.length - 1] ?? 'other';
    const before = tokens[at - 1];
    if (isOneOf(token, ['(', '{'])) parts.push(insideOf(part, before));
    else if (isOneOf(token, [')', '}'])) parts.pop();
    else parts[parts.length - 1] = partBehind(part, token, before);
    return OF_FILES.has(nameOf(token)) || (part === 'tables' && isFile(token, before, tokens[at + 1]));
  });
}

const isOneOf = ({ kind, text }: SqlToken, marks: readonly string[]): boolean =>
  kind === 'mark' && marks.includes(text);

/** `FROM (a JOIN b)` lists tables, `FROM range(1)` does not. */
function insideOf(part: Part, before: SqlToken | undefined): Part {
  const listed =
    before?.kind === 'word' ? OPENING.has(before.text) : before !== undefined && isOneOf(before, [',', '(', ':']);
  return part === 'tables' && listed ? 'tables' : 'other';
}

function partBehind(part: Part, token: SqlToken, before: SqlToken | undefined): Part {
  if (isOneOf(token, [','])) return part === 'joining' ? 'tables' : part;
  // Behind a dot, every word is a name.
  if (token.kind !== 'word' || (before !== undefined && isOneOf(before, ['.']))) return part;
  if (OPENING.has(token.text)) return 'tables';
  if (token.text === 'ON') return part === 'tables' ? 'joining' : part;
  return CLOSING.has(token.text) ? 'other' : part;
}

/** Behind these stands a table. */
const OPENING: ReadonlySet<string> = new Set(
  'FROM JOIN LATERAL TABLE PIVOT PIVOT_WIDER PIVOT_LONGER UNPIVOT DESCRIBE SUMMARIZE SHOW'.split(' '),
);
/** These end a list of tables: reserved words, which no table and no alias is called. */
const CLOSING: ReadonlySet<string> = new Set(
  'SELECT WHERE GROUP ORDER HAVING LIMIT OFFSET WINDOW QUALIFY UNION EXCEPT INTERSECT'.split(' '),
);

const OF_FILES: ReadonlySet<string> = new Set(['FSDIR', 'ZIPFILE']);

function nameOf({ kind, text }: SqlToken): string {
  if (kind === 'string') return text.slice(1, -1).toUpperCase();
  return kind === 'mark' ? '' : text.toUpperCase();
}

/** A string, a function that lists files, or the last part of `x.csv`. */
function isFile(token: SqlToken, before: SqlToken | undefined, next: SqlToken | undefined): boolean {
  if (token.kind === 'string') return true;
  if (token.text === 'GLOB' && next !== undefined && isOneOf(next, ['('])) return true;
  return before !== undefined && isOneOf(before, ['.']) && ENDINGS.has(nameOf(token));
}

const ENDINGS: ReadonlySet<string> = new Set(
  'CSV TSV TXT PARQUET JSON JSONL NDJSON XLSX ARROW GZ ZST AVRO VORTEX'.split(' '),
);
