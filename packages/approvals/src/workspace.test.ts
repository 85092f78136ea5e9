import { expect, test } from 'vitest';
import { normalizeWorkspace } from './workspace.ts';

test.for<[path: string, normalized: string | undefined]>([
  ['/a//b/./c/', '/a/b/c'],
  ['/repo', '/repo'],
  ['C:\\Repo\\CodeWhale', 'c:/repo/codewhale'],
  ['c:/repo/codewhale/', 'c:/repo/codewhale'],
  ['relative/repo', undefined],
  ['', undefined],
  ['/', undefined],
  ['//', undefined],
  ['/workspace/../other', undefined],
  ['/workspace/..', undefined],
  ['C:\\', undefined],
  ['C:foo', undefined],
])('%j → %s', ([path, normalized]) => expect(normalizeWorkspace(path)).toBe(normalized));
