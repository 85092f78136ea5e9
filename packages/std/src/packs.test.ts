import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { pack, packNames } from './index.ts';

test('std is every group of programs and the builtin layer', () => {
  const files = pack('std')?.map((document) => document.source.file);
  expect(files).toContain('std/builtin.writ');
  expect(files).toContain('std/git.writ');
  expect(files).not.toContain('std/readonly.writ');
});

test('a ready-made policy brings what it uses', () => {
  const files = pack('std/developer')?.map((document) => document.source.file);
  expect(files?.slice(0, 2)).toEqual(['std/developer.writ', 'std/look.writ']);
  expect(files).toContain('std/git.writ');
});

test('each pack holds each document once', () => {
  for (const name of packNames) {
    const revisions = pack(name)?.map((document) => document.revision) ?? [];
    expect(new Set(revisions).size, name).toBe(revisions.length);
  }
});

test('no program is described in two groups', () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const document of pack('std') ?? []) {
    for (const program of document.descriptions.flatMap((description) => description.programs)) {
      const other = seen.get(program);
      if (other !== undefined && other !== document.source.file)
        twice.push(`${program}: ${other}, ${document.source.file}`);
      seen.set(program, document.source.file);
    }
  }
  expect(twice).toEqual([]);
});

test.for(['git', 'STD', 'std/', 'std/nothing', 'std/std'])('%s is no pack', (name) =>
  expect(pack(name)).toBeUndefined(),
);

test('each pack has an entry of its own, for pages that load what they use', () => {
  const names = packNames.filter((name) => name !== 'std').map((name) => `./${name.slice('std/'.length)}`);
  expect(Object.keys(manifest.exports).sort()).toEqual(['.', ...names].sort());
});
