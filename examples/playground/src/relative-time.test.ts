import { expect, test } from 'vitest';
import { ago } from './relative-time.ts';

test.for<[seconds: number, words: string]>([
  [-5, 'just now'],
  [3, 'just now'],
  [59, '59 seconds ago'],
  [60, '1 minute ago'],
  [3 * 3600, '3 hours ago'],
  [49 * 3600, '2 days ago'],
  [400 * 86_400, '400 days ago'],
])('%d seconds are %s', ([seconds, words]) => expect(ago(0, seconds * 1000)).toBe(words));
