import { expect, test } from 'vitest';
import type { HostPattern } from '../policy.ts';
import { textPattern, word } from '../testing/notation.ts';
import { canonicalHost, compileHost, parseTarget } from './host.ts';
import type { Tri } from './tri.ts';

const name = (text: string, port?: number | '*'): HostPattern => ({
  kind: 'name',
  name: textPattern(text),
  ...(port === undefined ? {} : { port }),
});

test.for<[pattern: HostPattern, target: string, answer: Tri]>([
  [name('example.org'), 'https://example.org/x', 'yes'],
  [name('example.org'), 'http://EXAMPLE.org./', 'yes'],
  [name('example.org'), 'https://example.org:8443/', 'no'],
  [name('example.org'), 'https://evil.org/example.org', 'no'],
  [name('example.org'), 'https://example.org@evil.org/', 'no'],
  [name('example.org'), 'https://user:pw@example.org/', 'yes'],
  [name('example.org'), 'example.org', 'maybe'], // the port is not known
  [name('example.org', '*'), 'example.org', 'yes'],
  [name('*.example.org'), 'https://a.b.example.org', 'yes'],
  [name('*.example.org'), 'https://example.org', 'no'],
  [name('localhost', '*'), 'localhost:3000', 'yes'],
  [name('example.org'), 'https://example.org/$one', 'yes'],
  [name('example.org'), 'https://example.org$one', 'maybe'],
  [name('example.org'), '*', 'maybe'],
  [{ kind: 'loopback' }, 'http://127.1:80', 'yes'],
  [{ kind: 'loopback' }, 'http://0x7f000001/', 'yes'],
  [{ kind: 'loopback' }, 'http://[::ffff:127.0.0.1]/', 'yes'],
  [{ kind: 'loopback' }, 'http://[::1]:8080/', 'yes'],
  [{ kind: 'loopback' }, 'http://localhost:5173/', 'yes'],
  [{ kind: 'loopback' }, 'http://0/', 'maybe'], // on most systems, it leads to this machine
  [{ kind: 'loopback' }, 'http://[::]:80/', 'maybe'],
  [{ kind: 'loopback' }, 'http://10.0.0.1/', 'no'],
  [{ kind: 'private' }, 'http://10.1.2.3/', 'yes'],
  [{ kind: 'private' }, 'http://172.32.0.1/', 'no'],
  [{ kind: 'private' }, 'http://example.org/', 'maybe'],
  [{ kind: 'cidr', address: '10.0.0.0', bits: 8 }, 'http://10.9.8.7:99', 'yes'],
  [
    { kind: 'url', scheme: 'https', name: ['example.org'], path: textPattern('/a/**') },
    'https://example.org/a/b',
    'yes',
  ],
  [
    { kind: 'url', scheme: 'https', name: ['example.org'], path: textPattern('/a/**') },
    'https://example.org/a/../b',
    'maybe',
  ],
  [{ kind: 'url', scheme: 'https', name: ['example.org'], path: textPattern('/a/**') }, 'https://example.org/b', 'no'],
])('%j against %s: %s', ([pattern, target, answer]) =>
  expect(compileHost(pattern)(parseTarget(word(target)))).toBe(answer),
);

test.for<[host: string, canonical: string | undefined]>([
  ['127.1', '127.0.0.1'],
  ['0177.0.0.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['256.1.1.1', undefined],
  ['1.2.3.4.5', undefined],
  ['ExAmple.ORG.', 'example.org'],
  ['exämple.org', undefined],
])('the host %s is %s', ([host, canonical]) => expect(canonicalHost(host)).toBe(canonical));
