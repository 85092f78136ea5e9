import { expect, test } from 'vitest';
import { command, describeWith, flags, operands, option, program, shown, words } from './testing/build.ts';

const told = (description: Parameters<typeof describeWith>[0][number], line: string): string => {
  const described = describeWith([description], words(line));
  return described === undefined ? 'unknown' : shown(described).join('; ');
};

const tester = program('tester', {
  complete: true,
  options: [option('@[=<file:code>]'), option('-k <expression>'), ...flags('-q')],
  operands: operands('[<test:read>...]'),
});

test.for<[line: string, expected: string]>([
  ['tester a', 'read a'],
  ['tester @args', 'opaque! code'],
  ['tester a @args', 'opaque! code; read a'],
  ['tester -k @args', 'opaque! code'],
  ['tester -- @args', 'read @args; opaque! code'],
  ['tester -k "$x"', 'opaque! code'],
  ['tester -k "a$x"', ''],
  ['tester -k a@b', ''],
  ['tester -q@args', 'opaque! option'],
])('a file of arguments is read wherever a word names one: %s → %s', ([line, expected]) => {
  expect(told(tester, line)).toBe(expected);
});

const cloud = program('cloud', {
  options: [
    { names: ['file://'], value: { name: 'file', role: 'read', optional: true }, inherit: true, does: [] },
    option('--endpoint-url <url:connect>!', { inherit: true }),
    option('--region <v>', { inherit: true }),
  ],
  style: 'single-dash',
  commands: [command('list', { complete: true, open: true, operands: operands('[<argument>...]') })],
});

test.for<[line: string, expected: string]>([
  ['cloud list --any x', ''],
  ['cloud list --any file://a', 'read a'],
  ['cloud list --any=file://a', 'read a'],
  ['cloud list --any=x=file://a', ''],
  ['cloud list "--any=$x"', 'opaque! option'],
  ['cloud list "--any=file:$x"', 'opaque! option'],
  ['cloud list "--any=a$x"', ''],
  ['cloud list --regi x', ''],
  ['cloud list --endpoint https://h', 'opaque! option'],
  ['cloud list --endpoint=https://h', 'opaque! option'],
  ['cloud list --e https://h', 'opaque! option'],
  ['cloud list --endpoint-url-of-mine x', ''],
])('what an option that is not listed may be where that is open: %s → %s', ([line, expected]) => {
  expect(told(cloud, line)).toBe(expected);
});
