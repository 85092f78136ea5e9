import { expect, test } from 'vitest';
import { describeWith, form, operands, option, program, shown, words } from './testing/build.ts';

const DESCRIPTIONS = [
  program('cp', {
    complete: true,
    options: [option('-t <dir:write-into>'), option('-T')],
    forms: [
      form({ without: ['-t', '-T'], operands: operands('<source:read>... <target:write-into>') }),
      form({ with: ['-t'], operands: operands('<source:read>...') }),
    ],
  }),
  program('mv', { complete: true, operands: operands('<source:delete-tree>... <target:write-tree-into>') }),
  program('get', {
    complete: true,
    options: [option('-O', { does: [{ act: 'write-into', target: '.' }] }), option('--url <url:connect>')],
    operands: operands('[<url:connect>...]'),
  }),
];

const told = (line: string): string =>
  shown(describeWith(DESCRIPTIONS, words(line)))
    .filter((act) => act.startsWith('write'))
    .join('; ');

test.for<[line: string, expected: string]>([
  // A path that may be a folder or not is both.
  ['cp x/.envrc y', 'write y; write y/.envrc'],
  ['cp x/.envrc .', 'write .; write ./.envrc'],
  ['cp a b out', 'write out; write out/a; write out/b'],
  ['cp -t out x/a', 'write out; write out/a'],
  ['mv x/a b', 'write b/**; write b/a/**'],
  // What is a folder for sure is not written itself, but what is put in it.
  ['mv x/a out/', 'write out/; write out/a/**'],
  ['mv x/a y/b out', 'write out; write out/a/**; write out/b/**'],
  // The contents of a folder have names of their own.
  ['mv x/. out/', 'write out//**'],
  // Names that are not known.
  ['cp "$x" out', 'write out; write out/‹.*›'],
  ['cp "src/$x.ts" out', 'write out; write out/‹.*›.ts'],
  ['cp src/*.ts out', 'write out; write out/‹*›.ts*'],
  ['cp a "$x"', 'write ‹?›; write ‹?›/a'],
  ['cp h:.envrc .', 'write .; write ./h:.envrc; write ./.envrc'],
  // What an address is saved as.
  ['get -O https://h/x/.envrc', 'write .; write ./.envrc'],
  ['get -O --url https://h/a.git', 'write .; write ./a.git; write ./a'],
  ['get -O https://h', 'write .; write ./index.html'],
  ['get -O https://h/x?y', 'write .; write ./‹.*›'],
  ['get -O https://h/%2eenvrc', 'write .; write ./‹.*›'],
  ['get https://h/x', ''],
])('%s: %s', ([line, expected]) => expect(told(line)).toBe(expected));
