import { expect, test } from 'vitest';
import { EMPTY_HISTORY, remember, step } from './history.ts';

test('back and forth, and the line that was being typed is still there', () => {
  const entered = ['ls', 'pwd'].reduce(remember, EMPTY_HISTORY);
  const once = step(entered, -1, 'half a li');
  const twice = step(once.history, -1, once.line);
  const end = step(twice.history, -1, twice.line);
  const forth = step(step(end.history, 1, end.line).history, 1, '');
  expect([once.line, twice.line, end.line, forth.line]).toEqual(['pwd', 'ls', 'ls', 'half a li']);
});

test('the same line twice and blank lines are kept once and not at all', () => {
  expect(['ls', 'ls', '  ', 'ls'].reduce(remember, EMPTY_HISTORY).lines).toEqual(['ls']);
});
