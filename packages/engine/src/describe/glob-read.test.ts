import { expect, test } from 'vitest';
import { describeWith, operands, option, program, shown, words } from './testing/build.ts';

const DESCRIPTIONS = [
  program('rg', { complete: true, options: [option('-g <glob:glob-read>')], operands: operands('<pattern>') }),
];
const told = (glob: string): string => shown(describeWith(DESCRIPTIONS, words(`rg -g '${glob}' x`))).join('; ');

const ANY = 'read ./‹**›/‹.*›';

test.for<[glob: string, expected: string]>([
  ['.env', 'read ./‹**›/.env'],
  ['!.env', ''],
  ['.{env,x}', 'read ./‹**›/.env; read ./‹**›/.x'],
  // More names than are told apart, and braces in braces.
  ['{a,b}{a,b}{a,b}{a,b}{a,b}', ANY],
  ['{.e{nv,x}}', ANY],
  ['{a,b}'.repeat(10_000), ANY],
  ['{a}'.repeat(10_000), `read ./‹**›/${'a'.repeat(10_000)}`],
])('%s', ([glob, expected]) => expect(told(glob)).toBe(expected));
