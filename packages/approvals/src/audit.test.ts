import { expect, test } from 'vitest';
import { AUDIT_START, type AuditEntry, auditLine, readAuditLine, verifyLines } from './audit.ts';
import { sha256Hex } from './revision.ts';

const entry = (request: string): AuditEntry => ({
  ...{ at: 1, outcome: 'run', reason: 'allowed', effect: 'allow', fingerprint: 'f', revision: 'r' },
  request,
  rules: ['user:git'],
  grants: [],
});

function chain(...requests: readonly string[]): string[] {
  let previous = AUDIT_START;
  return requests.map((request) => {
    const { line, hash } = auditLine(previous, entry(request));
    previous = hash;
    return line;
  });
}

test('a line is one line, whatever the request', () => {
  for (const line of chain('a\nb', '"hash":"', '\u2028', '{"x":1}')) expect(line).not.toContain('\n');
  expect(verifyLines(chain('a\nb', ',"hash":"0"}', 'ü'))).toMatchObject({ ok: true, lines: 3 });
});

test('any one character changed: found', () => {
  const lines = chain('one', 'two', 'three');
  const [first = '', second = '', third = ''] = lines;
  for (let at = 0; at < second.length; at += 1) {
    const other = second[at] === 'x' ? 'y' : 'x';
    expect(verifyLines([first, second.slice(0, at) + other + second.slice(at + 1), third]).ok, `character ${at}`).toBe(
      false,
    );
  }
});

test.for(['', '{}', 'null', '[]', 'x,"hash":"x"}', `{,"hash":"${sha256Hex('{}')}"}`, `[,"hash":"${sha256Hex('[}')}"}`])(
  '%j is no line of an audit',
  (line) => expect(readAuditLine(line)).toBeUndefined(),
);

test('a chain that starts elsewhere is found at once', () => {
  const [, second = ''] = chain('one', 'two');
  expect(verifyLines([second])).toMatchObject({ ok: false, line: 1 });
});
