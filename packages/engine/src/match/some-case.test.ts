import { expect, test } from 'vitest';
import { pathPattern, word } from '../testing/notation.ts';
import { compilePath, type PathQuestion, resolveWord } from './path.ts';
import { compileSomeCase } from './some-case.ts';
import type { Tri } from './tri.ts';

const question = (path: string, tree = false): PathQuestion => ({
  kind: 'write',
  tree,
  places: resolveWord(word(path), ['/Repo']),
});

test.for<[pattern: string, path: string, touched: Tri]>([
  ['./.git/**', '.git/config', 'yes'],
  ['./.git/**', '.GIT/config', 'maybe'],
  ['./.git/**', '/repo/.git/config', 'maybe'], // the root is `/Repo`
  ['./.git/**', '.gitx/config', 'no'],
  ['./Makefile', 'makefile', 'maybe'],
  ['./Makefile', 'Makefile', 'yes'],
  ['~/.bashrc', '/HOME/U/.BashRC', 'maybe'],
  ['**/.env', 'a/.ENV', 'maybe'],
  ['**/*.pem', 'KEY.PEM', 'maybe'],
  ['**/.env', 'README.md', 'no'],
  ['**/.env', '.E@glob', 'maybe'],
])('%s against %s: touches %s', ([pattern, path, touched]) => {
  const exact = compilePath(pathPattern(pattern));
  const places = { roots: ['/Repo'], home: '/home/u' };
  expect(compileSomeCase(pathPattern(pattern), exact).touches(question(path), places)).toBe(touched);
});

test('a tree in another case may hold what is protected', () => {
  const exact = compilePath(pathPattern('./.git/hooks/**'));
  const places = { roots: ['/Repo'], home: undefined };
  expect(compileSomeCase(pathPattern('./.git/hooks/**'), exact).touches(question('.Git', true), places)).toBe('maybe');
});
