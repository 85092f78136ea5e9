import { expect, test } from 'vitest';
import { scriptOf } from './script.ts';

const STOCK = ['git status', 'for f in *.ts; do wc -l "$f"; done'];

test('a seed and a number give the same script every time', () => {
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  const scripts = numbers.map((index) => scriptOf(7, index, STOCK));
  expect(numbers.map((index) => scriptOf(7, index, STOCK))).toEqual(scripts);
  expect(new Set(scripts).size).toBeGreaterThan(190);
  expect(numbers.map((index) => scriptOf(8, index, STOCK))).not.toEqual(scripts);
});

test.for([
  '$(',
  '`',
  '${',
  '$((',
  '((',
  '[[',
  '<<',
  '<<-',
  '<<<',
  '<(',
  '>(',
  '&>',
  '>|',
  '<>',
  '|&',
  ';&',
  ';;&',
  "$'",
  '$"',
  '$[',
  'case ',
  'select ',
  'coproc ',
  'function ',
  'time ',
  'until ',
  'for ((',
  '=(',
  '+=',
  '{a,b}',
  '{1..3}',
  '\\\n',
  ' #',
  '=~',
])('every construct comes up: %j', (construct) => {
  const found = Array.from({ length: 4000 }, (_, index) => scriptOf(1, index, STOCK)).some((script) =>
    script.includes(construct),
  );
  expect(found).toBe(true);
});
