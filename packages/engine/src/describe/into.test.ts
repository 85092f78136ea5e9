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
  program('sync', { complete: true, operands: operands('<source:read-tree>... <target:write-contents-into>') }),
  program('load', {
    complete: true,
    options: [option('-o <file:write-numbered>'), option('--url <url:connect>')],
    operands: operands('[<url:connect>...]'),
  }),
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
  // On another machine, wildcards and more are looked up there.
  ['cp h:x{.envrc,y} .', 'write .; write ./‹.*›; write ./‹.*›'],
  ['cp x{.envrc,y} .', 'write .; write ./x{.envrc,y}'],
  // What lies in a folder goes there without its name.
  ['sync x .', 'write .; write ./x/**'],
  ['sync x/ .', 'write ./**; write ./x/**'],
  ['sync x/. .', 'write ./**'],
  ['sync h:x/ y', 'write y/**; write y/h:x/**; write y/x/**'],
  ['sync "$x" .', 'write ./**; write ./‹.*›/**'],
  // What a list in an address stands for.
  ['load -o a#1 https://h/x', 'write a#1'],
  ['load -o a#1.c https://h/[1-3]', 'write a‹*›.c'],
  ['load -o a#1.c https://h/{a,b}', 'write a‹?›.c'],
  ['load -o #1#2 --url https://h/{a,b}', 'write ‹?›‹?›'],
  ['load -o a#1 "$x"', 'write a‹?›'],
  // What an address is saved as.
  ['get -O https://h/x/.envrc', 'write .; write ./.envrc'],
  ['get -O --url https://h/a.git', 'write .; write ./a.git; write ./a'],
  ['get -O https://h', 'write .; write ./index.html'],
  ['get -O https://h/x?y', 'write .; write ./‹.*›'],
  ['get -O https://h/%2eenvrc', 'write .; write ./‹.*›'],
  ['get https://h/x', ''],
])('%s: %s', ([line, expected]) => expect(told(line)).toBe(expected));
