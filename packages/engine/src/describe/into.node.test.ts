import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeWith, form, operands, option, program, words } from './testing/build.ts';

/* The programs themselves say where things go: whatever appears in a folder must be among the writes that were told. */

const DESCRIPTIONS = [
  program('cp|install', {
    complete: true,
    options: [option('-t <dir:write-into>'), option('-T'), option('-m <mode>')],
    forms: [
      form({ without: ['-t', '-T'], operands: operands('<source:read>... <target:write-into>') }),
      form({ with: ['-T'], operands: operands('<source:read> <target:write>') }),
      form({ with: ['-t'], operands: operands('<source:read>...') }),
    ],
  }),
  program('cp-r|mv', {
    complete: true,
    options: [option('-t <dir:write-tree-into>'), option('-T')],
    forms: [
      form({ without: ['-t', '-T'], operands: operands('<source:read-tree>... <target:write-tree-into>') }),
      form({ with: ['-T'], operands: operands('<source:read-tree> <target:write-tree>') }),
      form({ with: ['-t'], operands: operands('<source:read-tree>...') }),
    ],
  }),
];

const SOURCES = [
  'a',
  'src/b',
  './src/b',
  'src/../a',
  'src',
  'src/',
  'src/.',
  'src//deep',
  '.',
  'src/deep/..',
  'src/deep/c',
];
const TARGETS = [
  'new',
  'out',
  'out/',
  './out/.',
  'out/b',
  'out/old/',
  'src/deep/..',
  '.',
  'out/../a',
  'a',
  'out/b/../old',
];

function makeTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'into-'));
  for (const folder of ['src/deep', 'out/old']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['a', 'src/b', 'src/deep/c', 'out/b']) writeFileSync(join(root, file), file);
  return root;
}

const listing = (root: string): readonly string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

/** What appeared; a file that was overwritten keeps its name and is found by the target. */
function appeared(argv: readonly string[]): readonly string[] {
  const root = makeTree();
  const before = new Set(listing(root));
  const [name = '', ...rest] = argv;
  spawnSync(name === 'cp-r' ? 'cp' : name, name === 'cp-r' ? ['-r', ...rest] : rest, { cwd: root });
  const found = listing(root).filter((path) => !before.has(path));
  rmSync(root, { recursive: true });
  return found;
}

interface Told {
  readonly path: string;
  readonly tree: boolean;
}

function told(argv: readonly string[]): readonly Told[] {
  const described = describeWith(DESCRIPTIONS, words(argv.join(' ')));
  return (described?.consequences ?? []).flatMap((one) =>
    one.kind === 'write' && one.path.kind === 'text'
      ? [{ path: posix.normalize(one.path.text).replace(/\/$/, ''), tree: one.tree }]
      : [],
  );
}

const covers = ({ path, tree }: Told, file: string): boolean =>
  file === path || (tree && (path === '.' || file.startsWith(`${path}/`)));

const arbitraryCall = fc
  .tuple(
    fc.constantFrom('cp', 'install', 'cp-r', 'mv'),
    fc.uniqueArray(fc.constantFrom(...SOURCES), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...TARGETS),
    fc.constantFrom<'last' | '-t' | '-T'>('last', 'last', '-t', '-T'),
  )
  .map(([name, sources, target, how]): readonly string[] => {
    if (how === '-t') return [name, '-t', target, ...sources];
    return how === '-T' ? [name, '-T', ...sources.slice(0, 1), target] : [name, ...sources, target];
  });

test('what cp, mv and install make is among what they are said to write', () => {
  let made = 0;
  fc.assert(
    fc.property(arbitraryCall, (argv) => {
      const found = appeared(argv);
      made += found.length;
      const writes = told(argv);
      expect(found.filter((file) => !writes.some((write) => covers(write, file)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(made).toBeGreaterThan(80);
});
