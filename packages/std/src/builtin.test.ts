import { compile } from '@writ/dsl';
import { compileEngine, type Decision, type Effect } from '@writ/engine';
import { expect, test } from 'vitest';
import { pack } from './index.ts';

const decide = (policy: string, command: string, realPaths: Readonly<Record<string, string>> = {}): Effect =>
  decision(policy, command, realPaths).effect;

function decision(policy: string, command: string, realPaths: Readonly<Record<string, string>> = {}): Decision {
  const compiled = compile(policy, { file: 'user.writ', layer: 'user' });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join());
  const { decide } = compileEngine({
    layers: [
      { name: 'builtin', documents: pack('std') ?? [] },
      { name: 'user', documents: [compiled.document] },
    ],
  });
  const context = { roots: ['/repo'], cwd: '/repo', home: '/home/u', realPaths };
  return decide({ kind: 'shell', command, dialect: 'bash' }, context);
}

const BROAD = 'allow read **\nallow edit **\nallow run **\n';

test.for<[command: string, link: string, target: string, effect: Effect]>([
  ['echo x > notes', '/repo/notes', '/repo/.git/hooks/pre-commit', 'ask'],
  ['echo x > notes', '/repo/notes', '/home/u/.bashrc', 'ask'],
  ['cp x out/f', '/repo/out/f', '/repo/.github/workflows/ci.yml', 'ask'],
  ['cat notes', '/repo/notes', '/home/u/.ssh/id_ed25519', 'ask'],
  ['cat notes', '/repo/notes', '/repo/.env', 'ask'],
  ['sed -i s/a/b/ rules', '/repo/rules', '/repo/.claude/settings.json', 'ask'],
  ['echo x > .git/config', '/repo/.git/config', '/tmp/config', 'ask'], // by its name, whatever it is
  ['cat notes', '/repo/notes', '/repo/src/notes', 'allow'],
])('`%s` where %s is a link to %s: %s', ([command, link, target, effect]) => {
  expect(decide(BROAD, command, { [link]: target })).toBe(effect);
});

test('a link to the home folder is that folder: who reads it reads all below', () => {
  const policy = 'allow read ./**, ~\nallow run cat **\nallow run ls **\n';
  expect(decide(policy, 'cat notes', { '/repo/notes': '/home/u' })).toBe('ask');
  expect(decide(policy, 'ls notes', { '/repo/notes': '/home/u' })).toBe('allow');
  expect(decide(policy, 'cat notes', { '/repo/notes': '/repo/src' })).toBe('allow');
});

test.for<[rule: string, command: string, effect: Effect]>([
  ['allow edit ./.git/hooks/pre-commit', 'echo x > .git/hooks/pre-commit', 'allow'],
  ['allow edit ./.git/hooks/pre-commit', 'echo x > .git/hooks/pre-push', 'ask'],
  ['allow edit ./.github/workflows/**', 'echo x > .github/workflows/ci.yml', 'allow'],
  ['allow edit ~/.bashrc', 'echo x >> ~/.bashrc', 'allow'],
  ['allow edit ~/**', 'echo x >> ~/.bashrc', 'ask'],
  ['allow read ./.env', 'cat .env', 'allow'],
  ['allow read ./*', 'cat .env', 'ask'],
])('with `%s`, `%s` is %s', ([rule, command, effect]) => {
  expect(decide(`allow run **\n${rule}\n`, command)).toBe(effect);
});

test.for<[command: string, reason: string]>([
  ['sed -n "$LINE,+10p" a', 'the sed program is not known before it runs'],
  ['jq "$F" a.json', 'the jq program is not known before it runs'],
  ['cat -- "$F"', 'reading `…`, whose name is not known before it runs: it may hold secrets'],
  ['cat .env', 'reading `.env`: it may hold secrets'],
])('what made the difference is said first: %s: %s', ([command, reason]) =>
  expect(decision('allow run **', command).reasons[0]).toBe(reason),
);
