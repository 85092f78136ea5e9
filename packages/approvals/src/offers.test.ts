import { printTarget } from '@writ/dsl';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actsDigest } from './acts-digest.ts';
import { tooBroad } from './breadth.ts';
import { type Offers, offersFor } from './offers.ts';
import { decideLine, realPolicy, targetOfText } from './testing/real-policy.ts';

const PLACES = { roots: ['/repo'], home: '/home/u' };

function offersOf(command: string, policy = 'allow read ./**', cwd = '/repo'): Offers {
  const compiled = realPolicy(policy);
  return offersFor(decideLine(compiled, command, [], cwd), PLACES, (grants) =>
    decideLine(compiled, command, grants, cwd),
  );
}

/** The offers in one line each: name, patterns. */
const said = (offers: Offers['allow']) =>
  offers.map((offer) => `${offer.id}: ${offer.patterns.map(({ pattern }) => pattern).join(', ')}`);

test.for<[command: string, offers: readonly string[]]>([
  ['npm run lint', ['exact: run npm run lint', 'words: run npm run lint']],
  [
    'eslint --fix src/a.ts',
    ['exact: run eslint --fix src/a.ts', 'words: run eslint --fix src/a.ts', 'wider-1: run eslint --fix *'],
  ],
  [
    'git add src/a.ts b.ts',
    ['exact: run git add src/a.ts b.ts', 'words: run git add src/a.ts b.ts', 'wider-1: run git add * *'],
  ],
  ['git push origin main', ['exact: run git push origin main', 'words: run git push origin main']],
  ['make "two words" \'a;b\'', ['exact: run make "two words" "a;b"', 'words: run make "two words" "a;b"']],
  [
    'echo hi > src/out/log.txt',
    ['exact: write ./src/out/log.txt', 'words: write ./src/out/log.txt', 'wider-1: write ./src/out/**'],
  ],
  ['echo hi > log.txt', ['exact: write ./log.txt', 'words: write ./log.txt']],
  ['echo hi > .git/hooks/x', ['exact: write ./.git/hooks/x', 'words: write ./.git/hooks/x']],
  ['echo hi > ~/notes.txt', ['exact: write ~/notes.txt', 'words: write ~/notes.txt']],
  ['echo hi > /etc/motd', ['exact: write /etc/motd', 'words: write /etc/motd']],
  ['make && npm run lint', ['exact: run make, run npm run lint', 'words: run make, run npm run lint']],
  ['python build.py', ['exact: run python build.py', 'words: run python build.py']],
])('%s offers %j', ([command, offers]) =>
  expect(said(offersOf(command, 'allow read ./**\nallow run echo **').allow)).toEqual(offers),
);

test.for([
  'python', // its program comes from its input
  'bash',
  'sudo make',
  'sudo -u root ls',
  '$cmd x',
  'make $target',
  'make && $cmd',
  'eval "$x"',
  'сurl x', // its first letter is Cyrillic
])('%s offers no yes to keep', (command) => expect(offersOf(command).allow).toEqual([]));

test('a locked ask offers no yes to keep', () => expect(offersOf('make', 'ask run make locked').allow).toEqual([]));

test('a line with something denied in it offers no yes to keep', () =>
  expect(offersOf('make && rm x', 'deny run rm').allow).toEqual([]));

test('where a deny may hold, nothing is offered that would not answer', () => {
  const compiled = realPolicy('deny run make clean');
  const offers = offersFor(decideLine(compiled, 'make $x'), PLACES, (grants) =>
    decideLine(compiled, 'make $x', grants),
  );
  expect(offers.allow).toEqual([]);
});

test('what an allowed line asks nothing about offers nothing', () =>
  expect(offersOf('cat a', 'allow run cat **').allow).toEqual([]));

test.for<[command: string, deny: readonly string[]]>([
  ['git push origin main', ['no-words-1: run git push origin main', 'no-command-1: run git push']],
  ['make', ['no-words-1: run make']],
  ['sudo make', ['no-words-1: run sudo make', 'no-command-1: run sudo']],
])('%s can be refused for good: %j', ([command, deny]) => expect(said(offersOf(command).deny)).toEqual(deny));

test('each offer says what else it would cover; the first covers nothing else', () => {
  const [exact, words, wider] = offersOf('eslint src/a.ts').allow;
  expect(exact?.covers).toEqual([]);
  expect(words?.covers).toEqual(['the same words in any folder of the workspace, alone or within a longer line']);
  expect(wider?.covers[0]).toBe('any other file or folder in place of `src/a.ts`');
});

const word = fc.oneof(
  fc.constantFrom(
    'make',
    'lint',
    'src/a.ts',
    '--fix',
    '-x',
    'a b',
    "it's",
    '"',
    '\\',
    'ü',
    'except',
    'as',
    '',
    '*',
    '{a,b}',
    '$x',
    '~',
    '#',
    'x,',
    '--o=v',
    'a=b',
    '(',
    '|',
    'no\u200Bbody',
    '\u3164',
    '\u{1F600}',
    '\n',
    '\t',
  ),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);

test('the text of an offer is its target: compiled, it is the same; and it is as the language prints it', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const argv = ['program', ...words];
      const compiled = realPolicy('default ask');
      const decide = (grants: Parameters<typeof decideLine>[2]) =>
        compiled.decide(
          { kind: 'exec', argv, cwd: '/repo' },
          { roots: ['/repo'], cwd: '/repo', ...(grants && { grants }) },
        );
      for (const offer of offersFor(decide([]), PLACES, decide).allow) {
        for (const { pattern, target } of offer.patterns) {
          expect(targetOfText(pattern)).toEqual(target);
          expect(targetOfText(printTarget(target))).toEqual(target);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('no offer is too broad to be added by hand', () => {
  for (const command of [
    'npm run lint',
    'eslint a.ts',
    'git push',
    'echo x > src/a/b',
    'python build.py x',
    'timeout 5 make',
  ]) {
    for (const offer of offersOf(command).allow)
      for (const { target } of offer.patterns) expect(tooBroad(target)).toBeUndefined();
  }
});

test.for<[command: string, same: string]>([
  ['make  all', 'make all'],
  ['make all ', 'make all'],
  ['make all\n', 'make all'],
  ["make 'all'", 'make all'],
  ['make a\\ll', 'make all'],
])('%j does exactly what %j does', ([command, same]) => {
  const compiled = realPolicy('default ask');
  expect(actsDigest(decideLine(compiled, command).acts)).toBe(actsDigest(decideLine(compiled, same).acts));
});

test.for<[command: string, other: string, cwd?: string]>([
  ['make all', 'make'],
  ['make all', 'MAKE all'],
  ['make all', 'make all > x'],
  ['make all', 'make all', '/repo/sub'],
  ['A=1 make', 'A=2 make'],
  ['make "a b"', 'make a b'],
  ['bash -c "echo a"', 'bash -c "echo b"'],
  ['echo a > x', 'echo a >> y'],
])('%j is not %j', ([command, other, cwd]) => {
  const compiled = realPolicy('default ask');
  const digest = actsDigest(decideLine(compiled, command).acts);
  expect(actsDigest(decideLine(compiled, other, [], cwd).acts)).not.toBe(digest);
});
