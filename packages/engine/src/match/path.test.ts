import { expect, test } from 'vitest';
import { pathPattern, word } from '../testing/notation.ts';
import { compilePath, type PathQuestion, resolveWord } from './path.ts';
import type { Tri } from './tri.ts';

const PLACES = { roots: ['/repo'], home: '/home/u' };
const question = (path: string, kind: PathQuestion['kind'], tree: boolean, cwd = '/repo'): PathQuestion => ({
  kind,
  tree,
  places: resolveWord(word(path), [cwd]),
});

test.for<[pattern: string, path: string, covered: boolean, touched: Tri]>([
  ['./src/a.rs', 'src/a.rs', true, 'yes'],
  ['./src/a.rs', './src//a.rs', true, 'yes'],
  ['./src/a.rs', '/repo/src/a.rs', true, 'yes'],
  ['./src/a.rs', 'src/b/../a.rs', true, 'yes'],
  ['./src/a.rs', '../src/a.rs', false, 'no'],
  ['src/a.rs', '/src/a.rs', false, 'no'],
  ['./src/*', 'src/a.rs', true, 'yes'],
  ['./src/*', 'src/x/a.rs', false, 'no'],
  ['./src/**', 'src', true, 'yes'],
  ['./src/**', 'src/x/a.rs', true, 'yes'],
  ['./src/**/a.rs', 'src/a.rs', true, 'yes'],
  ['./src/**', 'src/../../etc/passwd', false, 'no'],
  ['/etc/**', '/repo/../etc/passwd', true, 'yes'],
  ['~/.ssh/**', '/home/u/.ssh/id', true, 'yes'],
  ['**/.env*', 'a/b/.env.local', true, 'yes'],
  ['**/.env*', '.env', true, 'yes'],
  ['**/.env*', 'a.env', false, 'no'],
  ['**', '/anywhere', true, 'yes'],
  // unknown parts
  ['./src/**', 'src/$one', false, 'maybe'], // it may hold `..`
  ['./src/**', 'src/@glob', true, 'yes'],
  ['./src/*', 'src/@glob.ts', true, 'yes'],
  ['**/.env', '$one/.env', true, 'yes'],
  ['**/.env', 'x$one', false, 'maybe'],
  ['**/.env', '@glob', false, 'no'], // a glob never finds a leading dot
  ['**/.env', '.@glob', false, 'maybe'],
  ['**/.env', '$plain.env', false, 'maybe'], // a commit, or nothing
  ['./**', '$one', false, 'maybe'],
  ['**', '$one', true, 'yes'],
  ['/**', '$one', true, 'yes'],
  ['./a/**', 'b/$one', false, 'maybe'],
])('%s against %s: covers %s, touches %s', ([pattern, path, covered, touched]) => {
  const matcher = compilePath(pathPattern(pattern));
  const asked = question(path, 'read', false);
  expect([matcher.covers(asked, PLACES), matcher.touches(asked, PLACES)]).toEqual([covered, touched]);
});

test.for<[pattern: string, path: string, touched: Tri]>([
  ['**/*.pem', 'cert.pem', 'no'],
  ['**/cert.pem', 'a/cert.pem', 'no'],
  ['**/{cert,key}.pem', 'a/cert.pem', 'no'],
  ['**/*.pem', '/srv/cert.pem', 'yes'],
  ['**/*.pem', '../cert.pem', 'yes'],
  ['**/*.pem', '$one', 'maybe'],
  ['**', 'cert.pem', 'yes'],
  ['**/*', 'cert.pem', 'yes'],
  ['**/secrets/**', 'secrets/cert.pem', 'yes'],
  ['./cert.pem', 'cert.pem', 'yes'],
  ['./**/*.pem', 'a/cert.pem', 'yes'],
  ['./certs/**', 'certs/cert.pem', 'yes'],
])('%s against what is public of %s: touches %s', ([pattern, path, touched]) => {
  const asked = { ...question(path, 'read', false), public: true as const };
  expect(compilePath(pathPattern(pattern)).touches(asked, PLACES)).toBe(touched);
});

