import { expect, test } from 'vitest';
import type { Word } from '../word.ts';
import { describeWith, operands, program, shown, words } from './testing/build.ts';

const DESCRIPTIONS = [program('diff', { complete: true, operands: operands('[<path:pathspec>...]') })];
const DIFF = words('diff')[0];
const told = (argv: readonly [Word, ...Word[]]): readonly string[] => shown(describeWith(DESCRIPTIONS, argv));

test.for<[spec: string, expected: readonly string[]]>([
  ['src', ['read src/**']],
  ['.', ['read ./**']],
  [':.env', ['read .env/**']],
  [':/', ['read ./**']],
  [':/.env', ['read ./‹**›/.env/**']],
  [':(top).env', ['read ./‹**›/.env/**']],
  [':(icase).ENV', ['read .ENV/**']],
  [':/:.env', ['read ./‹**›/.env/**']],
  [':!dist', []],
  [':^dist', []],
  [':/!dist', []],
  [':(exclude,top)dist', []],
  // An option, or git itself, may take it for a file.
  [':!x/../.env', ['read x/../.env/**']],
  [':(attr:a=x\\,exclude).env', ['read ‹?›/**']],
  ['src/*', ['read ./src/**']],
  ['*.ts', ['read ./**', 'read ./‹**›/‹.*›.ts', 'read ./‹**›/.ts', 'read ./‹**›/..ts']],
  ['src/a*/b.ts', ['read ./src/**', 'read ./src/‹**›/b.ts']],
  ['.en?', ['read ./**', 'read ./‹**›/.en‹*›']],
  ['.en[v]', ['read ./**', 'read ./‹**›/.env']],
  ['.e[a/n]v', ['read ./**', 'read ./‹**›/.e‹*›v', 'read ./‹**›/v', 'read ./‹**›/.v']],
  ['[]a]env', ['read ./**', 'read ./‹**›/‹.*›env', 'read ./‹**›/env', 'read ./‹**›/.env']],
  ['[[:alpha:]]env', ['read ./**', 'read ./‹**›/‹.*›env', 'read ./‹**›/env', 'read ./‹**›/.env']],
  ['a*id_rsa', ['read ./**', 'read ./‹**›/a‹*›id_rsa', 'read ./‹**›/id_rsa', 'read ./‹**›/.id_rsa']],
  ['\\.env', ['read ./**', 'read ./‹**›/.env']],
  ['[x]/../../a', ['read ‹?›/**']],
  ['*'.repeat(2000), ['read ‹?›/**']],
  ['*a'.repeat(17), ['read ‹?›/**']],
])('%s', ([spec, expected]) => expect(told([DIFF, { kind: 'text', text: spec, span: DIFF.span }])).toEqual(expected));

test('of one that is not known, anything is read', () => {
  expect(told(words('diff -- "$x" ":$x"'))).toEqual(['read ‹?›/**', 'read ‹?›/**']);
});

test('a pattern that the shell hands on, where it finds no file, is one of git', () => {
  expect(told(words('diff *.env'))).toEqual([
    'read ‹*›.env+/**',
    'read ./**',
    'read ./‹**›/‹.*›.env',
    'read ./‹**›/.env',
    'read ./‹**›/..env',
  ]);
});
