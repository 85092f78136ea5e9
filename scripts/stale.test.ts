import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isStale, makeAndStamp } from './stale.js';

const root = mkdtempSync(join(tmpdir(), 'stale-'));
const step = { name: 'packages/a bundle', inputs: ['src'], outputs: ['dist/index.js'] };
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const build = () => {
  write('dist/index.js', 'built');
  return true;
};

afterEach(() => rmSync(root, { recursive: true, force: true }));

test.for<[what: string, change: () => void, stale: boolean]>([
  ['nothing', () => undefined, false],
  ['the same text written again', () => write('src/a.ts', 'one'), false],
  ['a test', () => write('src/a.test.ts', 'a test'), false],
  ['a text', () => write('src/a.ts', 'two'), true],
  ['a new file', () => write('src/deep/b.ts', 'one'), true],
  ['a file removed', () => rmSync(join(root, 'src/a.ts')), true],
  ['the output removed', () => rmSync(join(root, 'dist/index.js')), true],
])('after a build and a change of %s, the step is stale: %s', ([, change, stale]) => {
  write('src/a.ts', 'one');
  makeAndStamp(root, step, build);
  change();
  expect(isStale(root, step)).toBe(stale);
});

test('a step that never ran, and one that failed, are stale', () => {
  write('src/a.ts', 'one');
  build();
  expect(isStale(root, step)).toBe(true);
  expect(makeAndStamp(root, step, () => false)).toBe(false);
  expect(isStale(root, step)).toBe(true);
});
