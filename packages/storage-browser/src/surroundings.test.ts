import { expect, test } from 'vitest';
import { pageSurroundings } from './surroundings.ts';

test('waiting ends when it is given up, before or in the middle', async () => {
  const hour = 3_600_000;
  await pageSurroundings.wait(hour, AbortSignal.abort());
  const given = new AbortController();
  const waiting = pageSurroundings.wait(hour, given.signal);
  given.abort();
  await waiting;
  await pageSurroundings.wait(1);
});

test('random bytes are as many as asked for, and not the same twice', () => {
  const bytes = pageSurroundings.randomBytes(16);
  expect(bytes).toHaveLength(16);
  expect(pageSurroundings.randomBytes(16)).not.toEqual(bytes);
});
