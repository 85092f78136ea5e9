import type { HostPattern } from '../policy.ts';
import { type Parts, partsOf, type Word } from '../word.ts';
import { compileText, type TextMatcher } from './text.ts';
import type { Tri } from './tri.ts';

/** A network target as far as it is known; `undefined` parts are not. */
export interface Target {
  readonly scheme: string | undefined;
  /** Lower case, no trailing dot, addresses canonical (IPv6 without brackets). */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
}

const NOWHERE: Target = { scheme: undefined, host: undefined, port: undefined, path: undefined };
const PORTS: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443, ftp: 21, ssh: 22, git: 9418 };

/** Reads a URL, a host or `host:port`; what is not understood stays unknown, and unknown is never allowed. */
export function parseTarget(word: Word): Target {
  const parts = partsOf(word);
  if (word.kind === 'many' || parts.length === 0) return NOWHERE;
  if (parts.some((part) => typeof part !== 'string')) return partlyKnown(parts);
  return parseKnown(parts.join(''));
}

/** A URL whose host is literal and closed by a slash keeps its host, whatever follows. */
function partlyKnown(parts: Parts): Target {
  const head = parts[0];
  if (typeof head !== 'string') return NOWHERE;
  const scheme = head.indexOf('://');
  if (scheme < 1) return NOWHERE;
  const slash = head.indexOf('/', scheme + 3);
  return slash === -1 ? NOWHERE : { ...parseKnown(head.slice(0, slash)), path: undefined };
}

