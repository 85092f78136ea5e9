import type { LanguageAct } from './language.ts';
import { isHarmlessMeta } from './sql-meta.ts';
import { namesFile } from './sql-tables.ts';
import { type SqlToken, sqlTokens } from './sql-tokens.ts';

/**
 * What SQL, with sqlite3's dot commands and psql's backslash commands, does besides answering: nothing, where it is one
 * of the forms known to read only and calls only functions known to be pure; everything else is not understood.
 */
export function analyseSql(text: string): readonly LanguageAct[] {
  const statements: string[] = [];
  for (const line of withoutEnd(text).split('\n')) {
    const start = line.trimStart();
    // A meta command stands on a line of its own, where no statement is under way.
    const between = statements.length === 0 || isOver(statements[statements.length - 1] ?? '');
    if (between && (start.startsWith('.') || start.startsWith('\\'))) {
      if (!isHarmlessMeta(start.trimEnd()))
        return [{ act: 'code', reason: `gives the command \`${start.split(' ')[0] ?? ''}\`` }];
    } else if (between) statements.push(line);
    else statements[statements.length - 1] += `\n${line}`;
  }
  const changing = statements.some((statement) => !isReadOnly(statement));
  return changing ? [{ act: 'code', reason: 'may do more than read' }] : [];
}

/** mysql ends a statement with it and shows the answer in lines; behind psql's, nothing is named that would get the answer. */
const withoutEnd = (text: string): string => text.replace(/(?<=[^\\\s])\s*\\[Gg]\s*$/, '');

const isOver = (statement: string): boolean => statement.trimEnd().endsWith(';') || statement.trim() === '';

function isReadOnly(text: string): boolean {
  const tokens = sqlTokens(text);
  if (tokens === undefined) return false;
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === ';') statements.push([]);
    else statements[statements.length - 1]?.push(token);
  }
  return statements.every((statement) => isReadOnlyStatement(statement));
}

function isReadOnlyStatement(tokens: readonly SqlToken[]): boolean {
  const [first, second] = tokens;
  if (first === undefined) return true;
  if (first.kind === 'mark' && first.text === '(') return isQuery(tokens);
  if (first.kind !== 'word') return false;
  switch (first.text) {
    case 'SELECT':
    case 'WITH':
    case 'VALUES':
    case 'TABLE':
      return isQuery(tokens);
    case 'SHOW':
      return !isMark(second, '(') && tokens.every((token, at) => isPlain(token) || isLiked(token, tokens[at - 1]));
    case 'DESCRIBE':
    case 'DESC':
      return tokens.every((token) => isPlain(token) && !isActing(token));
    case 'EXPLAIN':
      return isReadOnlyStatement(
        tokens.slice(isWord(second, 'QUERY') ? 3 : isWord(second, 'ANALYZE', 'VERBOSE') ? 2 : 1),
      );
    case 'COPY':
      return isAnswered(tokens);
    case 'PRAGMA':
      return isHarmlessPragma(tokens);
    case 'USE':
      return tokens.length === 2;
    default:
      return false;
  }
}

const isWord = (token: SqlToken | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text);
const isMark = (token: SqlToken | undefined, mark: string): boolean => token?.kind === 'mark' && token.text === mark;

/** `COPY (SELECT …) TO STDOUT`, and how it is laid out. */
function isAnswered(tokens: readonly SqlToken[]): boolean {
  const to = tokens.findIndex((token) => isWord(token, 'TO'));
  const [, open] = tokens;
  if (!isMark(open, '(') || !isMark(tokens[to - 1], ')') || !isWord(tokens[to + 1], 'STDOUT')) return false;
  const layout = tokens.slice(to + 2);
  return isReadOnlyStatement(tokens.slice(1, to)) && layout.every((token) => token.kind !== 'name' && !isActing(token));
}

/* ---- queries ---- */

/** Words that make a query more than a question, wherever they stand outside quotes. */
const ACTING: ReadonlySet<string> = new Set(
  'INTO INSERT UPDATE DELETE MERGE CREATE DROP ALTER TRUNCATE GRANT REVOKE CALL DO EXEC EXECUTE COPY ATTACH DETACH VACUUM LOAD INSTALL EXPORT IMPORT LOCK PROCEDURE OUTFILE DUMPFILE SHARE HANDLER PREPARE SET RETURNING BEGIN COMMIT'.split(
    ' ',
  ),
);

