import { expect, test } from 'vitest';
import { splitOutcome } from './outcome.ts';

test.for<[line: string, left: string | undefined, outcome?: unknown]>([
  ['git push => ask', 'git push', { effect: 'ask' }],
  ['git push   =>   deny  ', 'git push', { effect: 'deny' }],
  ['x => deny by no-x because "a => ask"', 'x', { effect: 'deny', by: 'no-x', because: 'a => ask' }],
  ['x => allow because \'it "is" fine\'', 'x', { effect: 'allow', because: 'it "is" fine' }],
  ['echo a => allow => deny', 'echo a => allow', { effect: 'deny' }],
  ['node -e "x => y" => ask', 'node -e "x => y"', { effect: 'ask' }],
  ['x => ask because reason', undefined],
  ['x => asks', undefined],
  ['x =>ask', undefined],
  ['x', undefined],
])('%s', ([line, left, outcome]) => {
  expect(splitOutcome(line)).toEqual(left === undefined ? undefined : { left, outcome });
});
