import type { Range } from './cut.ts';
import { isHidden } from './escape.ts';
import { isSecretName } from './secret-names.ts';

/** What a text is: in a command, the words a shell would read as commands are never taken for part of a secret. */
export type TextKind = 'text' | 'command';

/** A part to hide, and what to show instead. */
interface Secret extends Range {
  readonly mask: string;
}

/** A text with its secrets masked, and where each place of the original has gone. */
export interface Redacted {
  readonly text: string;
  readonly moved: (offset: number) => number;
}

/** The text with its secrets masked; long ones keep their first six and last four characters, so that people can tell keys apart. */
export function redact(text: string, kind: TextKind = 'text'): string {
  return redactWithPlaces(text, kind).text;
}

/** As `redact`, for callers that go on to point at parts of the text. */
export function redactWithPlaces(text: string, kind: TextKind): Redacted {
  const { plain, origin } = withoutHidden(text);
  const shifts: { readonly end: number; readonly by: number }[] = [];
  let result = '';
  let done = 0;
  for (const secret of firstOfEach(secretsIn(plain, kind))) {
    const start = origin[secret.start] ?? text.length;
    const end = (origin[secret.end - 1] ?? text.length - 1) + 1;
    const isSplit = end - start !== secret.end - secret.start; // Hidden characters inside: show nothing of it.
    result += text.slice(done, start) + (isSplit ? HIDE : secret.mask);
    done = end;
    shifts.push({ end, by: result.length - end });
  }
  const moved = (offset: number) => offset + (shifts.findLast((shift) => shift.end <= offset)?.by ?? 0);
  return { text: result + text.slice(done), moved };
}

const HIDE = '***';
const SHORTEST_SHOWN = 18;

function maskOf(secret: string): string {
  return secret.length < SHORTEST_SHOWN ? HIDE : `${secret.slice(0, 6)}…${secret.slice(-4)}`;
}

