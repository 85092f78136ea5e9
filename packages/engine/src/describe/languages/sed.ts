import type { LanguageAct } from './language.ts';
import { peek, readDelimited, readSecond, type SedReader, skip } from './sed-reader.ts';

/**
 * What a sed script does besides editing what it is given: `r` and `R` read, `w`, `W` and the flag `w` write, `e` and the
 * flag `e` run. Follows GNU sed, and BSD's where they read a script alike; the rest is not understood.
 */
export function analyseSed(text: string): readonly LanguageAct[] {
  const reader: SedReader = { text, at: 0, acts: [] };
  while (reader.at < text.length) {
    skip(reader, ' \t\n\r;{}');
    if (reader.at >= text.length) break;
    if (!readAddresses(reader) || !readCommand(reader)) return [...reader.acts, NOT_UNDERSTOOD];
  }
  return reader.acts;
}

const NOT_UNDERSTOOD: LanguageAct = { act: 'code', reason: 'is not understood' };

/* ---- addresses ---- */

/** At most two addresses and one `!`; true where what stands there was understood. */
function readAddresses(reader: SedReader): boolean {
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

function readAddress(reader: SedReader, signs: string): boolean {
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

function skipDigits(reader: SedReader): number {
  const start = reader.at;
  skip(reader, '0123456789');
  return reader.at - start;
}

function skipLetters(reader: SedReader, letters: string): true {
  skip(reader, letters);
  return true;
}

/* ---- commands ---- */

function readCommand(reader: SedReader): boolean {
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
function endsHere(reader: SedReader): boolean {
  skip(reader, ' \t\r');
  return reader.at >= reader.text.length || '\n;}#'.includes(peek(reader));
}

function readLine(reader: SedReader): string {
  const end = reader.text.indexOf('\n', reader.at);
  const line = reader.text.slice(reader.at, end === -1 ? undefined : end);
  reader.at = end === -1 ? reader.text.length : end;
  return line;
}

/** The text of `a`, `i` and `c`: up to a line's end that no backslash hides. A text that is still to come is not understood. */
function readText(reader: SedReader): boolean {
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
function readFile(reader: SedReader, act: 'read' | 'write'): boolean {
  skip(reader, ' \t');
  const path = readLine(reader);
  if (path === '') return false;
  if (!STREAMS.includes(path)) reader.acts.push({ act, path });
  return true;
}

function readExecuted(reader: SedReader): boolean {
  skip(reader, ' \t');
  const command = readLine(reader);
  if (command.endsWith('\\')) return false;
  // Without a command, and also where a `;` or `}` may end it, the text of the input is run.
  if (command === '' || /^[;}]/.test(command)) reader.acts.push({ act: 'code', reason: 'runs lines of its input' });
  else reader.acts.push({ act: 'shell', text: command });
  return true;
}

function readSubstitution(reader: SedReader): boolean {
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