test.for<[pattern: string, kind: PathQuestion['kind'], tree: string, covered: boolean, touched: Tri]>([
  ['./build/**', 'delete', 'build', true, 'yes'],
  ['./build/*', 'delete', 'build', false, 'yes'], // its fixed part is the tree itself
  ['./build', 'delete', 'build', false, 'yes'],
  ['./src/generated/**', 'delete', 'src', false, 'yes'],
  ['./src/generated/**', 'read', '.', false, 'yes'],
  ['~/.ssh/**', 'read', '/home/u', false, 'yes'],
  ['~/.ssh/**', 'read', '.', false, 'no'],
  ['**/.env', 'delete', 'build', false, 'maybe'],
  ['**/.env', 'read', '.', false, 'no'],
  ['**/.env', 'read', '/home/u', false, 'maybe'],
  // A folder that the pattern names on its way is touched whole.
  ['./**/.github/workflows/**', 'write', '.github', false, 'yes'],
  ['./**/.github/workflows/**', 'write', 'a/.github', false, 'yes'],
  ['./**/.github/workflows/**', 'write', 'a', false, 'no'],
  ['./packages/*/dist/x', 'delete', 'packages/a', false, 'yes'],
  ['./packages/*/dist/x', 'delete', 'packages/a/src', false, 'no'],
  ['**/keys/private', 'read', 'keys', false, 'yes'],
])('%s against the tree %s %s: covers %s, touches %s', ([pattern, kind, tree, covered, touched]) => {
  const matcher = compilePath(pathPattern(pattern));
  const asked = question(tree, kind, true);
  expect([matcher.covers(asked, PLACES), matcher.touches(asked, PLACES)]).toEqual([covered, touched]);
});

test('without a root, a workspace pattern matches nothing', () => {
  const matcher = compilePath(pathPattern('./a'));
  expect(matcher.covers(question('a', 'read', false), { roots: [], home: undefined })).toBe(false);
});

test('Windows paths are read in one spelling', () => {
  const places = { roots: ['C:\\Repo'], home: undefined };
  const matcher = compilePath(pathPattern('./src/a.rs'));
  const asked: PathQuestion = {
    kind: 'read',
    tree: false,
    places: resolveWord(word('C:\\repo\\src\\A.rs'), ['C:\\Repo']),
  };
  expect(matcher.covers(asked, places)).toBe(true);
  const relative: PathQuestion = { kind: 'read', tree: false, places: resolveWord(word('src\\a.rs'), ['c:/repo']) };
  expect(matcher.covers(relative, places)).toBe(true);
});

test.for<[path: string, covered: boolean]>([
  ['src\\a.rs', true],
  ['src\\..\\..\\x', false],
  ['\\x', false], // the root of the drive
  ['\\Repo\\x', true],
  ['\\\\host\\share', false],
  ['/x', false],
  ['C:x', false], // where the drive stands is not known
  ['C:..\\x', false],
  ['..\\REPO~1\\x', false], // a short name may be that of any file
  ['src\\a.rs:hidden', false], // another stream of the file
])('in a Windows folder, ./** covers %s: %s', ([path, covered]) => {
  const places = { roots: ['C:\\Repo'], home: undefined };
  const asked: PathQuestion = { kind: 'read', tree: false, places: resolveWord(word(path), ['C:\\Repo']) };
  expect(compilePath(pathPattern('./**')).covers(asked, places)).toBe(covered);
});

test.for(['.env.', '.env ', '.env. .', '.env::$DATA', 'x\\.env', 'EN~1'])(
  'in a Windows folder, %s may be .env',
  (path) => {
    const places = { roots: ['C:\\Repo'], home: undefined };
    const asked: PathQuestion = {
      kind: 'read',
      tree: false,
      places: resolveWord({ kind: 'text', text: path, span: { start: 0, end: 0 } }, ['C:\\Repo']),
    };
    expect(compilePath(pathPattern('**/.env'), true).touches(asked, places)).not.toBe('no');
  },
);
