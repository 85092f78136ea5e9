import { expect, test } from 'vitest';
import { importProblems } from './import-rules.js';

const problemsOf = (files: Readonly<Record<string, string>>) => importProblems(new Map(Object.entries(files)));

test.for<[what: string, file: string, source: string]>([
  ['its own files', 'packages/engine/src/a.ts', "import { b } from './b.ts'"],
  ['an earlier folder of the shell', 'packages/engine/src/shell/expand/a.ts', "import { b } from '../syntax/b.ts'"],
  ['a package below it', 'packages/dsl/src/a.ts', "import { b } from '@writ/engine'"],
  ['a part of a package it may use', 'packages/engine/src/a.ts', "import { sha256 } from '@noble/hashes/sha2.js'"],
  ['Node.js where files are kept', 'packages/storage-node/src/a.ts', "import 'node:fs'"],
  ['anything in a test', 'packages/engine/src/a.test.ts', "import { test } from 'vitest'; import '@writ/dsl'"],
  ['Node.js in a test for Node.js', 'packages/engine/src/a.node.test.ts', "import 'node:fs'"],
  ['its own entry in a test of it', 'packages/std/src/packs.test.ts', "import './index.ts'"],
  ['an example in a test', 'packages/cli/src/a.test.ts', "import '../../../examples/a/b.ts'"],
  ['Node.js outside src', 'packages/engine/oracle/bash.ts', "import 'node:child_process'"],
])('may import %s', ([, file, source]) => expect(problemsOf({ [file]: source })).toEqual([]));

test.for<[what: string, file: string, source: string, sentence: string]>([
  ['a package above it', 'packages/engine/src/a.ts', "import { parse } from '@writ/dsl'", 'may not import `@writ/dsl`'],
  ['a type from above', 'packages/engine/src/a.ts', "import type { A } from '@writ/dsl'", 'may not import `@writ/dsl`'],
  ['a stranger', 'packages/approvals/src/a.ts', "import 'lodash'", 'may not import `lodash`'],
  ['a name that only begins alike', 'packages/dsl/src/a.ts', "import 'chevrotain-extras'", 'may not import'],
  ['Node.js in the engine', 'packages/engine/src/a.ts', "import 'node:fs'", 'is a Node.js module'],
  ['Node.js without its prefix', 'packages/dsl/src/a.ts', "export * from 'path'", 'is a Node.js module'],
  ['Node.js when it runs', 'packages/dsl/src/a.ts', "await import('node:fs')", 'is a Node.js module'],
  ['Node.js in a browser test', 'packages/dsl/src/a.test.ts', "import 'node:fs'", 'name it *.node.test.ts'],
  ['its own entry', 'packages/engine/src/shell/a.ts', "import '../index.ts'", "the package's own entry"],
  [
    'a later folder of the shell',
    'packages/engine/src/shell/state/a.ts',
    "import '../expand/b.ts'",
    'goes against the order',
  ],
  [
    'the walker in a folder of it',
    'packages/engine/src/shell/syntax/a.ts',
    "import '../walk.ts'",
    'goes against the order',
  ],
  ['a file of another package', 'packages/dsl/src/a.ts', "import '../../engine/src/b.ts'", 'leaves the package'],
])('may not import %s', ([, file, source, sentence]) => {
  expect(problemsOf({ [file]: source })).toEqual([expect.stringContaining(sentence)]);
});

test('a generator beside the sources may go round, as the grammar does that it generates', () => {
  expect(
    problemsOf({ 'packages/engine/oracle/a.ts': "import './b.ts'", 'packages/engine/oracle/b.ts': "import './a.ts'" }),
  ).toEqual([]);
});

test('imports that go round are found, whatever their length', () => {
  const around = {
    'packages/engine/src/a.ts': "import './b.ts'",
    'packages/engine/src/b.ts': "import type { C } from './c.ts'",
    'packages/engine/src/c.ts': "import './a.ts'",
  };
  expect(problemsOf(around)).toEqual([
    'imports go round: packages/engine/src/a.ts → packages/engine/src/b.ts → packages/engine/src/c.ts → packages/engine/src/a.ts',
  ]);
});
