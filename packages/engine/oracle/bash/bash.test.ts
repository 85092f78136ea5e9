import { expect, test } from 'vitest';
import { type Bash, createBash } from './bash.ts';
import { whyNoConfinement } from './confine.ts';
import type { Outcome } from './outcome.ts';

const unable = whyNoConfinement();
if (unable !== undefined) console.warn(`NOT RUN: what bash does with scripts (${unable}).`);

async function withBash<T>(use: (bash: Bash) => Promise<T>): Promise<T> {
  const bash = createBash();
  try {
    return await use(bash);
  } finally {
    bash.remove();
  }
}

const outcomeOf = (script: string, mode: 'fast' | 'exact'): Promise<Outcome | undefined> =>
  withBash(async (bash) => (await bash.run([script], mode))[0]);

test.runIf(unable === undefined).for<[script: string, ran: string[][]]>([
  ['c1 a "b c"', [['c1', 'a', 'b c']]],
  ["c1 '' $'x\\ny' \"it's\"", [['c1', '', 'x\ny', "it's"]]],
  ['c1 && c2', [['c1']]],
  ['s1 && c2', [['s1'], ['c2']]],
  [
    'c2 $(p1 x y)',
    [
      ['p1', 'x', 'y'],
      ['c2', 'x', 'y'],
    ],
  ],
  ['IFS=1; c1 a', [['c1', 'a']]],
  ['exec 2>&- 1>&-; c1', [['c1']]],
  ['c1; /bin/ls; ./x; $BASH_NOT_SET c2', [['c1'], ['c2']]],
  [
    'while read -r x; do c1 "$x"; done < <(printf "a\\nb\\n")',
    [
      ['c1', 'a'],
      ['c1', 'b'],
    ],
  ],
  ['if (', []],
])('%s → %j', async ([script, ran]) => {
  expect((await outcomeOf(script, 'fast'))?.ran).toEqual(ran);
  expect((await outcomeOf(script, 'exact'))?.ran).toEqual(ran);
});

test.runIf(unable === undefined)('scripts see nothing of each other, and what hangs is stopped', async () => {
  const scripts = ['c1 >f1', 'x=1; while :; do :; done', 'c2 *; c3 $x', 'kill -9 -1; echo a', 'c4'];
  const outcomes = await withBash((bash) => bash.run(scripts));
  expect(outcomes.map((outcome) => outcome.ran)).toEqual([
    [['c1']],
    [],
    [['c2', '*'], ['c3']],
    [
      ['kill', '-9', '-1'],
      ['echo', 'a'],
    ],
    [['c4']],
  ]);
  expect(outcomes.map((outcome) => outcome.stopped)).toEqual([false, true, false, false, false]);
  expect(outcomes[0]?.files).toEqual(['f1']);
});

test.runIf(unable === undefined)('a complaint about the grammar is told from one of arithmetic', async () => {
  const outcomes = await withBash((bash) => bash.run(['c1\nif (', 'c1 $((1+))', 'c1 "a', 'c1']));
  expect(outcomes.map((outcome) => outcome.complained)).toEqual([true, false, true, false]);
});

test.runIf(unable === undefined)('what is valid is told without running it', async () => {
  expect(await withBash((bash) => bash.check(['c1', 'if (', 'exit\nif (']))).toEqual([true, false, false]);
});
