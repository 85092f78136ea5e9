import { BACKSLASH, SINGLE_QUOTE } from './characters.ts';

/** The text of `$'…'`, or `undefined` where its bytes are no characters or depend on the locale. */
export interface AnsiC {
  readonly text: string | undefined;
  /** Behind the closing quote. */
  readonly end: number;
  readonly closed: boolean;
}

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

/** Reads the body of `$'…'` from behind its opening quote. */
export function readAnsiC(source: string, start: number, limit: number): AnsiC {
  const bytes = createByteText();
  let at = start;
  while (at < limit) {
    const code = source.charCodeAt(at);
    if (code === SINGLE_QUOTE) return { text: bytes.text(), end: at + 1, closed: true };
    if (code !== BACKSLASH || at + 1 >= limit) {
      bytes.character(source[at] as string);
      at++;
      continue;
    }
    at = readEscape(source, at + 1, limit, bytes);
  }
  return { text: undefined, end: limit, closed: false };
}

/** Reads one escape from behind its backslash and returns where it ends. */
function readEscape(source: string, at: number, limit: number, bytes: ByteText): number {
  const letter = source[at] as string;
  const simple = SIMPLE[letter];
  if (simple !== undefined) {
    bytes.byte(simple);
    return at + 1;
  }
  if (letter >= '0' && letter <= '7') return readNumber(source, at, Math.min(limit, at + 3), 8, bytes);
  if (letter === 'x') return readHex(source, at, limit, 2, bytes);
  if (letter === 'u') return readHex(source, at, limit, 4, bytes);
  if (letter === 'U') return readHex(source, at, limit, 8, bytes);
  if (letter === 'c') return readControl(source, at, limit, bytes);
  bytes.character('\\');
  bytes.character(letter);
  return at + 1;
}

function readNumber(source: string, start: number, stop: number, base: number, bytes: ByteText): number {
  let at = start;
  let value = 0;
  for (let digit = digitOf(source, at, base); at < stop && digit !== undefined; digit = digitOf(source, at, base)) {
    value = value * base + digit;
    at++;
  }
  bytes.byte(value & 0xff);
  return at;
}

function digitOf(source: string, at: number, base: number): number | undefined {
  const digit = '0123456789abcdef'.indexOf((source[at] ?? ' ').toLowerCase());
  return digit >= 0 && digit < base ? digit : undefined;
}

function readHex(source: string, letterAt: number, limit: number, most: number, bytes: ByteText): number {
  const start = letterAt + 1;
  if (source[start] === '{') {
    bytes.unknown(); // `\x{…}` is read differently by different versions
    return start;
  }
  let at = start;
  let value = 0;
  for (
    let digit = digitOf(source, at, 16);
    at < limit && at < start + most && digit !== undefined;
    digit = digitOf(source, at, 16)
  ) {
    value = value * 16 + digit;
    at++;
  }
  if (at === start) {
    bytes.character('\\');
    bytes.character(source[letterAt] as string);
  } else if (most === 2) bytes.byte(value);
  else if (value < 0x80) bytes.byte(value);
  else bytes.unknown(); // how it is encoded depends on the locale
  return at;
}

function readControl(source: string, letterAt: number, limit: number, bytes: ByteText): number {
  const at = letterAt + 1;
  if (at >= limit) return limit;
  const letter = source[at] as string;
  if (letter === "'" || letter === '\\' || letter.charCodeAt(0) > 127) bytes.unknown();
  if (letter === "'") return at;
  bytes.byte(letter === '?' ? 127 : letter.toUpperCase().charCodeAt(0) & 0x1f);
  return letter === '\\' && source[at + 1] === '\\' ? at + 2 : at + 1;
}

interface ByteText {
  character(character: string): void;
  byte(value: number): void;
  unknown(): void;
  text(): string | undefined;
}

/** Collects characters and bytes; bytes above 127 must make up UTF-8, and a NUL ends the text. */
function createByteText(): ByteText {
  const pieces: string[] = [];
  let pending: number[] = [];
  let known = true;
  let ended = false;
  const flush = (): void => {
    if (pending.length === 0) return;
    const decoded = decodeUtf8(pending);
    if (decoded === undefined) known = false;
    else pieces.push(decoded);
    pending = [];
  };
  const push = (piece: string): void => {
    flush();
    if (!ended) pieces.push(piece);
  };
  return {
    character: push,
    byte(value) {
      if (value === 0) {
        flush();
        ended = true;
      } else if (value < 0x80) push(String.fromCharCode(value));
      else if (!ended) pending.push(value);
    },
    unknown() {
      known = false;
    },
    text() {
      flush();
      return known ? pieces.join('') : undefined;
    },
  };
}

/** The characters of these bytes, all of them above 127. */
function decodeUtf8(bytes: readonly number[]): string | undefined {
  const escaped = bytes.map((byte) => `%${byte.toString(16)}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined; // bytes that are no UTF-8
  }
}
