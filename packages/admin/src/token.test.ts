import { chmodSync, linkSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { carriesToken, tokenIn } from './token.ts';

const TOKEN = 'A'.repeat(43);

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'writ-token-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'admin-token');
}

test('made once, for its owner only, and read from then on', () => {
  const path = place();
  const token = tokenIn(path);
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(tokenIn(path)).toBe(token);
  expect(tokenIn(place())).not.toBe(token);
});

test.for<[what: string, spoil: (path: string) => void]>([
  ['readable by others', (path) => chmodSync(path, 0o644)],
  ['readable by the group', (path) => chmodSync(path, 0o640)],
  [
    'a link to another file',
    (path) => {
      writeFileSync(`${path}-2`, TOKEN, { mode: 0o600 });
      rmSync(path);
      symlinkSync(`${path}-2`, path);
    },
  ],
  ['with a second name', (path) => linkSync(path, `${path}-2`)],
  ['empty', (path) => writeFileSync(path, '')],
  ['too short', (path) => writeFileSync(path, 'secret')],
  ['too long', (path) => writeFileSync(path, TOKEN.repeat(10))],
])('a token file that is %s is refused', ([, spoil]) => {
  const path = place();
  writeFileSync(path, TOKEN, { mode: 0o600 });
  spoil(path);
  expect(() => tokenIn(path)).toThrow();
});

test.for<[header: string | undefined, carries: boolean]>([
  [`Bearer ${TOKEN}`, true],
  [undefined, false],
  ['', false],
  ['Bearer ', false],
  [`bearer ${TOKEN}`, false],
  [`Bearer ${TOKEN} `, false],
  [`Bearer ${TOKEN.slice(1)}`, false],
  [TOKEN, false],
])('%j carries the token: %s', ([header, carries]) => expect(carriesToken(header, TOKEN)).toBe(carries));
