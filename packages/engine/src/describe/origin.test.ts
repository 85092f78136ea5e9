import { expect, test } from 'vitest';
import { describeWith, does, operands, option, program, words } from './testing/build.ts';

const reader = program('reader', {
  complete: true,
  options: [option('--config <file:read>')],
  operands: operands('[<file:read>...]'),
});

test.for<[line: string, underHome: readonly string[], other: number]>([
  ['reader a', [], 1],
  ['reader ~/a', ['a'], 1],
  ['reader --config=~/a/b', ['a/b'], 1],
  ['reader ~', [''], 1],
  ['reader ~u/a', [], 2],
  ['reader a~', [], 1],
])('a tilde that the shell left alone may be the home folder: %s', ([line, underHome, other]) => {
  const { consequences = [] } = describeWith([reader], words(line)) ?? {};
  const homes = consequences.flatMap((one) =>
    'underHome' in one && one.underHome !== undefined ? [one.underHome] : [],
  );
  expect(homes.map((home) => (home.kind === 'text' ? home.text : home.kind))).toEqual(underHome);
  expect(consequences.length - homes.length).toBe(other);
});

const api = program('api', {
  complete: true,
  does: [does('connect', 'https://api.example.org'), does('connect', 'https://*.example.org')],
  options: [option('--org <url:endpoint>', { does: [does('connect', 'https://dev.example.org')] })],
  operands: operands('[<path:endpoint>]'),
});

test.for<[line: string, hazards: number]>([
  ['api repos/x', 0],
  ['api https://api.example.org/x', 0],
  ['api https://api.example.org.evil/x', 1],
  ['api https://api.example.org@evil/x', 1],
  ['api https://other.example.org/x', 1],
  ['api http://api.example.org/x', 1],
  ['api https://dev.example.org/x', 1],
  ['api --org https://dev.example.org/x', 0],
  ['api --org https://evil/x', 1],
])('an address where a command connects anyway is its business: %s', ([line, hazards]) => {
  const { consequences = [] } = describeWith([api], words(line)) ?? {};
  expect(consequences.filter(({ hazard }) => hazard).length).toBe(hazards);
});