/** Tokens known by their shape, wherever they stand. */
const TOKENS: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\bxapp-[A-Za-z0-9-]{10,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{16,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:hf|gsk|r8)_[A-Za-z0-9]{18,}/g,
  /\b(?:fw|pplx|tvly|dop_v1|shpat|SG)[-_.][A-Za-z0-9._-]{24,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bpypi-[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b[0-9]{6,}:[A-Za-z0-9_-]{20,}/g,
];

function secretsIn(text: string, kind: TextKind): readonly Secret[] {
  const tokens = TOKENS.flatMap((token) =>
    Array.from(text.matchAll(token), (match) => secretAt(match.index, match[0], maskOf(match[0]))),
  );
  return [
    ...privateKeys(text),
    ...authorizations(text, kind),
    ...urlPasswords(text),
    ...namedValues(text, kind),
    ...options(text, kind),
    ...tokens,
  ];
}

/** What stands between the lines of a private key. */
function privateKeys(text: string): readonly Secret[] {
  const blocks = text.matchAll(/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g);
  return Array.from(blocks, (begin) => {
    const start = begin.index + begin[0].length;
    const end = text.indexOf('-----END', start);
    return { start, end: end === -1 ? text.length : end, mask: ' …redacted… ' };
  }).filter((secret) => secret.start < secret.end);
}

/** `Authorization: Bearer …`: the scheme is shown, what follows is not. */
function authorizations(text: string, kind: TextKind): readonly Secret[] {
  const headers = text.matchAll(/\bauthorization["']?[:=] ?["']?(bearer|basic|token|digest|negotiate|apikey)[ ]+/gi);
  return Array.from(headers, (header) => {
    const start = header.index + header[0].length;
    const scheme = (header[1] ?? '').toLowerCase();
    const end = scheme === 'digest' ? endOfLine(text, start, kind) : valueEnd(text, start, kind);
    const value = text.slice(start, end);
    return secretAt(start, value, scheme === 'bearer' || scheme === 'token' ? maskOf(value) : HIDE);
  }).filter((secret) => secret.start < secret.end);
}

/** `scheme://user:password@host`. */
function urlPasswords(text: string): readonly Secret[] {
  const urls = text.matchAll(/:\/\/[^\s/@:"'<>]{0,200}:([^\s/@"'<>]{1,500})@/g);
  return Array.from(urls, (url) => secretAt(url.index + url[0].length - 1 - (url[1] ?? '').length, url[1] ?? '', HIDE));
}

/** `NAME=value`, `"name": "value"`, `?name=value&`. */
function namedValues(text: string, kind: TextKind): readonly Secret[] {
  const names = text.matchAll(/([A-Za-z][A-Za-z0-9_.%-]{0,100})(["']?)([=:])/g);
  return Array.from(names, (match) => {
    const [whole, name = '', quote, separator] = match;
    if (
      !isSecretName(name) ||
      (separator === ':' &&
        quote === '' &&
        !/^[ ]?["'A-Za-z0-9]/.test(text.slice(match.index + whole.length, match.index + whole.length + 2)))
    )
      return [];
    const start = skipBlanks(text, match.index + whole.length, separator === ':');
    return valueAt(text, start, kind, name);
  }).flat();
}

/** `--token value`. */
function options(text: string, kind: TextKind): readonly Secret[] {
  const names = text.matchAll(/(?<![A-Za-z0-9-])--?([A-Za-z][A-Za-z0-9-]{0,60})[ \t]+(?=[^\s-])/g);
  return Array.from(names, (match) => {
    const [whole, name = ''] = match;
    if (!isSecretName(name)) return [];
    const values = valueAt(text, match.index + whole.length, kind, name);
    return values.filter((value) => !PROSE.has(text.slice(value.start, value.end).toLowerCase()));
  }).flat();
}

/** Words after an option that make the text a sentence about it. */
const PROSE = new Set([
  'or',
  'and',
  'is',
  'are',
  'the',
  'a',
  'an',
  'to',
  'for',
  'in',
  'on',
  'with',
  'if',
  'not',
  'from',
  'of',
  'as',
  'flag',
  'option',
  'options',
  'must',
  'may',
  'can',
]);

function valueAt(text: string, start: number, kind: TextKind, name: string): readonly Secret[] {
  const quote = text[start];
  const from = quote === '"' || quote === "'" ? start + 1 : start;
  const end = from > start ? quotedEnd(text, from, quote ?? '', kind) : valueEnd(text, from, kind);
  const value = text.slice(from, end);
  if (value === '' || value === `$${name}` || value === `\${${name}}`) return [];
  return [secretAt(from, value, maskOf(value))];
}

function secretAt(start: number, value: string, mask: string): Secret {
  return { start, end: start + value.length, mask };
}

/** Where an unquoted value ends. In a command it also ends where the shell would start something else. */
function valueEnd(text: string, start: number, kind: TextKind): number {
  let at = start;
  while (at < text.length && !endsValue(text, at, kind)) at += 1;
  return at;
}

function endsValue(text: string, at: number, kind: TextKind): boolean {
  const character = text[at] ?? '';
  if (' \t\n\r&"\''.includes(character)) return true;
  if (kind === 'text') return '}'.includes(character);
  return ';|<>()`'.includes(character) || text.startsWith('$(', at);
}

function quotedEnd(text: string, start: number, quote: string, kind: TextKind): number {
  let at = start;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') {
    const runsSomething = kind === 'command' && quote === '"' && (text[at] === '`' || text.startsWith('$(', at));
    if (runsSomething) return at;
    at += text[at] === '\\' && quote === '"' ? 2 : 1;
  }
  return Math.min(at, text.length);
}

function endOfLine(text: string, start: number, kind: TextKind): number {
  if (kind === 'command') return valueEnd(text, start, kind);
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function skipBlanks(text: string, start: number, skip: boolean): number {
  let at = start;
  while (skip && text[at] === ' ') at += 1;
  return at;
}

/** In order, each starting after the one before; of those that overlap, the first, and of equals the longest. */
function firstOfEach(secrets: readonly Secret[]): readonly Secret[] {
  const sorted = [...secrets].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Secret[] = [];
  for (const secret of sorted) if (secret.start >= (result.at(-1)?.end ?? 0)) result.push(secret);
  return result;
}

/** The text as it looks, and for each of its code units where it stands in the original. */
function withoutHidden(text: string): { readonly plain: string; readonly origin: readonly number[] } {
  const origin: number[] = [];
  let plain = '';
  let at = 0;
  for (const character of text) {
    if (!isHidden(character) || '\n\r\t'.includes(character)) {
      plain += character;
      for (let unit = 0; unit < character.length; unit += 1) origin.push(at + unit);
    }
    at += character.length;
  }
  return { plain, origin };
}
