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
  ['*.ts', ['read ./**', 'read ./‹**›/‹.*›.ts', 'read ./‹**›/.ts']],
  ['src/*.ts', ['read ./src/**', 'read ./src/‹**›/‹.*›.ts', 'read ./src/‹**›/.ts']],
  ['src/a*/b.ts', ['read ./src/**', 'read ./src/‹**›/b.ts']],
  ['.en?', ['read ./**', 'read ./‹**›/.en‹*›']],
  ['src?.env', ['read ./**', 'read ./‹**›/src‹*›.env', 'read ./‹**›/.env']],
  ['src*env', ['read ./**', 'read ./‹**›/src‹*›env', 'read ./‹**›/.env']],
  ['[.]env', ['read ./**', 'read ./‹**›/‹.*›env', 'read ./‹**›/.env']],
  ['\\.env', ['read ./**', 'read ./‹**›/.env']],
])('%s', ([spec, expected]) => expect(told([DIFF, { kind: 'text', text: spec, span: DIFF.span }])).toEqual(expected));

test('of one that is not known, anything is read', () => {
  expect(told(words('diff -- "$x" ":$x"'))).toEqual(['read ‹?›/**', 'read ‹?›/**']);
});
