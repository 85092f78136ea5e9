import { expect, test } from 'vitest';
import type { Json } from '../act.ts';
import type { Binding } from '../policy.ts';
import { bindingConsequences } from './bindings.ts';
import { showConsequence } from './testing/build.ts';

const bind = (tool: string, argument: string, as: Binding['as']): Binding => ({
  tool: tool.endsWith('*') ? [tool.slice(0, -1), { wild: '*' }] : [tool],
  argument: argument.split('.'),
  as,
});

const BINDINGS: readonly Binding[] = [
  bind('fs.read_file', 'path', 'read'),
  bind('fs.read_many', 'paths', 'read'),
  bind('fs.edit_*', 'edits.file', 'write'),
  bind('Bash', 'command', 'shell'),
  bind('Bash', 'cwd', 'cwd'),
  bind('web.fetch', 'url', 'connect'),
  bind('db', 'query', 'sql'),
  bind('k8s', 'kind', 'change'),
];

test.for<[tool: string, args: Json, expected: string]>([
  ['fs.read_file', { path: '.env' }, 'read .env'],
  ['fs.read_file', { path: ['a', 'b'] }, 'read a; read b'],
  ['fs.read_file', { path: 'file:///etc/pass%77d' }, 'read /etc/passwd'],
  ['fs.read_file', { path: 'FILE://localhost/etc/passwd' }, 'read /etc/passwd'],
  ['fs.read_file', { path: 'file:../%zz' }, 'read ../%zz'],
  ['fs.read_file', { path: 'vscode-remote://host/x' }, 'read ‹?›'],
  ['fs.read_file', { path: '~other/x' }, 'read ‹?›'],
  ['fs.read_file', { path: '.env\0.md' }, 'read ‹?›'],
  ['fs.read_file', {}, ''],
  ['fs.read_file', { path: null }, ''],
  ['fs.read_file', { path: 7 }, 'opaque! code'],
  ['fs.read_file', { path: [['a']] }, 'opaque! code'],
  ['fs.read_file', 'x', 'opaque! code'],
  ['fs.read_file', null, ''],
  ['fs.read_many', { paths: ['a', 7] }, 'read a; opaque! code'],
  ['fs.edit_lines', { edits: [{ file: 'a' }, { file: 'b' }, {}] }, 'write a; write b'],
  ['fs.edit_lines', { edits: 'a' }, 'opaque! code'],
  ['Bash', { command: 'ls', cwd: 'sub' }, 'shell! ls in sub'],
  ['Bash', { command: 'ls', cwd: 'file:///tmp' }, 'shell! ls in /tmp'],
  ['web.fetch', { url: 'file:///etc/passwd' }, 'read /etc/passwd/**'],
  ['web.fetch', { url: 'https://h' }, 'connect https://h'],
  ['db', { query: 'SELECT 1' }, ''],
  ['db', { query: 'DROP TABLE t' }, 'opaque! code'],
  ['k8s', { kind: 'pod' }, 'change pod'],
  ['fs.write', { path: 'a' }, ''],
  ['fs.read_file', { toString: 'a', __proto__: { path: 'b' } }, ''],
])('%s %j → %s', ([tool, args, expected]) => {
  const { consequences } = bindingConsequences(BINDINGS, [], tool, args);
  expect(consequences.map(showConsequence).join('; ')).toBe(expected);
});

test('a tool is complete only where it is declared so', () => {
  const declared = [{ tool: ['fs.', { wild: '*' }] as const, complete: true } as const, { tool: ['Bash'] }];
  expect(bindingConsequences(BINDINGS, declared, 'fs.read_file', { path: 'a' }).complete).toBe(true);
  expect(bindingConsequences(BINDINGS, declared, 'fs.list_roots', {}).complete).toBe(true);
  // It is called as nobody bound it.
  expect(bindingConsequences(BINDINGS, declared, 'fs.read_file', {}).complete).toBe(false);
  expect(bindingConsequences(BINDINGS, declared, 'fs.read_file', { file: '.env' }).complete).toBe(false);
  expect(bindingConsequences(BINDINGS, declared, 'Bash', {}).complete).toBe(false);
  expect(bindingConsequences(BINDINGS, [], 'fs.read_file', {}).complete).toBe(false);
});
