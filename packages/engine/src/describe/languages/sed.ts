import type { LanguageAct } from './language.ts';

/**
 * What a sed script does besides editing what it is given: `r` and `R` read, `w`, `W` and the flag `w` write, `e` and the
 * flag `e` run. Follows GNU sed, and BSD's where they read a script alike; the rest is not understood.
 */
export function analyseSed(text: string): readonly LanguageAct[] {
  const reader: Reader = { text, at: 0, acts: [] };
  while (reader.at < text.length) {
    skip(reader, ' \t\n\r;{}');
    if (reader.at >= text.length) break;
    if (!readAddresses(reader) || !readCommand(reader)) return [...reader.acts, NOT_UNDERSTOOD];
  }
  return reader.acts;
}

const NOT_UNDERSTOOD: LanguageAct = { act: 'code', reason: 'is not understood' };

interface Reader {
  readonly text: string;
  at: number;
  readonly acts: LanguageAct[];
}

function skip(reader: Reader, characters: string): void {
  while (reader.at < reader.text.length && characters.includes(reader.text.charAt(reader.at))) reader.at++;
}

const peek = (reader: Reader): string => reader.text.charAt(reader.at);

/* ---- addresses ---- */

/** At most two addresses and one `!`; true where what stands there was understood. */
function readAddresses(reader: Reader): boolean {
  if (!readAddress(reader, '')) return false;
  skip(reader, ' \t');
  if (peek(reader) === ',') {
    reader.at++;
    skip(reader, ' \t');
    const before = reader.at;
    if (!readAddress(reader, '+~') || reader.at === before) return false;
    skip(reader, ' \t');
  }
  if (peek(reader) === '!') reader.at++;
  skip(reader, ' \t');
  return true;
}

function readAddress(reader: Reader, signs: string): boolean {
  const first = peek(reader);
  if (first !== '' && signs.includes(first)) {
    reader.at++;
    return skipDigits(reader) > 0;
  }
  if (first === '$') {
    reader.at++;
    return true;
  }
  if (skipDigits(reader) > 0) {
    if (peek(reader) !== '~') return true;
    reader.at++;
    return skipDigits(reader) > 0;
  }
  if (first === '/') return readDelimited(reader, true) && skipLetters(reader, 'IM');
  if (first !== '\\') return true;
  reader.at++;
  return readDelimited(reader, true) && skipLetters(reader, 'IM');
}

function skipDigits(reader: Reader): number {
  const start = reader.at;
  skip(reader, '0123456789');
  return reader.at - start;
}

function skipLetters(reader: Reader, letters: string): true {
  skip(reader, letters);
  return true;
}

/* ---- commands ---- */

function readCommand(reader: Reader): boolean {
  const name = peek(reader);
  reader.at++;
  switch (name) {
    case '{':
    case '}':
      return true;
    case '':
      // Addresses without a command: what they belong to may follow in the next piece.
      return false;
    case '#':
      readLine(reader);
      return true;
    case '=':
    case 'd':
    case 'D':
    case 'g':
    case 'G':
    case 'h':
    case 'H':
    case 'n':
    case 'N':
    case 'p':
    case 'P':
    case 'x':
    case 'z':
    case 'F':
      return endsHere(reader);
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
      skip(reader, ' \t');
      skipDigits(reader);
      return endsHere(reader);
    case ':':
    case 'b':
    case 't':
    case 'T':
    case 'v':
      while (reader.at < reader.text.length && !' \t\n;}'.includes(peek(reader))) reader.at++;
      return endsHere(reader);
    case 'a':
    case 'i':
    case 'c':
      return readText(reader);
    case 'r':
    case 'R':
      return readFile(reader, 'read');
    case 'w':
    case 'W':
      return readFile(reader, 'write');
    case 'e':
      return readExecuted(reader);
    case 's':
      return readSubstitution(reader);
    case 'y':
      return readDelimited(reader, false) && readSecond(reader) && endsHere(reader);
    default:
      return false;
  }
}

/** Nothing but a blank may stand between a command and what separates it from the next. */
function endsHere(reader: Reader): boolean {
  skip(reader, ' \t\r');
  return reader.at >= reader.text.length || '\n;}#'.includes(peek(reader));
}

