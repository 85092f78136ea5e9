import type { PolicyDocument, Target } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from '../compile.ts';

function targetOf(rule: string): Target {
  const result = compile(rule, { file: 'a.writ' });
  const document: PolicyDocument | undefined = result.ok ? result.document : undefined;
  const target = document?.rules[0]?.target;
  if (target === undefined) throw new Error(JSON.stringify(result.ok ? 'no rule' : result.diagnostics));
  return target;
}

const star = { wild: '*' };
const stars = { wild: '**' };

test.for<[path: string, anchor: string, pattern: unknown]>([
  ['./x', 'workspace', ['x']],
  ['x/y', 'workspace', ['x/y']],
  ['name', 'workspace', ['name']],
  ['.', 'workspace', []],
  ['./', 'workspace', []],
  ['./**', 'workspace', [stars]],
  ['*.ts', 'workspace', [star, '.ts']],
  ['./././x//y/./z', 'workspace', ['x/y/z']],
  ['./"My Docs"/**', 'workspace', ['My Docs/', stars]],
  ['.env', 'workspace', ['.env']],
  ['..x/..y', 'workspace', ['..x/..y']],
  ['/', 'root', []],
  ['/etc/passwd', 'root', ['etc/passwd']],
  ['/usr/include/**', 'root', ['usr/include/', stars]],
  ['~', 'home', []],
  ['~/.ssh/**', 'home', ['.ssh/', stars]],
  ['**', 'any', [stars]],
  ['**/.env*', 'any', ['.env', star]],
  ['**/node_modules/**', 'any', ['node_modules/', stars]],
  ['./{a,b}/x', 'workspace', [{ oneOf: [['a'], ['b']] }, '/x']],
  ['./a{,.bak}', 'workspace', ['a', { oneOf: [[], ['.bak']] }]],
  ['"a*b"', 'workspace', ['a*b']],
  ['credential:github', 'credential', ['github']],
  ['credential:*', 'credential', [star]],
])('the path %s starts at %s', ([path, anchor, pattern]) => {
  expect(targetOf(`deny read ${path}`)).toMatchObject({ paths: [{ anchor, path: pattern }] });
});

const name = (...parts: readonly unknown[]): unknown => ({ kind: 'name', name: parts });

test.for<[host: string, pattern: unknown]>([
  ['example.org', name('example.org')],
  ['EXAMPLE.org.', name('example.org')],
  ['*.example.org', name(star, '.example.org')],
  ['{a,b}.example.org', name({ oneOf: [['a'], ['b']] }, '.example.org')],
  ['example.org:8080', { kind: 'name', name: ['example.org'], port: 8080 }],
  ['localhost:*', { kind: 'name', name: ['localhost'], port: '*' }],
  ['"bücher".example', name('xn--bcher-kva.example')],
  ['*.bücher.example', name(star, '.xn--bcher-kva.example')],
  ['*', { kind: 'any' }],
  ['loopback', { kind: 'loopback' }],
  ['private:443', { kind: 'private', port: 443 }],
  ['10.0.0.0/8', { kind: 'cidr', address: '10.0.0.0', bits: 8 }],
  ['10.0.0.0/8:443', { kind: 'cidr', address: '10.0.0.0', bits: 8, port: 443 }],
  ['127.1', { kind: 'cidr', address: '127.0.0.1', bits: 32 }],
  ['0x7f000001', { kind: 'cidr', address: '127.0.0.1', bits: 32 }],
  ['2130706433:*', { kind: 'cidr', address: '127.0.0.1', bits: 32, port: '*' }],
  ['::1', { kind: 'cidr', address: '::1', bits: 128 }],
  ['[::1]:8080', { kind: 'cidr', address: '::1', bits: 128, port: 8080 }],
  ['[::ffff:127.0.0.1]', { kind: 'cidr', address: '127.0.0.1', bits: 32 }],
  ['::ffff:10.0.0.0/104', { kind: 'cidr', address: '10.0.0.0', bits: 8 }],
  ['fe80::/10', { kind: 'cidr', address: 'fe80::', bits: 10 }],
  ['1e100.net', name('1e100.net')],
  ['3d.cc', name('3d.cc')],
  ['https://example.org', { kind: 'url', scheme: 'https', name: ['example.org'], path: ['/', stars] }],
  ['https://example.org/', { kind: 'url', scheme: 'https', name: ['example.org'], path: ['/'] }],
  [
    'HTTPS://Example.org:8443/a/**',
    { kind: 'url', scheme: 'https', name: ['example.org'], port: 8443, path: ['/a/', stars] },
  ],
  ['https://*.example.org/x', { kind: 'url', scheme: 'https', name: [star, '.example.org'], path: ['/x'] }],
  ['http://127.1/x', { kind: 'url', scheme: 'http', name: ['127.0.0.1'], path: ['/x'] }],
  ['https://[::1]:80/x', { kind: 'url', scheme: 'https', name: ['::1'], port: 80, path: ['/x'] }],
])('the host %s', ([host, pattern]) => {
  expect(targetOf(`deny connect ${host}`)).toMatchObject({ hosts: [pattern] });
});

