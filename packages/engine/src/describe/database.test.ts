import { expect, test } from 'vitest';
import { describeWith, flags, operands, option, program, shown, words } from './testing/build.ts';

const DESCRIPTIONS = [
  program('store', {
    complete: true,
    options: [option('-c <text:sql>'), option('--in <database:database>'), ...flags('-x', { role: 'code' })],
    operands: operands('[<database:database>] [<text:sql>...]'),
  }),
];

const told = (line: string): readonly string[] =>
  shown(describeWith(DESCRIPTIONS, words(line))).filter((one) => /^(read|write|connect|opaque! option)/.test(one));

test.for<[line: string, expected: readonly string[]]>([
  ['store a.db select␣1', ['read a.db']],
  ['store a.db select␣1 select␣2', ['read a.db']],
  ['store -c select␣1 --in a.db b.db', ['read a.db', 'read b.db']],
  ['store a.db select␣1 drop␣table␣t', ['write a.db']],
  ['store -c drop␣table␣t a.db', ['write a.db']],
  ['store a.db "$x"', ['opaque! option', 'write a.db']],
  ['store -x a.db', ['write a.db']],
  ['store --unheard-of a.db', ['opaque! option', 'write a.db']],
  // An address is not in this folder.
  ['store https://a.example/x.db select␣1', ['connect! https://a.example/x.db']],
  ['store file:/etc/x select␣1', ['opaque! option']],
])('%s', ([line, expected]) => expect(told(line)).toEqual(expected));