const isActing = (token: SqlToken): boolean => token.kind === 'word' && ACTING.has(token.text);

/** What may stand in the name of a table, and is no file to duckdb. */
const isPlain = (token: SqlToken): boolean =>
  token.kind === 'name' ? !/[./:]/.test(token.text) : token.kind !== 'string' && !isMark(token, '(');

const isLiked = (token: SqlToken, before: SqlToken | undefined): boolean =>
  token.kind === 'string' && isWord(before, 'LIKE', 'ILIKE');

function isQuery(tokens: readonly SqlToken[]): boolean {
  if (namesFile(tokens)) return false;
  return tokens.every((token, at) => {
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    if (token.kind === 'word') {
      if (isActing(token)) return false;
      return !isMark(next, '(') || (isPure(token.text) && !isMark(before, '.')) || isNamedQuery(tokens, at);
    }
    // Quoted names may call functions; in duckdb they are files.
    if (token.kind === 'name') return !isMark(next, '(') && !/[./:]/.test(token.text);
    if (token.kind === 'string') return !isMark(next, '(');
    return token.text !== '@' || isMark(next, '@');
  });
}

/** `WITH name(columns) AS (…)`. */
function isNamedQuery(tokens: readonly SqlToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (!isWord(before, 'WITH', 'RECURSIVE') && !isMark(before, ',')) return false;
  const close = tokens.findIndex((token, place) => place > at && isMark(token, ')'));
  const columns = tokens
    .slice(at + 2, close)
    .every((token) => token.kind === 'word' || token.kind === 'name' || isMark(token, ','));
  return (
    isWord(tokens[0], 'WITH') &&
    close !== -1 &&
    columns &&
    isWord(tokens[close + 1], 'AS') &&
    isMark(tokens[close + 2], '(')
  );
}

