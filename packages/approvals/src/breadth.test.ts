import { expect, test } from 'vitest';
import { disguisedIn, tooBroad } from './breadth.ts';
import { targetOfText } from './testing/real-policy.ts';

test.for([
  'run npm run lint',
  'run git log **',
  'run git (log|diff) **',
  'run ls [-l] **',
  'run python build.py',
  'run bash -c "make all"',
  'run timeout 5 make',
  'run env CI=1 make',
  'run python-wrapper **',
  'run pythonish',
  'run find . -name *.ts',
  'read ./**',
  'write ./docs/**',
  'read /usr/include/**',
  'read ~/notes/**',
  'read **/README.md',
  'connect example.org',
  'connect *.example.org',
  'connect localhost:*',
  'connect 10.0.0.0/8',
  'change process',
  'tool github.*',
  'env CI',
])('%s can be overseen', (pattern) => expect(tooBroad(targetOfText(pattern))).toBeUndefined());

test.for<[pattern: string, reason: RegExp]>([
  ['run **', /names no program/],
  ['run * x', /names no program/],
  ['run git* status', /names no program/],
  ['run (git|**) status', /names no program/],
  ['run sudo **', /`sudo` with a wildcard can run anything/],
  ['run sudo apt *', /can run anything/],
  ['run sudo', /runs whatever it is given/],
  ['run python', /runs whatever it is given/],
  ['run python **', /can run anything/],
  ['run python3.12 **', /can run anything/],
  ['run /usr/bin/python3 **', /can run anything/],
  ['run node **', /can run anything/],
  ['run bash -c *', /can run anything/],
  ['run (ls|sh) **', /`sh` with a wildcard/],
  ['run tmux new **', /can run anything/],
  ['run su-exec app **', /can run anything/],
  ['escalate root', /as another user/],
  ['run env [-i] **', /can run anything/],
  ['run xargs **', /can run anything/],
  ['run pwsh **', /can run anything/],
  ['read /**', /every file there is/],
  ['write ~/**', /whole home folder/],
  ['read **', /every file there is/],
  ['read credential:*', /every secret/],
  ['connect *', /every host/],
  ['connect *.com', /top-level domain/],
  ['connect 0.0.0.0/0', /most of the network/],
  ['tool *', /every name/],
  ['env *', /every name/],
  ['opaque code', /cannot be granted in advance/],
])('%s covers too much: %s', ([pattern, reason]) => expect(tooBroad(targetOfText(pattern))).toMatch(reason));

test('a pattern of endless alternatives is too broad, and is said to be at once', () => {
  const alternatives = {
    kind: 'oneOf' as const,
    options: Array.from({ length: 10 }, (_, index) => [{ kind: 'word' as const, word: [`w${index}`] }]),
  };
  expect(tooBroad({ kind: 'run', commands: [Array.from({ length: 30 }, () => alternatives)], except: [] })).toMatch(
    /names no program/,
  );
});

test.for<[pattern: string, disguised: string | undefined]>([
  ['run сurl https://example.org', 'сurl'],
  ['run (ls|nodе) x', 'nodе'],
  ['run /usr/bin/сurl x', 'сurl'],
  ['run cat Отчёт_final.txt', undefined], // an argument is what it is
  ['run программа x', undefined],
  ['write ./Отчёт_final.txt', undefined],
])('%s is disguised: %s', ([pattern, disguised]) => expect(disguisedIn(targetOfText(pattern))).toBe(disguised));
