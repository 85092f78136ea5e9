import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('JSON is spelled as the reference implementation spells it', () => {
  const json = fc
    .jsonValue({ maxDepth: 5, stringUnit: 'binary' })
    .filter((value) => JSON.stringify(value) !== undefined);
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 2000 },
  );
});

test.for<[what: string, value: unknown, text: string]>([
  [
    'keys in the order of their UTF-16 units',
    { b: 1, a: 2, 10: 3, 9: 4, '\u{1f600}': 5, '\ufb33': 6 },
    '{"10":3,"9":4,"a":2,"b":1,"\u{1f600}":5,"\ufb33":6}',
  ],
  ['no property that is undefined', { a: undefined, b: [undefined] }, '{"b":[null]}'],
  ['a date as JSON has it', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  ['half of a surrogate pair, escaped', ['\ud800', '\ufffd'], '["\\ud800","\ufffd"]'],
  ['a number that is none', [Number.NaN, null, -0], '[NaN,null,0]'],
  ['a whole number without bounds', 12n, '12n'],
])('%s', ([, value, text]) => expect(canonicalJson(value)).toBe(text));

test('a value inside itself ends, and says where', () => {
  const list: unknown[] = [];
  const value = { list };
  list.push(value, 1);
  expect(canonicalJson({ value, again: value })).toBe('{"again":{"list":[^1,1]},"value":{"list":[^1,1]}}');
});

test('any depth is written', () => {
  const depth = 200_000;
  const text = '['.repeat(depth) + ']'.repeat(depth);
  expect(canonicalJson(JSON.parse(text)) === text).toBe(true);
});
