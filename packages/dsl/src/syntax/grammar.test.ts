import { expect, test } from 'vitest';
import { PolicyParser } from './policy-parser.ts';

test('the grammar has no ambiguity, left recursion or undefined rule', () => {
  expect(() => new PolicyParser(true)).not.toThrow();
});
