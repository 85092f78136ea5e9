import { expect, test } from 'vitest';
import { describeWith, operands, option, program, shown, words } from './testing/build.ts';

const DESCRIPTIONS = [
  program('show', { complete: true, operands: operands('[<revision:revision>...]') }),
  program('x509', { complete: true, operands: operands('[<file:certificate>...]') }),
  program('send', {
    complete: true,
    options: [option('--from-file <file:named-read>'), option('--data <data:named-upload>')],
    operands: operands('[<database:endpoint>]'),
  }),
];

const told = (line: string, act: string): readonly string[] =>
  shown(describeWith(DESCRIPTIONS, words(line))).filter((one) => one.startsWith(act));

test.for<[line: string, expected: readonly string[]]>([
  // A revision, a file in one, a file of the index, or a file.
  ['show HEAD', ['read HEAD/**']],
  ['show HEAD:.env', ['read .env/**']],
  ['show :.env', ['read .env/**']],
  ['show :2:.env', ['read .env/**']],
  ['show 1,5:.env', ['read .env/**']],
  // Of lines, the file stands behind the last colon.
  ['show :main:.env', ['read main:.env/**', 'read .env/**']],
  ['show /a:b/,+3:.env', ['read b/,+3:.env/**', 'read .env/**']],
  ['show "$x"', []],
  ['show "$x:.env"', ['read .env/**']],
  ['show "HEAD:$x"', ['read ‹?›/**']],
  ['show :/fix', ['read ./‹**›/fix/**']],
  ['show HEAD^{/fix}', []],
  ['x509 cert.pem', ['read cert.pem (public)']],
  // It may also be an address, and that one of a file.
  ['x509 "$x"', ['read! ‹?›/**', 'read ‹?› (public)']],
  // A name may stand in front of a file.
  ['send --from-file a', ['read a/**']],
  ['send --from-file a=b', ['read b/**']],
  ['send --from-file "a=$x"', ['read ‹?›/**']],
  ['send --from-file "$x"', ['read ‹?›/**']],
  ['send --data a', []],
  ['send --data @a', ['read a']],
  ['send --data q@a', ['read a']],
  ['send --data q=a@b', []],
  ['send --data "q=$x"', []],
  ['send --data "q@$x"', ['read ‹?›']],
  ['send --data "$x"', ['read ‹?›']],
])('%s', ([line, expected]) => {
  expect(told(line, 'read')).toEqual(expected);
});

test.for(['host=h␣dbname=a', 'dbname=a␣hostaddr=1.2.3.4', 'service=a'])('%s is an address', (text) => {
  expect(told(`send ${text}`, 'connect')).toHaveLength(1);
});

test.for([
  ['x509 http://h/x', 1],
  ['x509 "http:$x"', 1],
  ['x509 "$x"', 1],
  ['x509 ./a', 0],
  ['x509 "a/$x"', 0],
  ['x509 *.pem', 0],
] as const)('%s may be fetched %i times', ([line, times]) => {
  expect(told(line, 'connect')).toHaveLength(times);
});
