import { expect, test, vi } from 'vitest';
import { PolicyParser } from './policy-parser.ts';

test('the grammar has no ambiguity, left recursion or undefined rule', () => {
  expect(() => new PolicyParser(true)).not.toThrow();
});

test('no text is ever evaluated, so a page may forbid it', () => {
  const forbidden = () => {
    throw new EvalError('text was evaluated');
  };
  vi.stubGlobal('eval', forbidden);
  vi.stubGlobal('Function', forbidden);
  try {
    const parser = new PolicyParser();
    parser.input = [];
    parser.oneWord();
    expect(parser.errors).toHaveLength(1);
  } finally {
    vi.unstubAllGlobals();
  }
});
