/** A token of an awk program. `text` of a string is what it stands for, `undefined` where it has escapes that are not worked out. */
export type AwkToken =
  | { readonly kind: 'name' | 'number' | 'mark' | 'end-of-line' | 'regex'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string | undefined };

/** The tokens of a program, or `undefined` where awks may differ in how they read it. */
export function awkTokens(text: string): readonly AwkToken[] | undefined {
  const scan: Scan = { text, at: 0, tokens: [], parens: [] };
  while (scan.at < text.length) if (!readToken(scan)) return undefined;
  return scan.tokens;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly tokens: AwkToken[];
  /** For each open parenthesis, whether it is the condition of an `if`, `while` or `for`. */
  readonly parens: boolean[];
}

function readToken(scan: Scan): boolean {
  const { text, at } = scan;
  const character = text.charAt(at);
  if (character === ' ' || character === '\t' || character === '\r') {
    scan.at++;
    return true;
  }
  if (character === '\\') return readContinuation(scan);
  if (character === '#') {
    const end = text.indexOf('\n', at);
    scan.at = end === -1 ? text.length : end;
    return true;
  }
  if (character === '\n') return push(scan, { kind: 'end-of-line', text: '\n' }, 1);
  if (character === '"') return readString(scan);
  if (isLetter(character)) return readName(scan);
  if (isDigit(character) || (character === '.' && isDigit(text.charAt(at + 1)))) return readNumber(scan);
  if (character === '/') return readSlash(scan);
  return readMark(scan);
}

function push(scan: Scan, token: AwkToken, length: number): true {
  scan.tokens.push(token);
  scan.at += length;
  return true;
}

/** A backslash outside strings and patterns may only join lines. */
function readContinuation(scan: Scan): boolean {
  const next = scan.text.charAt(scan.at + 1);
  if (next !== '\n') return false;
  scan.at += 2;
  return true;
}

const isLetter = (character: string): boolean => /^[A-Za-z_]$/.test(character);
const isDigit = (character: string): boolean => /^[0-9]$/.test(character);
const isNameCharacter = (character: string): boolean => isLetter(character) || isDigit(character);
function readName(scan: Scan): true {
  let end = scan.at;
  while (isNameCharacter(scan.text.charAt(end))) end++;
  return push(scan, { kind: 'name', text: scan.text.slice(scan.at, end) }, end - scan.at);
}

/** A letter right behind a number begins a name for some awks (`0x1f`) and belongs to the number for others. */
function readNumber(scan: Scan): boolean {
  let end = scan.at;
  while (isDigit(scan.text.charAt(end)) || scan.text.charAt(end) === '.') end++;
  const exponent = /^[eE][+-]?[0-9]+/.exec(scan.text.slice(end, end + 8));
  if (exponent !== null) end += exponent[0].length;
  if (isNameCharacter(scan.text.charAt(end))) return false;
  return push(scan, { kind: 'number', text: scan.text.slice(scan.at, end) }, end - scan.at);
}

/* ---- strings ---- */

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t' };

function readString(scan: Scan): boolean {
  let known: string | undefined = '';
  for (let at = scan.at + 1; at < scan.text.length; at++) {
    const character = scan.text.charAt(at);
    if (character === '"') return push(scan, { kind: 'string', text: known }, at + 1 - scan.at);
    if (character === '\n') return false;
    if (character !== '\\') {
      if (known !== undefined) known += character;
      continue;
    }
    at++;
    const escaped = ESCAPES[scan.text.charAt(at)];
    known = known === undefined || escaped === undefined ? undefined : known + escaped;
  }
  return false;
}

/* ---- patterns and divisions ---- */

/** After an operand a slash divides, elsewhere it opens a pattern; where that is not plain, the program is not read. */
function readSlash(scan: Scan): boolean {
  const place = placeOf(scan);
  if (place === 'unclear') return false;
  if (place === 'pattern') return readPattern(scan);
  return push(scan, { kind: 'mark', text: '/' }, 1);
}

function placeOf({ tokens }: Scan): 'pattern' | 'operator' | 'unclear' {
  const before = tokens[tokens.length - 1];
  if (before === undefined) return 'pattern';
  switch (before.kind) {
    case 'string':
    case 'number':
      return 'operator';
    case 'regex':
      return 'unclear';
    case 'end-of-line':
      return 'pattern';
    case 'name':
      return WANT_PATTERN.has(before.text) ? 'pattern' : before.text === 'getline' ? 'unclear' : 'operator';
    case 'mark':
      if (before.text === 'condition)') return 'pattern';
      if (before.text === ')' || before.text === ']') return 'operator';
      return before.text === '++' || before.text === '--' || before.text === '$' ? 'unclear' : 'pattern';
  }
}

const WANT_PATTERN: ReadonlySet<string> = new Set([
  'print',
  'printf',
  'return',
  'else',
  'do',
  'in',
  'case',
  'exit',
  'BEGIN',
  'END',
]);

/** A slash inside brackets ends the pattern for some awks and not for others. */
function readPattern(scan: Scan): boolean {
  let bracket = false;
  for (let at = scan.at + 1; at < scan.text.length; at++) {
    const character = scan.text.charAt(at);
    if (character === '\n' || (bracket && character === '/')) return false;
    if (character === '\\') {
      if (scan.text.charAt(at + 1) === '\n') return false;
      at++;
    } else if (character === '[') bracket = true;
    else if (character === ']') bracket = false;
    else if (character === '/')
      return push(scan, { kind: 'regex', text: scan.text.slice(scan.at, at + 1) }, at + 1 - scan.at);
  }
  return false;
}

/* ---- marks ---- */

const MARKS: readonly string[] = [
  '|&',
  '||',
  '&&',
  '>>',
  '>=',
  '<=',
  '==',
  '!=',
  '++',
  '--',
  '**',
  '+=',
  '-=',
  '*=',
  '%=',
  '^=',
];
const SINGLE = '+-*%^!><|?:~$=,;(){}[]';

function readMark(scan: Scan): boolean {
  const two = scan.text.slice(scan.at, scan.at + 2);
  if (MARKS.includes(two)) return push(scan, { kind: 'mark', text: two }, 2);
  const character = scan.text.charAt(scan.at);
  if (!SINGLE.includes(character)) return false;
  if (character === '(') scan.parens.push(CONDITIONS.has(lastName(scan)));
  const condition = character === ')' && scan.parens.pop() === true;
  return push(scan, { kind: 'mark', text: condition ? 'condition)' : character }, 1);
}

const CONDITIONS: ReadonlySet<string> = new Set(['if', 'while', 'for', 'switch']);

function lastName({ tokens }: Scan): string {
  const before = tokens[tokens.length - 1];
  return before?.kind === 'name' ? before.text : '';
}
