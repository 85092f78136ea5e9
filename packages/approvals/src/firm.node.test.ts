import { expect, test } from 'vitest';
import { offersFor } from './offers.ts';
import { decideLine, realPolicy, targetOfText } from './testing/real-policy.ts';

const policy = realPolicy(`
allow run echo **
allow read ./**
ask edit ./**/.git/** firm because "version-control internals can run code"
ask run deploy ** firm
`);

/* A firm ask, and whether a remembered yes answers it: only one about what the ask protects. */
test.for<[grant: string, command: string, effect: 'allow' | 'ask']>([
  ['write ./sub/**', 'echo x > sub/a', 'allow'],
  ['write ./sub/**', 'echo x > sub/.git/hooks/pre-commit', 'ask'],
  ['write ./**', 'echo x > .git/config', 'ask'],
  ['write ./sub/.git/**', 'echo x > sub/.git/hooks/pre-commit', 'allow'],
  ['write ./.git/config', 'echo x > .git/config', 'allow'],
  ['write ./.git/config', 'echo x > .git/hooks/x', 'ask'],
  ['run deploy staging', 'deploy staging', 'allow'],
  ['run (make|deploy) **', 'make x', 'allow'],
])('a yes to `%s` and `%s`: %s', ([grant, command, effect]) => {
  const grants = [{ id: 'g', target: targetOfText(grant) }];
  expect(decideLine(policy, command, grants).effect).toBe(effect);
});

test('what is offered for a file below a folder says nothing about protected files there', () => {
  const places = { roots: ['/repo'], home: '/home/u' };
  const command = 'echo x > sub/a/b';
  const offers = offersFor(decideLine(policy, command), places, (grants) => decideLine(policy, command, grants));
  const wider = offers.allow.find(({ id }) => id === 'wider-1');
  expect(wider?.patterns.map(({ pattern }) => pattern)).toEqual(['write ./sub/a/**']);
  const grants = wider?.patterns.map(({ target }) => ({ id: 'g', target })) ?? [];
  expect(decideLine(policy, 'echo x > sub/a/.git/hooks/x', grants).effect).toBe('ask');
});

test('what is protected is offered word for word', () => {
  const places = { roots: ['/repo'], home: '/home/u' };
  const command = 'echo x > .git/config';
  const offers = offersFor(decideLine(policy, command), places, (grants) => decideLine(policy, command, grants));
  expect(offers.allow.map(({ patterns }) => patterns.map(({ pattern }) => pattern))).toEqual([
    ['write ./.git/config'],
    ['write ./.git/config'],
  ]);
});
