import { expect, test } from 'vitest';
import type { Act } from '../src/act.ts';
import { whyNoConfinement } from './bash/confine.ts';
import { whyNoDash } from './bash/dash.ts';
import { FAILURES } from './compare/judge.ts';
import { scriptOf } from './generate/script.ts';
import { findingLines } from './report.ts';
import { readLines, readStock } from './stock.ts';
import { isFailure, survey } from './survey.ts';
import { engineWalker, shWalker, type Walker } from './walker.ts';

const unable = whyNoConfinement();
if (unable !== undefined) console.warn(`NOT RUN: the walker beside real bash (${unable}).`);

const stock = readStock();
const script = (index: number): string => scriptOf(20_000, index, stock);
const MINUTES = 60_000;

test.runIf(unable === undefined)('nothing that bash runs goes unseen', { timeout: 10 * MINUTES }, async () => {
  const { counts, found } = await survey({ count: 20_000, script, walker: engineWalker, jobs: 4 });
  expect(found.filter(isFailure).map(findingLines)).toEqual([]);
  expect(counts.ran).toBeGreaterThan(10_000);
});

test.runIf(unable === undefined)('nor in the corners of the grammar, each in a bash of its own', async () => {
  const corners = readLines('corners.jsonl');
  const one = (index: number): string => corners[index] ?? '';
  const { found } = await survey({ count: corners.length, script: one, walker: engineWalker, jobs: 2, mode: 'exact' });
  expect(found.filter(isFailure).map(findingLines)).toEqual([]);
});

const noDash = unable ?? whyNoDash();
if (noDash !== undefined) console.warn(`NOT RUN: the walker beside another sh (${noDash}).`);

test.runIf(noDash === undefined)('nor of what another sh runs', { timeout: 5 * MINUTES }, async () => {
  const { counts, found } = await survey({ count: 3_000, script, walker: shWalker, jobs: 4, mode: 'dash' });
  expect(found.filter(isFailure).map(findingLines)).toEqual([]);
  expect(counts.ran).toBeGreaterThan(400);
});

const withoutSubstitutions: Walker = (text, folder) => {
  const isSubstituted = (act: Act): boolean => /(\$\(|`)\s*$/.test(text.slice(0, act.span.start));
  return engineWalker(text, folder).filter((act) => act.kind !== 'run' || !isSubstituted(act));
};

/** Walkers with a mistake that a parser's author could make. */
test.runIf(unable === undefined).for<[mistake: string, walker: Walker]>([
  ['substitutions are dropped', withoutSubstitutions],
  ['single quotes are read as double ones', (text, folder) => engineWalker(text.replaceAll("'", '"'), folder)],
  ['backslashes are dropped', (text, folder) => engineWalker(text.replaceAll('\\', ''), folder)],
  ['a line ends at a carriage return', (text, folder) => engineWalker(text.replaceAll('\r', '\n'), folder)],
  ['redirections are dropped', (text, folder) => engineWalker(text, folder).filter((act) => act.kind !== 'write')],
  ['nothing is said at all', () => []],
  [
    'it throws',
    () => {
      throw new Error('unfinished');
    },
  ],
])('a walker with a mistake is caught: %s', async ([, walker]) => {
  const { counts } = await survey({ count: 100, script, walker, jobs: 1 });
  expect(FAILURES.some((name) => counts.classes.has(name))).toBe(true);
});
