import { expect, test } from 'vitest';
import { createBash } from './bash/bash.ts';
import { whyNoConfinement } from './bash/confine.ts';
import { flatten } from './compare/cover.ts';
import { isNotUnderstood } from './compare/judge.ts';
import { readLines } from './stock.ts';
import { engineWalker } from './walker.ts';

const lines = readLines('everyday.jsonl');
const unable = whyNoConfinement();
if (unable !== undefined) console.warn(`NOT RUN: whether bash takes the everyday lines (${unable}).`);

/** Why a line is not understood as text, whatever its programs do. */
function misunderstandings(line: string): readonly string[] {
  const acts = flatten(engineWalker(line, '/repo'));
  return acts.flatMap((act) => (act.kind === 'opaque' && isNotUnderstood(act) ? [`${line} (${act.reason})`] : []));
}

test('there are 2,000 different everyday lines', () => {
  expect(new Set(lines).size).toBeGreaterThanOrEqual(2000);
});

test('at most one in two hundred of them is not understood', () => {
  const misunderstood = lines.filter((line) => misunderstandings(line).length > 0);
  expect(misunderstood.length / lines.length, misunderstood.join('\n')).toBeLessThanOrEqual(0.005);
});

test.runIf(unable === undefined)('bash takes all of them', async () => {
  const bash = createBash();
  try {
    const answers = await bash.check(lines);
    expect(lines.filter((_, index) => answers[index] === false)).toEqual([]);
  } finally {
    bash.remove();
  }
});