const word = (...parts: readonly unknown[]): unknown => ({ kind: 'word', word: parts });
const rest = { kind: 'rest' };

test.for<[command: string, pattern: readonly unknown[]]>([
  ['git status', [word('git'), word('status')]],
  ['**', [rest]],
  ['git ** --force', [word('git'), rest, word('--force')]],
  ['echo "two words" ""', [word('echo'), word('two words'), word()]],
  ['rm {a,b}*', [word('rm'), word({ oneOf: [['a'], ['b']] }, star)]],
  [
    'git (status|log --oneline) [-n *]',
    [
      word('git'),
      { kind: 'oneOf', options: [[word('status')], [word('log'), word('--oneline')]] },
      { kind: 'optional', items: [word('-n'), word(star)] },
    ],
  ],
  ['git [a|b]', [word('git'), { kind: 'optional', items: [{ kind: 'oneOf', options: [[word('a')], [word('b')]] }] }]],
  ['(git) (status)', [word('git'), word('status')]],
  ['git (a b)', [word('git'), { kind: 'oneOf', options: [[word('a'), word('b')]] }]],
  ['git (a\n  |b\n  )', [word('git'), { kind: 'oneOf', options: [[word('a')], [word('b')]] }]],
  ['find . -exec "{}" ";"', [word('find'), word('.'), word('-exec'), word('{}'), word(';')]],
  ['git "when" allow', [word('git'), word('when'), word('allow')]],
  ["echo 'a\\b'", [word('echo'), word('a\\b')]],
  ['echo "\\u{41}\\n\\t\\"\\\\"', [word('echo'), word('A\n\t"\\')]],
  ['***', [rest]],
  ['./tools/build a=b', [word('./tools/build'), word('a=b')]],
])('the command %s', ([command, pattern]) => {
  expect(targetOf(`deny run ${command}`)).toMatchObject({ commands: [pattern] });
});

test('in a block every word is a word, and clauses stand behind it', () => {
  const result = compile('deny run {\n  git as when; x because # why\n  [::1] y\n} except { a\nb c } locked', {
    file: 'a',
  });
  expect(result.ok && result.document.rules).toMatchObject([
    {
      strength: 'locked',
      target: {
        commands: [
          [word('git'), word('as'), word('when')],
          [word('x'), word('because')],
          [word('[::1]'), word('y')],
        ],
        except: [[word('a')], [word('b'), word('c')]],
      },
    },
  ]);
});

test('lists stand for what they hold', () => {
  const text = 'let docs = ./docs/**, ./*.md\nlet both = $docs, ./x\nallow edit $both except $docs\nallow read "$both"';
  const result = compile(text, { file: 'a' });
  expect(result.ok && result.document.rules.map((rule) => rule.target)).toEqual([
    {
      kind: 'file',
      subjects: ['write', 'delete'],
      paths: [
        { anchor: 'workspace', path: ['docs/', stars] },
        { anchor: 'workspace', path: [star, '.md'] },
        { anchor: 'workspace', path: ['x'] },
      ],
      except: [
        { anchor: 'workspace', path: ['docs/', stars] },
        { anchor: 'workspace', path: [star, '.md'] },
      ],
    },
    { kind: 'file', subjects: ['read'], paths: [{ anchor: 'workspace', path: ['$both'] }], except: [] },
  ]);
});
