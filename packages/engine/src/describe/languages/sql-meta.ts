/**
 * Whether a line is one of sqlite3's dot commands or psql's backslash commands that only show or lay out.
 * Backquotes run commands in psql, a second backslash begins another command, and a bar may start a program.
 */
export function isHarmlessMeta(line: string): boolean {
  const [name = '', ...words] = line.split(/\s+/);
  if (!words.every((word) => /^[\w.*?+%,="'()-]*$/.test(word))) return false;
  if (name.startsWith('.')) return SQLITE.has(name.slice(1));
  return PSQL.has(name.slice(1)) || /^\\d[a-zA-Z]{0,4}[S+]*$/.test(name);
}

const SQLITE: ReadonlySet<string> = new Set(
  'bail changes databases dbinfo dump echo eqp explain exit fullschema header headers help indexes indices limit mode nullvalue print prompt quit schema separator show stats tables timeout timer version width'.split(
    ' ',
  ),
);

const PSQL: ReadonlySet<string> = new Set(
  '? h l l+ x t a q conninfo timing encoding sf sv echo z errverbose'.split(' '),
);
