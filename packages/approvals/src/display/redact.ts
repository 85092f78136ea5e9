import type { Range } from './cut.ts';
import { isHidden } from './escape.ts';
import { isSecretName } from './secret-names.ts';
import { TOKENS } from './token-shapes.ts';

/**
 * What a text is. `text`: anything people wrote. `record`: a command in a log, where unquoted values end where the shell
 * would start another command. `command`: a command someone is to approve, where a mask never covers a blank, a quote
 * or anything else that parts words, because a trick with quotes could hide words behind it.
 */
export type TextKind = 'text' | 'record' | 'command';

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

/** A part to hide, and what to show instead. */
interface Secret extends Range {
  readonly mask: string;
}

const HIDE = '***';
const SHORTEST_SHOWN = 18;

function maskOf(secret: string): string {
  return secret.length < SHORTEST_SHOWN ? HIDE : `${secret.slice(0, 6)}…${secret.slice(-4)}`;
}

function secretsIn(text: string, kind: TextKind): readonly Secret[] {
  const at = (match: RegExpExecArray, part = match[0]) => match.index + match[0].length - part.length;
  return [
    ...collect(text, PRIVATE_KEY, (match) => keyAfter(text, at(match, ''), kind)),
    ...collect(text, AUTHORIZATION, (match) => credentialAfter(text, at(match, ''), match[1] ?? '', kind)),
    ...collect(text, URL_PASSWORD, (match) => passwordAt(match, kind)),
    ...collect(text, NAMED_VALUE, (match) => namedValue(text, at(match, ''), match, kind)),
    ...collect(text, OPTION, (match) => optionValue(text, at(match, ''), match[1] ?? '', kind)),
    ...TOKENS.flatMap((token) => collect(text, token, (match) => secretAt(match.index, match[0], maskOf(match[0])))),
  ];
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g;
const AUTHORIZATION = /\bauthorization["']?[:=] ?["']?(bearer|basic|token|digest|negotiate|apikey)[ ]+/gi;
const URL_PASSWORD = /:\/\/[^\s/@:"'<>]{0,200}:([^\s/@"'<>]{1,500})@/g;
const NAMED_VALUE = /([A-Za-z][A-Za-z0-9_.%-]{0,100})(["']?)([=:])/g;
const OPTION = /(?<![A-Za-z0-9-])--?([A-Za-z][A-Za-z0-9-]{0,60})[ \t]+(?=[^\s-])/g;

/** The secrets that follow matches of a pattern; after one, the search goes on behind it, so that no text takes long. */
function collect(
  text: string,
  pattern: RegExp,
  secretOf: (match: RegExpExecArray) => Secret | undefined,
): readonly Secret[] {
  const search = new RegExp(pattern);
  const secrets: Secret[] = [];
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const secret = secretOf(match);
    if (secret === undefined || secret.start >= secret.end) continue;
    secrets.push(secret);
    search.lastIndex = Math.max(search.lastIndex, secret.end);
  }
  return secrets;
}

/** What stands between the lines of a private key. */
function keyAfter(text: string, start: number, kind: TextKind): Secret | undefined {
  if (kind === 'command') {
    const line = /^(?:\\n|[\s"'])*([A-Za-z0-9+/=]{40,})/.exec(text.slice(start, start + 2000));
    return line === null ? undefined : secretAt(start + line[0].length - (line[1] ?? '').length, line[1] ?? '', HIDE);
  }
  const end = text.indexOf('-----END', start);
  return { start, end: end === -1 ? text.length : end, mask: ' …redacted… ' };
}

/** `Authorization: Bearer …`: the scheme is shown, what follows is not. */
function credentialAfter(text: string, start: number, scheme: string, kind: TextKind): Secret {
  const end = scheme.toLowerCase() === 'digest' && kind === 'text' ? lineEnd(text, start) : valueEnd(text, start, kind);
  const value = text.slice(start, end);
  return secretAt(start, value, /bearer|token/i.test(scheme) ? maskOf(value) : HIDE);
}

/** `scheme://user:password@host`. */
function passwordAt(match: RegExpExecArray, kind: TextKind): Secret | undefined {
  const password = match[1] ?? '';
  if (kind !== 'text' && PARTS_WORDS.test(password)) return undefined;
  return secretAt(match.index + match[0].length - 1 - password.length, password, HIDE);
}

/** `NAME=value`, `"name": "value"`, `?name=value&`. */
function namedValue(text: string, start: number, match: RegExpExecArray, kind: TextKind): Secret | undefined {
  const [, name = '', quote, separator] = match;
  if (!isSecretName(name)) return undefined;
  const isSentence = separator === ':' && quote === '' && !/^ ?["'A-Za-z0-9]/.test(text.slice(start, start + 2));
  return isSentence
    ? undefined
    : valueAt(text, separator === ':' && text[start] === ' ' ? start + 1 : start, name, kind);
}

/** `--token value`. */
function optionValue(text: string, start: number, name: string, kind: TextKind): Secret | undefined {
  const value = isSecretName(name) ? valueAt(text, start, name, kind) : undefined;
  return value !== undefined && PROSE.has(text.slice(value.start, value.end).toLowerCase()) ? undefined : value;
}

/** Words after an option that make the text a sentence about it. */
const PROSE = new Set(
  'or and is are the a an to for in on with if not from of as flag option options must may can'.split(' '),
);

function valueAt(text: string, start: number, name: string, kind: TextKind): Secret | undefined {
  const quote = text[start] ?? '';
  const isQuoted = quote === '"' || quote === "'";
  const from = isQuoted ? start + 1 : start;
  const end = isQuoted && kind !== 'command' ? quotedEnd(text, from, quote) : valueEnd(text, from, kind);
  const value = text.slice(from, end);
  const isItself = value === `$${name}` || value === `\${${name}}`;
  return isItself ? undefined : secretAt(from, value, maskOf(value));
}

function secretAt(start: number, value: string, mask: string): Secret {
  return { start, end: start + value.length, mask };
}

/** What a shell would not take for part of one word. */
const PARTS_WORDS = /[\s&"';|<>()`]|\$\(/;

/** Where an unquoted value ends. */
function valueEnd(text: string, start: number, kind: TextKind): number {
  let at = start;
  while (at < text.length && !endsValue(text, at, kind)) at += 1;
  return at;
}

function endsValue(text: string, at: number, kind: TextKind): boolean {
  const character = text[at] ?? '';
  if (kind === 'text') return /[\s&"'}]/.test(character);
  return PARTS_WORDS.test(character) || text.startsWith('$(', at);
}

function quotedEnd(text: string, start: number, quote: string): number {
  let at = start;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' && quote === '"' ? 2 : 1;
  return Math.min(at, text.length);
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
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
  const plain: string[] = [];
  let at = 0;
  for (const character of text) {
    if (!isHidden(character) || '\n\r\t'.includes(character)) {
      plain.push(character);
      for (let unit = 0; unit < character.length; unit += 1) origin.push(at + unit);
    }
    at += character.length;
  }
  return { plain: plain.join(''), origin };
}
