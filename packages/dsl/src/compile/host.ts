import type { HostPattern, TextPart, TextPattern } from '@writ/engine';
import { badCidr, badHost, badPort, dotDot, emptyPattern, hostWithPath } from '../problems/patterns.ts';
import type { Word } from '../read/tokens.ts';
import { addressText, isNetwork, networkOf, parseAddress } from './address.ts';
import { asciiLabel } from './punycode.ts';
import { report, type Scope } from './scope.ts';
import { joinTexts, literalOf, textPattern } from './text.ts';

type Port = number | '*';
type Problems = Pick<Scope, 'problems'>;

/** A word as a host pattern. */
export function hostPattern(scope: Problems, word: Word): HostPattern | undefined {
  const pattern = textPattern(scope, word);
  if (pattern.length === 0) return report(scope, emptyPattern(word));
  if (pattern.length === 1 && isWild(pattern[0])) return { kind: 'any' };
  const head = typeof pattern[0] === 'string' ? pattern[0] : '';
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(head)?.[1];
  if (scheme !== undefined) return urlPattern(scope, word, scheme.toLowerCase(), dropHead(pattern, scheme.length + 3));
  const address = addressPattern(scope, word, literalOf(pattern));
  if (address !== 'none') return address;
  if (slashIn(pattern)) return report(scope, hostWithPath(word.image, word));
  const split = splitPort(scope, word, pattern);
  return split && named(scope, word, split.name, split.port);
}

const isWild = (part: TextPart | undefined): boolean => typeof part === 'object' && 'wild' in part && part.wild !== '?';

function dropHead(pattern: TextPattern, length: number): TextPattern {
  const [first, ...rest] = pattern;
  return joinTexts([typeof first === 'string' ? first.slice(length) : '', ...rest]);
}

const slashIn = (pattern: TextPattern): boolean =>
  pattern.some((part) => typeof part === 'string' && part.includes('/'));

/* ---- names ---- */

function named(scope: Problems, word: Word, name: TextPattern, port: Port | undefined): HostPattern | undefined {
  const withPort = port === undefined ? {} : { port };
  const text = literalOf(name)?.toLowerCase();
  if (text === 'loopback' || text === 'private') return { kind: text, ...withPort };
  const host = hostName(scope, word, name);
  return host && { kind: 'name', name: host, ...withPort };
}

/** Lower case, no trailing dot, labels in ASCII. */
function hostName(scope: Problems, word: Word, name: TextPattern): TextPattern | undefined {
  if (name.length === 0) return report(scope, badHost(word.image, 'the name is missing', word));
  const parts = name.map((part, index) => canonicalPart(part, index === 0, index === name.length - 1));
  const wrong = parts.find((part) => typeof part === 'object' && 'why' in part);
  if (wrong !== undefined && typeof wrong === 'object' && 'why' in wrong)
    return report(scope, badHost(word.image, wrong.why, word));
  return joinTexts(parts as readonly TextPart[]);
}

type Canonical = TextPart | { readonly why: string };

function canonicalPart(part: TextPart, first: boolean, last: boolean): Canonical {
  if (typeof part === 'string') return canonicalText(part, first, last);
  if ('wild' in part) return part;
  const options = part.oneOf.map((option) =>
    option.map((one, index) => canonicalPart(one, first && index === 0, last && index === option.length - 1)),
  );
  const wrong = options.flat().find((one) => typeof one === 'object' && 'why' in one);
  return wrong ?? { oneOf: options as readonly TextPattern[] };
}

function canonicalText(text: string, first: boolean, last: boolean): Canonical {
  const lower = text.toLowerCase();
  const labels = (last && lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower).split('.');
  const out: string[] = [];
  for (const [index, label] of labels.entries()) {
    const opens = index > 0 || first;
    const closes = index < labels.length - 1 || last;
    if (label === '' && opens && closes) return { why: 'a label is empty' };
    const ascii = opens && closes ? asciiLabel(label) : label;
    if (/[^\x00-\x7f]/.test(ascii)) return { why: 'a label with wildcards takes ASCII letters only' };
    if (!/^[a-z0-9_-]*$/.test(ascii)) return { why: 'it has characters that no host name has' };
    if (ascii.length > 63) return { why: 'a label is longer than 63 characters' };
    out.push(ascii);
  }
  return out.join('.');
}