function parseKnown(text: string): Target {
  if (text === '*' || /[\s\\^`{}|<>"]/.test(text)) return NOWHERE;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  if (scheme?.[1] !== undefined) return parseUrl(scheme[1].toLowerCase(), text.slice(scheme[0].length));
  // scp and git write user@host:path; the port is then the program's own.
  const remote = /^(?:[^@/:]+@)?([^@/:[\]]+):(?!\d+$)(.*)$/.exec(text);
  if (remote?.[1] !== undefined) return { ...NOWHERE, host: canonicalHost(remote[1]) };
  const slash = text.indexOf('/');
  const authority = slash === -1 ? text : text.slice(0, slash);
  return {
    scheme: undefined,
    ...parseAuthority(authority, undefined),
    path: slash === -1 ? undefined : text.slice(slash),
  };
}

function parseUrl(scheme: string, rest: string): Target {
  const end = rest.search(/[/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const path = end === -1 ? '/' : rest.slice(end).startsWith('/') ? rest.slice(end) : `/${rest.slice(end)}`;
  return { scheme, ...parseAuthority(authority, PORTS[scheme]), path };
}

function parseAuthority(authority: string, fallback: number | undefined): Pick<Target, 'host' | 'port'> {
  const bare = authority.slice(authority.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(bare);
  if (bracketed?.[1] !== undefined) return { host: canonicalHost(bracketed[1]), port: portOf(bracketed[2], fallback) };
  if ((bare.match(/:/g) ?? []).length > 1) return { host: canonicalHost(bare), port: fallback };
  const [name = '', port] = bare.split(':');
  if (port !== undefined && !/^\d{1,5}$/.test(port)) return { host: undefined, port: undefined };
  return { host: canonicalHost(name), port: portOf(port, fallback) };
}

const portOf = (text: string | undefined, fallback: number | undefined): number | undefined =>
  text === undefined || text === '' ? fallback : Number(text);

/** One spelling for one host: lower case, no trailing dot, punycode as written, `127.1` and `0x7f000001` as `127.0.0.1`, IPv6 in full. */
export function canonicalHost(name: string): string | undefined {
  const lower = name.toLowerCase().replace(/\.$/, '');
  if (lower === '' || lower.includes('%')) return undefined;
  const address = parseAddress(lower);
  if (address !== undefined) return addressText(address);
  // A label of digits alone at the end is an address that was not understood, never a name.
  if (/(^|\.)(0x[0-9a-f]*|\d+)$/.test(lower)) return undefined;
  return asciiHost(lower);
}

/** Names with other letters than ASCII are not understood until a host hands them over in punycode. */
function asciiHost(name: string): string | undefined {
  return /^[a-z0-9_.*-]+$/.test(name) ? name : undefined;
}

/** 4 or 16 bytes. */
type Address = readonly number[];

export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) return parseV6(text);
  return parseV4(text);
}

/** As `inet_aton` reads it: one to four numbers, decimal, octal or hexadecimal, the last filling the remaining bytes. */
function parseV4(text: string): Address | undefined {
  const pieces = text.split('.');
  if (pieces.length > 4) return undefined;
  const numbers = pieces.map(parseNumber);
  if (numbers.some((number) => number === undefined)) return undefined;
  const known = numbers as number[];
  const last = known[known.length - 1] ?? 0;
  const head = known.slice(0, -1);
  if (head.some((byte) => byte > 255) || last >= 256 ** (4 - head.length)) return undefined;
  const tail = Array.from(
    { length: 4 - head.length },
    (_, at) => Math.floor(last / 256 ** (3 - head.length - at)) % 256,
  );
  return [...head, ...tail];
}

function parseNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]{1,8}$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^0[0-7]{0,11}$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : undefined;
}

function parseV6(text: string): Address | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const v4 = parseV4(dotted[2] ?? '');
    if (v4 === undefined) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = v4;
    return parseV6(`${dotted[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => '0'), ...tail];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
  const bytes = groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
  // An IPv4 address in IPv6 clothes is that IPv4 address.
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
}

function addressText(address: Address): string {
  if (address.length === 4) return address.join('.');
  return Array.from({ length: 8 }, (_, at) =>
    (((address[at * 2] ?? 0) << 8) | (address[at * 2 + 1] ?? 0)).toString(16),
  ).join(':');
}

/* ---- patterns ---- */

export type HostMatcher = (target: Target) => Tri;

export function compileHost(pattern: HostPattern): HostMatcher {
  switch (pattern.kind) {
    case 'any':
      return () => 'yes';
    case 'name': {
      const name = hostName(pattern.name);
      return (target) => both(name(target.host), port(pattern.port, target));
    }
    case 'url': {
      const name = hostName(pattern.name);
      const path = compileText(pattern.path);
      const ports = pattern.port ?? PORTS[pattern.scheme];
      return (target) =>
        both(both(scheme(pattern.scheme, target), name(target.host)), both(port(ports, target), urlPath(path, target)));
    }
    case 'cidr': {
      const base = parseAddress(pattern.address);
      return (target) => both(inNetwork(base, pattern.bits, target.host), port(pattern.port ?? '*', target));
    }
    case 'loopback':
      return (target) => both(isLoopback(target.host), port(pattern.port ?? '*', target));
    case 'private':
      return (target) => both(isPrivate(target.host), port(pattern.port ?? '*', target));
  }
}

const both = (a: Tri, b: Tri): Tri =>
  a === 'no' || b === 'no' ? 'no' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';

/** `*.example.org` is every subdomain at any depth, never the apex. */
function hostName(pattern: readonly unknown[]): (host: string | undefined) => Tri {
  const matcher: TextMatcher = compileText(pattern as Parameters<typeof compileText>[0]);
  return (host) => (host === undefined ? 'maybe' : matcher.matches(host) ? 'yes' : 'no');
}

function port(wanted: number | '*' | undefined, target: Target): Tri {
  if (wanted === '*') return 'yes';
  if (target.port === undefined) return 'maybe';
  if (wanted === undefined) return target.port === 443 || target.port === 80 ? 'yes' : 'no';
  return target.port === wanted ? 'yes' : 'no';
}

const scheme = (wanted: string, target: Target): Tri =>
  target.scheme === undefined ? 'maybe' : target.scheme === wanted ? 'yes' : 'no';

/** A path with dot segments or escapes could be read in two ways: only a plain one matches for sure. */
function urlPath(pattern: TextMatcher, target: Target): Tri {
  if (target.path === undefined) return 'maybe';
  const bare = target.path.replace(/[?#].*$/s, '');
  if (/%|\/\.\.?(\/|$)|\\/.test(bare)) return 'maybe';
  return pattern.matches(bare) || (bare.endsWith('/') && pattern.matches(bare.slice(0, -1))) ? 'yes' : 'no';
}

function inNetwork(base: Address | undefined, bits: number, host: string | undefined): Tri {
  if (host === undefined) return 'maybe';
  const address = parseAddress(host);
  if (address === undefined) return 'maybe'; // a name may resolve to anything
  if (base === undefined || address.length !== base.length) return 'no';
  for (let bit = 0; bit < bits; bit++) {
    const mask = 128 >> (bit % 8);
    if (((address[bit >> 3] ?? 0) & mask) !== ((base[bit >> 3] ?? 0) & mask)) return 'no';
  }
  return 'yes';
}

function isLoopback(host: string | undefined): Tri {
  if (host === 'localhost' || host?.endsWith('.localhost') === true) return 'yes';
  const v4 = inNetwork([127, 0, 0, 0], 8, host);
  if (v4 !== 'no') return v4;
  // The address of no host leads to this machine on most systems.
  if (host === '0.0.0.0' || host === '0:0:0:0:0:0:0:0') return 'maybe';
  return host === '0:0:0:0:0:0:0:1' ? 'yes' : 'no';
}

const PRIVATE: readonly (readonly [Address, number])[] = [
  [[10, 0, 0, 0], 8],
  [[172, 16, 0, 0], 12],
  [[192, 168, 0, 0], 16],
  [[169, 254, 0, 0], 16],
  [[0xfc, ...Array.from({ length: 15 }, () => 0)], 7],
  [[0xfe, 0x80, ...Array.from({ length: 14 }, () => 0)], 10],
];

function isPrivate(host: string | undefined): Tri {
  const answers = PRIVATE.map(([base, bits]) => inNetwork(base, bits, host));
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}
