import { expect, test } from 'vitest';
import { command, describeWith, does, operands, option, program, shown, words } from './testing/build.ts';

const builder = program('builder', {
  options: [option('-f <file:recipe>')],
  commands: [
    command('show', { complete: true, operands: operands('[<name>...]') }),
    command('up', { does: [does('code')], operands: operands('[<name>...]') }),
  ],
});

test.for<[line: string, expected: string]>([
  ['builder up', 'opaque code'],
  ['builder -f a.yml show', 'read a.yml'],
  ['builder -f https://a.example/x.yml show', 'connect! https://a.example/x.yml'],
  ['builder -f git@a.example:x/y show', 'connect! git@a.example:x/y; read git@a.example:x/y'],
  ['builder -f - show', 'opaque! code'],
  ['builder -f "$x" show', 'opaque! code'],
  ['builder -f a.yml up', 'opaque! code; read a.yml'],
])('a file that says what to run is read, and chooses the code where some is run: %s', ([line, expected]) => {
  const all = shown(describeWith([builder], words(line)) ?? { consequences: [], complete: false });
  expect(all.join('; ')).toBe(expected);
});