/** Words that may stand before a parenthesis: SQL's own, and functions that only compute. */
const PURE: ReadonlySet<string> = new Set(
  (
    'SELECT FROM WHERE AND OR NOT IN EXISTS AS ON JOIN USING BETWEEN LIKE ILIKE GLOB ANY ALL SOME CASE WHEN THEN ELSE BY HAVING UNION EXCEPT INTERSECT DISTINCT OVER PARTITION FILTER GROUP LIMIT OFFSET VALUES IS WITHIN LATERAL SETS ROLLUP CUBE MATERIALIZED TOP ROW INTERVAL ' +
    'COUNT SUM AVG MIN MAX TOTAL GROUP_CONCAT STRING_AGG ARRAY_AGG JSON_AGG JSONB_AGG JSON_OBJECT_AGG JSON_GROUP_ARRAY JSON_GROUP_OBJECT STDDEV STDDEV_POP STDDEV_SAMP VARIANCE VAR_POP VAR_SAMP MEDIAN PERCENTILE_CONT PERCENTILE_DISC MODE BOOL_AND BOOL_OR EVERY APPROX_COUNT_DISTINCT ' +
    'ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST NTILE LAG LEAD FIRST_VALUE LAST_VALUE NTH_VALUE GROUPING ' +
    'COALESCE NULLIF IFNULL IIF IF GREATEST LEAST CAST TRY_CAST CONVERT TYPEOF ' +
    'ABS CEIL CEILING FLOOR ROUND TRUNC SIGN SQRT POWER POW EXP LN LOG LOG10 LOG2 MOD DIV PI SIN COS TAN ASIN ACOS ATAN ATAN2 DEGREES RADIANS RANDOM RAND ' +
    'LENGTH CHAR_LENGTH CHARACTER_LENGTH OCTET_LENGTH BIT_LENGTH LOWER UPPER INITCAP TRIM LTRIM RTRIM BTRIM SUBSTR SUBSTRING REPLACE REVERSE REPEAT LPAD RPAD LEFT RIGHT POSITION STRPOS INSTR LOCATE CONCAT CONCAT_WS SPLIT_PART ASCII CHR CHAR UNICODE FORMAT PRINTF QUOTE HEX UNHEX MD5 SHA1 SHA2 TRANSLATE REGEXP_REPLACE REGEXP_MATCHES REGEXP_LIKE STARTS_WITH ' +
    'NOW CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATE TIME DATETIME TIMESTAMP JULIANDAY STRFTIME UNIXEPOCH DATE_TRUNC DATE_PART EXTRACT AGE YEAR MONTH DAY HOUR MINUTE SECOND WEEK QUARTER DATE_ADD DATE_SUB DATEDIFF DATE_DIFF DATE_FORMAT TO_CHAR TO_DATE TO_NUMBER TO_TIMESTAMP MAKE_DATE FROM_UNIXTIME UNIX_TIMESTAMP ' +
    'JSON JSON_EXTRACT JSON_ARRAY JSON_OBJECT JSON_TYPE JSON_VALID JSON_ARRAY_LENGTH JSON_EACH JSON_TREE JSONB_EACH JSONB_ARRAY_ELEMENTS JSON_ARRAY_ELEMENTS JSONB_BUILD_OBJECT JSON_BUILD_OBJECT JSONB_PRETTY ROW_TO_JSON TO_JSON TO_JSONB ' +
    'ARRAY UNNEST ARRAY_LENGTH CARDINALITY GENERATE_SERIES RANGE ' +
    'VERSION CURRENT_USER CURRENT_DATABASE CURRENT_SCHEMA DATABASE USER SQLITE_VERSION CHANGES LAST_INSERT_ROWID PG_SIZE_PRETTY PG_TOTAL_RELATION_SIZE PG_RELATION_SIZE PG_TABLE_SIZE PG_INDEXES_SIZE PG_DATABASE_SIZE ' +
    'GEN_RANDOM_UUID UUID PG_GET_VIEWDEF PG_GET_FUNCTIONDEF PG_GET_INDEXDEF PG_GET_CONSTRAINTDEF PG_GET_TRIGGERDEF PG_GET_EXPR PG_GET_USERBYID PG_GET_SERIAL_SEQUENCE PG_IS_IN_RECOVERY PG_POSTMASTER_START_TIME PG_BACKEND_PID PG_ENCODING_TO_CHAR OBJ_DESCRIPTION COL_DESCRIPTION FORMAT_TYPE TO_REGCLASS HAS_TABLE_PRIVILEGE HAS_SCHEMA_PRIVILEGE HAS_DATABASE_PRIVILEGE ' +
    'INT INTEGER BIGINT SMALLINT NUMERIC DECIMAL REAL FLOAT DOUBLE VARCHAR TEXT BOOLEAN'
  ).split(' '),
);

/* ---- pragmas ---- */

const TOLD: ReadonlySet<string> = new Set(
  'TABLE_INFO TABLE_XINFO TABLE_LIST INDEX_LIST INDEX_INFO INDEX_XINFO FOREIGN_KEY_LIST DATABASE_LIST COLLATION_LIST FUNCTION_LIST MODULE_LIST PRAGMA_LIST COMPILE_OPTIONS INTEGRITY_CHECK QUICK_CHECK FOREIGN_KEY_CHECK'.split(
    ' ',
  ),
);
const BARE: ReadonlySet<string> = new Set(
  'USER_VERSION SCHEMA_VERSION APPLICATION_ID PAGE_COUNT PAGE_SIZE FREELIST_COUNT ENCODING JOURNAL_MODE FOREIGN_KEYS AUTO_VACUUM CACHE_SIZE SYNCHRONOUS DATA_VERSION'.split(
    ' ',
  ),
);

/** A pragma that tells something is a function, too. */
const isPure = (name: string): boolean =>
  PURE.has(name) || (name.startsWith('PRAGMA_') && TOLD.has(name.slice('PRAGMA_'.length)));

/** `PRAGMA table_info(t)` and `PRAGMA user_version`; with a value, most pragmas set something. */
function isHarmlessPragma(tokens: readonly SqlToken[]): boolean {
  const name = tokens[1]?.kind === 'word' ? tokens[1].text : '';
  if (BARE.has(name)) return tokens.length === 2;
  return TOLD.has(name) && tokens.every((token) => !isMark(token, '='));
}
