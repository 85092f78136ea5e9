import type { PolicyDocument } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { loadPolicy, type PolicySources } from './load.ts';

const pack = (text: string, name: string): PolicyDocument => {
  const result = compile(text, { file: name, layer: 'builtin' });
  if (!result.ok) throw new Error(name);
  return result.document;
};

const PACKS: Readonly<Record<string, readonly PolicyDocument[]>> = {
  std: [pack('deny run a as no-a', 'std/a'), pack('deny run b', 'std/b')],
  'std/b': [pack('deny run b', 'std/b')],
};

const from = (files: Readonly<Record<string, string>>, more: Partial<PolicySources> = {}): PolicySources => ({
  read: (path) => files[path],
  pack: (name) => PACKS[name],
  ...more,
});

const codes = (files: Readonly<Record<string, string>>, more: Partial<PolicySources> = {}): readonly string[] => {
  const result = loadPolicy('p/main.writ', from(files, more));
  return (result.ok ? result.warnings : result.diagnostics).map(
    (one) => `${one.file}:${one.span.line}:${one.span.column} ${one.code}`,
  );
};

test('files and packs, each once: a file before what it uses, files before packs', () => {
  const files = {
    'p/main.writ': 'use std\nuse "./a.writ"\nuse "./sub/b.writ"',
    'p/a.writ': 'use "./sub/b.writ"\nuse std/b',
    'p/sub/b.writ': 'allow run git status',
  };
  const result = loadPolicy('p/main.writ', from(files));
  expect(result.ok && result.documents.map((document) => document.source.file)).toEqual([
    'p/main.writ',
    'p/a.writ',
    'p/sub/b.writ',
    'std/a',
    'std/b',
  ]);
});

test('a file that is used has the layer of the one that uses it, or a lower one', () => {
  const files = {
    'p/main.writ': 'layer project\nuse "./a.writ"\nuse "./b.writ"',
    'p/a.writ': 'allow run x',
    'p/b.writ': 'layer agent\nallow run y',
  };
  const result = loadPolicy('p/main.writ', from(files, { layer: 'user' }));
  expect(result.ok && result.documents.map((document) => document.layer)).toEqual(['project', 'project', 'agent']);
  expect(codes({ ...files, 'p/b.writ': 'layer user' }, { layer: 'user' })).toEqual(['p/b.writ:1:7 layer-too-high']);
});

test.for<[what: string, files: Readonly<Record<string, string>>, said: readonly string[]]>([
  ['no entry', {}, ['p/main.writ:1:1 file-not-found']],
  ['no such file', { 'p/main.writ': 'use "./a.writ"' }, ['p/main.writ:1:5 file-not-found']],
  ['no such pack', { 'p/main.writ': '\nuse stdd' }, ['p/main.writ:2:5 pack-not-found']],
  ['itself', { 'p/main.writ': 'use "./main.writ"' }, ['p/main.writ:1:5 use-cycle']],
  [
    'a circle',
    { 'p/main.writ': 'use "./a.writ"', 'p/a.writ': 'writ 1\nuse "./main.writ"' },
    ['p/a.writ:2:5 use-cycle'],
  ],
  ['a way out', { 'p/main.writ': 'use "./a/../../b.writ"' }, ['p/main.writ:1:5 use-escapes']],
  [
    'mistakes in several files',
    { 'p/main.writ': 'deny rn x\nuse "./a.writ"', 'p/a.writ': 'dney run x' },
    ['p/main.writ:1:6 unknown-subject', 'p/a.writ:1:1 unknown-statement'],
  ],
  [
    'one name for two rules of a layer',
    { 'p/main.writ': 'deny run x as one\nuse "./a.writ"', 'p/a.writ': '\n  deny run y as one' },
    ['p/a.writ:2:3 duplicate-name'],
  ],
  ['one name in two layers is fine', { 'p/main.writ': 'deny run x as no-a\nuse std' }, []],
])('%s', ([, files, said]) => {
  expect(codes(files)).toEqual(said);
});

test('a circle is told from its start to its end', () => {
  const result = loadPolicy(
    'main.writ',
    from({ 'main.writ': 'use "./a.writ"', 'a.writ': 'use "./b.writ"', 'b.writ': 'use "./a.writ"' }),
  );
  expect(result.ok ? '' : result.diagnostics[0].message).toBe(
    'files use each other in a circle: `a.writ` → `b.writ` → `a.writ`',
  );
});

test('schemas are looked for beside the file that names them', () => {
  const schema = { properties: { title: { type: 'string' } } };
  const files = {
    'p/main.writ': 'use "./sub/t.writ"',
    'p/sub/t.writ': 'tool add from "./s.json"\ndeny tool add when args.titel is x',
  };
  expect(codes(files, { schema: (path) => (path === 'p/sub/s.json' ? schema : undefined) })).toEqual([
    'p/sub/t.writ:2:20 unknown-argument',
  ]);
  expect(codes(files, { schema: () => undefined })).toEqual(['p/sub/t.writ:1:15 schema-not-found']);
  expect(codes({ 'p/main.writ': 'tool add from "../s.json"' }, { schema: () => schema })).toEqual([
    'p/main.writ:1:15 use-escapes',
  ]);
});
