/** A token of SQL: a word in upper case, a quoted name, a string, a number or a mark; `line` where it opens a line. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'mark';
  readonly text: string;
}

/** The tokens of SQL, or `undefined` where databases may differ in how they read it. */
export function sqlTokens(text: string): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const end = endOfToken(text, at);
    if (end === undefined) return undefined;
    const token = tokenOf(text.slice(at, end));
    if (token !== undefined) tokens.push(token);
    at = end;
  }
  return tokens;
}

function endOfToken(text: string, at: number): number | undefined {
  const character = text.charAt(at);
  const next = text.charAt(at + 1);
  if (isBlank(character)) return at + 1;
  if (character === '-' && next === '-') return endAt(text, '\n', at, text.length);
  if (character === '/' && next === '*') return endOfComment(text, at);
  if (character === "'" || character === '"' || character === '`') return endOfQuoted(text, at, character);
  // MySQL's comments, escapes and psql's commands; dollar quotes and what they hold.
  if (character === '#' || character === '\\' || character === '[' || (character === '$' && !isDigit(next)))
    return undefined;
  if (isLetter(character)) return endWhile(text, at, (other) => isLetter(other) || isDigit(other) || other === '$');
  if (isDigit(character)) return endWhile(text, at, (other) => isDigit(other) || other === '.' || isLetter(other));
  return at + 1;
}

const isBlank = (character: string): boolean =>
  character === ' ' || character === '\t' || character === '\n' || character === '\r';
const isLetter = (character: string): boolean => /^[A-Za-z_\u0080-\uffff]$/.test(character);
const isDigit = (character: string): boolean => /^[0-9]$/.test(character);

function endAt(text: string, mark: string, from: number, otherwise: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? otherwise : found;
}

/** `/*!` holds statements for MySQL; comments nest in one database and not in another. */
function endOfComment(text: string, at: number): number | undefined {
  const end = text.indexOf('*/', at + 2);
  if (end === -1 || text.charAt(at + 2) === '!' || text.charAt(at + 2) === '+') return undefined;
  return text.slice(at + 2, end).includes('/*') ? undefined : end + 2;
}

/** A doubled quote is one quote; a backslash is an escape in one database and a character in another. */
function endOfQuoted(text: string, at: number, quote: string): number | undefined {
  for (let end = at + 1; end < text.length; end++) {
    const character = text.charAt(end);
    if (character === '\\') return undefined;
    if (character !== quote) continue;
    if (text.charAt(end + 1) !== quote) return end + 1;
    end++;
  }
  return undefined;
}

function endWhile(text: string, at: number, belongs: (character: string) => boolean): number {
  let end = at;
  while (end < text.length && belongs(text.charAt(end))) end++;
  return end;
}

function tokenOf(text: string): SqlToken | undefined {
  const [first = ''] = text;
  if (isBlank(first) || text.startsWith('--') || text.startsWith('/*')) return undefined;
  if (first === "'") return { kind: 'string', text };
  if (first === '"' || first === '`') return { kind: 'name', text: text.slice(1, -1) };
  if (isLetter(first)) return { kind: 'word', text: text.toUpperCase() };
  return { kind: isDigit(first) ? 'number' : 'mark', text };
}
