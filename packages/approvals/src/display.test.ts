import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutMiddle } from './display/cut.ts';
import { escapeHidden, isHidden } from './display/escape.ts';
import { redact } from './display/redact.ts';
import { isSecretName } from './display/secret-names.ts';
import { preview, show } from './display.ts';

test.for<[command: string, shown: string]>([
  ['git status', 'git status'],
  [
    'curl -H "Authorization: Bearer abcdef1234567890ghij" https://x',
    'curl -H "Authorization: Bearer abcdef…ghij" https://x',
  ],
  ['TOKEN=abc; rm -rf /', 'TOKEN=***; rm -rf /'],
  ['TOKEN=abc;rm -rf /', 'TOKEN=***;rm -rf /'],
  ['TOKEN=abc|sh', 'TOKEN=***|sh'],
  ['TOKEN=abc&rm x', 'TOKEN=***&rm x'],
  ['TOKEN=abc>/etc/passwd', 'TOKEN=***>/etc/passwd'],
  ['TOKEN=$(rm x) y', 'TOKEN=$(rm x) y'],
  ['TOKEN="abc $(rm x)"', 'TOKEN="*** $(rm x)"'],
  ['TOKEN="abc def" make', 'TOKEN="*** def" make'],
  ["TOKEN='a $(b)' make", "TOKEN='*** $(b)' make"],
  ['rm "--token=" -rf / "x"', 'rm "--token=" -rf / "x"'],
  [`echo "TOKEN='a"; rm x; echo "'"`, `echo "TOKEN='***"; rm x; echo "'"`],
  [
    "echo '-----BEGIN PRIVATE KEY-----'; rm x; echo '-----END'",
    "echo '-----BEGIN PRIVATE KEY-----'; rm x; echo '-----END'",
  ],
  [`echo "-----BEGIN PRIVATE KEY-----\\n${'A'.repeat(64)}"`, 'echo "-----BEGIN PRIVATE KEY-----\\n***"'],
  ['curl http://x:;rm${IFS}y;@z', 'curl http://x:;rm${IFS}y;@z'],
  ['TOKEN=`rm x`', 'TOKEN=`rm x`'],
  ['TOKEN=<(rm x)', 'TOKEN=<(rm x)'],
  ['mysql --password hunter2 -e "drop"', 'mysql --password *** -e "drop"'],
  ['mysql --password=hunter2;rm x', 'mysql --password=***;rm x'],
  ['git clone https://u:secret@github.com/x', 'git clone https://u:***@github.com/x'],
  [
    'aws configure set aws_secret_access_key wJalrXUtnFEMIK7MDENG',
    'aws configure set aws_secret_access_key wJalrXUtnFEMIK7MDENG',
  ],
  ['export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENG', 'export AWS_SECRET_ACCESS_KEY=wJalrX…DENG'],
  ['echo \u202Etxt.exe', 'echo \\u{202E}txt.exe'],
  ['ls\nrm -rf /', 'ls\\u{A}rm -rf /'],
])('%j is shown as %j', ([command, shown]) => expect(show(command, { kind: 'command' }).text).toBe(shown));

test.for<[name: string, secret: boolean]>([
  ['TOKEN', true],
  ['GITHUB_TOKEN', true],
  ['accessToken', true],
  ['api-key', true],
  ['DB_PASSWORD', true],
  ['client%5Fsecret', true],
  ['TOKENIZERS_PARALLELISM', false],
  ['KEYBOARD_LAYOUT', false],
  ['PATH', false],
  ['key', false],
  ['monkey', false],
  ['compass', false],
])('a value named %s is a secret: %s', ([name, secret]) => expect(isSecretName(name)).toBe(secret));

test('a long text keeps its ends, says how much is missing, and never hides what a rule is about', () => {
  const text = `${'a'.repeat(1000)}RULE${'b'.repeat(1000)}`;
  expect(cutMiddle(text, 100)).toBe(`${'a'.repeat(50)} …1904 characters… ${'b'.repeat(50)}`);
  expect(cutMiddle(text, 100, [{ start: 1000, end: 1004 }])).toBe(
    `${'a'.repeat(50)} …950 characters… RULE …950 characters… ${'b'.repeat(50)}`,
  );
});

test('what a rule is about stays where a secret before it was masked', () => {
  const text = `TOKEN=${'x'.repeat(500)} rm -rf / ${'y'.repeat(3000)}`;
  const start = text.indexOf('rm -rf');
  expect(show(text, { kind: 'command', most: 60, keep: [{ start, end: start + 8 }] }).text).toContain('rm -rf /');
});

test('a cut never leaves half a character', () => {
  const text = '🙂'.repeat(500);
  for (let most = 10; most < 40; most += 1) expect(show(text, { most }).hidden).toBe(false);
});

test('what is worth knowing is said beside the text', () => {
  expect(show('cur\u0430l \u200Bx TOKEN=abc')).toMatchObject({
    hidden: true,
    lookAlikes: ['cur\u0430l'],
    redacted: true,
    cut: false,
    oversized: false,
  });
  expect(show('ls')).toEqual({
    text: 'ls',
    hidden: false,
    lookAlikes: [],
    redacted: false,
    cut: false,
    oversized: false,
  });
});

const character = fc.oneof(
  fc.constantFrom(
    '\u202E',
    '\u200B',
    '\u0007',
    '\u{E0041}',
    '\uD800',
    '\u3164',
    '\u00A0',
    '\u2028',
    '\t',
    '\n',
    'а',
    '🙂',
    'e\u0301',
    '$(',
    ';',
    '"',
    '=',
    ' ',
  ),
  fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  fc.constantFrom('TOKEN=', '--password ', 'sk-1234567890abcdefgh', 'https://u:p@h', 'Bearer '),
);
const anyText = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''));

test('nothing hidden is ever shown, and showing twice is showing once', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { text: shown } = show(text, { kind: 'command' });
      for (const one of shown) expect(isHidden(one)).toBe(false);
      expect(escapeHidden(shown)).toBe(shown);
    }),
    { numRuns: 2000 },
  );
});

test.for<[command: string, kept: string]>([
  ['TOKEN="abc def" make', 'TOKEN="***" make'],
  ["mysql --password 'a b;c' -e x", "mysql --password '***' -e x"],
  ['TOKEN=abc;rm -rf /', 'TOKEN=***;rm -rf /'],
])('%j is kept in records as %j', ([command, kept]) => expect(preview(command)).toBe(kept));

test('in a command that someone is to approve, no mask covers what parts words', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parts = (one: string) => one.replaceAll(/[^ \t\n&"';|<>()`]/gu, '');
      expect(parts(redact(text, 'command'))).toBe(parts(text));
    }),
    { numRuns: 5000 },
  );
});

test('a huge text is answered at once', () => {
  for (const part of ['a=', 'TOKEN=', '://a:', '"', '--x ', 'eyJ', '\u200B', 'authorization: bearer ']) {
    expect(show(part.repeat(200_000), { kind: 'command' }).oversized).toBe(true);
  }
  expect(preview('x'.repeat(10 ** 6)).length).toBeLessThan(300);
});