function readLine(reader: Reader): string {
  const end = reader.text.indexOf('\n', reader.at);
  const line = reader.text.slice(reader.at, end === -1 ? undefined : end);
  reader.at = end === -1 ? reader.text.length : end;
  return line;
}

/** The text of `a`, `i` and `c`: up to a line's end that no backslash hides. A text that is still to come is not understood. */
function readText(reader: Reader): boolean {
  skip(reader, ' \t');
  if (reader.at >= reader.text.length) return false;
  for (;;) {
    const line = readLine(reader);
    const hidden = /(^|[^\\])(\\\\)*\\$/.test(line);
    if (!hidden) return true;
    if (reader.at >= reader.text.length) return false;
    reader.at++;
  }
}

const STREAMS: readonly string[] = ['/dev/stdin', '/dev/stdout', '/dev/stderr'];

/** The name of a file goes on to the end of the line. */
function readFile(reader: Reader, act: 'read' | 'write'): boolean {
  skip(reader, ' \t');
  const path = readLine(reader);
  if (path === '') return false;
  if (!STREAMS.includes(path)) reader.acts.push({ act, path });
  return true;
}

function readExecuted(reader: Reader): boolean {
  skip(reader, ' \t');
  const command = readLine(reader);
  if (command.endsWith('\\')) return false;
  // Without a command, and also where a `;` or `}` may end it, the text of the input is run.
  if (command === '' || /^[;}]/.test(command)) reader.acts.push({ act: 'code', reason: 'runs lines of its input' });
  else reader.acts.push({ act: 'shell', text: command });
  return true;
}

function readSubstitution(reader: Reader): boolean {
  if (!readDelimited(reader, true) || !readSecond(reader)) return false;
  for (;;) {
    const flag = peek(reader);
    if (flag === 'w') {
      reader.at++;
      return readFile(reader, 'write');
    }
    if (flag === 'e') reader.acts.push({ act: 'code', reason: 'runs lines of its input' });
    else if (flag === '' || !'gpiImM0123456789'.includes(flag)) return endsHere(reader);
    reader.at++;
  }
}

/* ---- delimited texts ---- */

/** From the delimiter under the cursor to its next occurrence, which is left under the cursor for `readSecond`. */
function readDelimited(reader: Reader, isPattern: boolean): boolean {
  const delimiter = peek(reader);
  if (delimiter === '' || delimiter === '\n' || delimiter === '\\') return false;
  reader.at++;
  if (!readUntil(reader, delimiter, isPattern)) return false;
  reader.at++;
  return true;
}

function readSecond(reader: Reader): boolean {
  const delimiter = reader.text.charAt(reader.at - 1);
  if (!readUntil(reader, delimiter, false)) return false;
  reader.at++;
  return true;
}

function readUntil(reader: Reader, delimiter: string, isPattern: boolean): boolean {
  while (reader.at < reader.text.length) {
    const character = peek(reader);
    if (character === delimiter) return true;
    if (character === '\n' && isPattern) return false;
    if (character === '\\') reader.at += 2;
    else if (character === '[' && isPattern) {
      if (!readBracket(reader, delimiter)) return false;
    } else reader.at++;
  }
  return false;
}

/** `[…]`, in which the delimiter is a character like any other. A backslash before `]` is read in two ways by seds. */
function readBracket(reader: Reader, delimiter: string): boolean {
  reader.at++;
  if (peek(reader) === '^') reader.at++;
  if (peek(reader) === ']') reader.at++;
  while (reader.at < reader.text.length) {
    const character = peek(reader);
    const next = reader.text.charAt(reader.at + 1);
    if (character === ']') {
      reader.at++;
      return true;
    }
    if (character === '\n' || (character === '\\' && (next === ']' || next === delimiter))) return false;
    if (character === '[' && (next === ':' || next === '.' || next === '=')) {
      const end = reader.text.indexOf(`${next}]`, reader.at + 2);
      if (end === -1) return false;
      reader.at = end + 2;
    } else reader.at++;
  }
  return false;
}