/** Takes `:8080` or `:*` off the end. */
function splitPort(
  scope: Problems,
  word: Word,
  pattern: TextPattern,
): { name: TextPattern; port: Port | undefined } | undefined {
  const last = pattern.at(-1);
  const before = pattern.at(-2);
  if (isWild(last) && typeof before === 'string' && before.endsWith(':')) {
    return { name: joinTexts([...pattern.slice(0, -2), before.slice(0, -1)]), port: '*' };
  }
  const colon = typeof last === 'string' && !last.endsWith(']') ? last.lastIndexOf(':') : -1;
  if (typeof last !== 'string' || colon === -1) return { name: pattern, port: undefined };
  const port = portNumber(last.slice(colon + 1));
  if (port === undefined) return report(scope, badPort(last.slice(colon + 1), word));
  return { name: joinTexts([...pattern.slice(0, -1), last.slice(0, colon)]), port };
}

function portNumber(text: string): number | undefined {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : undefined;
}

/* ---- URLs ---- */

function urlPattern(scope: Problems, word: Word, scheme: string, rest: TextPattern): HostPattern | undefined {
  const cut = rest.findIndex((part) => typeof part === 'string' && part.includes('/'));
  const text = rest[cut];
  const slash = typeof text === 'string' ? text.indexOf('/') : -1;
  const authority = typeof text === 'string' ? joinTexts([...rest.slice(0, cut), text.slice(0, slash)]) : rest;
  // Without a path, the whole site is meant.
  const path =
    typeof text === 'string'
      ? joinTexts([text.slice(slash), ...rest.slice(cut + 1)])
      : (['/', { wild: '**' }] as const);
  if (path.some((part) => typeof part === 'string' && /(^|\/)\.\.(\/|$)/.test(part)))
    return report(scope, dotDot(word));
  const split = splitPort(scope, word, authority);
  if (split === undefined) return undefined;
  if (split.name.some((part) => typeof part === 'string' && part.includes('@')))
    return report(scope, badHost(word.image, 'a user name cannot be part of it', word));
  const literal = parseAddress((literalOf(split.name) ?? '').replace(/^\[(.*)\]$/, '$1'));
  const name = literal === undefined ? hostName(scope, word, split.name) : [addressText(literal)];
  return name && { kind: 'url', scheme, name, ...(split.port === undefined ? {} : { port: split.port }), path };
}

/* ---- addresses ---- */

/** An address or a network, with or without a port; `none` where the word is neither. */
function addressPattern(scope: Problems, word: Word, literal: string | undefined): HostPattern | undefined | 'none' {
  const text = literal ?? portOfAnyHost(textPattern({ problems: [] }, word));
  const found =
    /^(\[[0-9a-fA-F:.]+\]|[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*|[0-9][0-9a-fA-FxX.]*)(?:\/([^:]*))?(?::(.*))?$/.exec(
      text ?? '',
    );
  if (text === undefined || found?.[1] === undefined) return 'none';
  const bare = found[1].replace(/^\[|\]$/g, '');
  const address = parseAddress(bare);
  if (address === undefined)
    return /^[0-9.]+$|:|^0x/i.test(bare) || found[2] !== undefined
      ? report(scope, badCidr(word.image, 'the address cannot be read', word))
      : 'none';
  const port = found[3] === undefined ? undefined : found[3] === '*' ? '*' : portNumber(found[3]);
  if (found[3] !== undefined && port === undefined) return report(scope, badPort(found[3], word));
  const size = address.length * 8;
  const given = found[2] === undefined ? size : Number(/^[0-9]{1,3}$/.test(found[2]) ? found[2] : Number.NaN);
  const bits = bare.includes(':') && size === 32 && found[2] !== undefined ? given - 96 : given;
  if (!(bits >= 0 && bits <= size))
    return report(scope, badCidr(word.image, `\`/${found[2]}\` is no length of a network`, word));
  if (!isNetwork(address, bits)) {
    return report(
      scope,
      badCidr(
        word.image,
        'the address has bits behind its length',
        word,
        `write \`${addressText(networkOf(address, bits))}/${bits}\``,
      ),
    );
  }
  return { kind: 'cidr', address: addressText(address), bits, ...(port === undefined ? {} : { port }) };
}

/** `127.0.0.1:*`: the one wildcard an address may have. */
function portOfAnyHost(pattern: TextPattern): string | undefined {
  const [text, star] = pattern;
  return pattern.length === 2 && typeof text === 'string' && text.endsWith(':') && isWild(star)
    ? `${text}*`
    : undefined;
}
