import { expect, test } from 'vitest';
import { NUMBER } from '../../src/shell/state/value.ts';
import { runAct } from '../../src/testing/notation.ts';
import { coversFile, coversVector, partsMatch } from './cover.ts';

test.for<[said: string, ran: string[], covers: boolean]>([
  ['c1 a b', ['c1', 'a', 'b'], true],
  ['c1 a b', ['c1', 'a'], false],
  ['c1 a', ['c1', 'a', 'b'], false],
  ['c1 a', ['c2', 'a'], false],
  ['c1 $one', ['c1', 'anything at all'], true],
  ['c1 $one', ['c1'], false],
  ['c1 a$one', ['c1', 'ab'], true],
  ['c1 a$one', ['c1', 'b'], false],
  ['c1 $many', ['c1'], true],
  ['c1 $many b', ['c1', 'a', 'b', 'b'], true],
  ['c1 $many b', ['c1', 'a'], false],
  ['c1 @glob.ts', ['c1', 'a.ts', 'b.ts'], true],
  ['c1 @glob.ts', ['c1', 'a.ts', 'b.js'], false],
  ['c1 @glob.ts', ['c1'], false],
  ['$one a', ['c1', 'a'], false], // a program that is not named is covered by the opaque act beside it
])('%s covers %j: %s', ([said, ran, covers]) => expect(coversVector(runAct(said), ran)).toBe(covers));

test.for<[text: string, matches: boolean]>([
  ['src/a.ts', true],
  ['src/.ts', false], // no wildcard finds the dot a name begins with
  ['src/a/b.ts', false],
])('src/*.ts stands for %s: %s', ([text, matches]) =>
  expect(partsMatch(['src/', { hole: 'segment' }, '.ts'], text)).toBe(matches),
);

test.for<[path: string, covers: boolean]>([
  ['f', true],
  ['.//f', true],
  ['../d/./f', true],
  ['/d/f', true],
  ['g/f', false],
])('a write of %s covers the file f in /d: %s', ([text, covers]) => {
  const span = { start: 0, end: 0 };
  const act = { kind: 'write', path: { kind: 'text', text, span }, folders: ['/d'], tree: false, span } as const;
  expect(coversFile(act, 'f', '/d')).toBe(covers);
});

test('a glob never stands for `.` or `..`', () => {
  expect(partsMatch(['a/', { hole: 'segment' }], 'a/..')).toBe(false);
  expect(partsMatch(['a/.', { hole: 'segment' }], 'a/..')).toBe(true);
  expect(partsMatch([{ hole: 'text' }], '..')).toBe(true);
});

test.for<[text: string, matches: boolean]>([
  ['12', true],
  ['-3', true],
  ['', false],
  ['a', false],
])('a number stands for %j: %s', ([text, matches]) => expect(partsMatch([NUMBER], text)).toBe(matches));
