import { readFileSync } from 'node:fs';
import { offersFor } from '@writ/approvals';
import { expect, test } from 'vitest';
import { classified, OFFERED, optionCases } from './option-rows.ts';
import { haveCases, readSeedGroup, readSeedRows, type SeedRow } from './seed-file.ts';
import { ELSEWHERE, EXCUSES, GROUPS } from './seed-groups.ts';
import { type ShellCase, shellCases } from './shell-rows.ts';
import { decide, effectOf, PLACES } from './try-policy.ts';

const rows: ReadonlyMap<string, SeedRow> | undefined = haveCases() ? readSeedRows() : undefined;

const fits = (found: string, wanted: ShellCase['expect']): boolean =>
  wanted === 'not-allow' ? found !== 'allow' : wanted === 'not-deny' ? found !== 'deny' : found === wanted;

const found = new Map(rows);
const FOLDERS = { roots: ['/repo'], home: '/home/u' };

test.skipIf(rows === undefined).for([
  ['shell text', shellCases(found)],
  ['options and wrappers', optionCases(found)],
] as const)('every row about %s comes out as required', ([, cases]) => {
  const wrong = cases.flatMap(({ id, policy, expect: wanted, command }) => {
    const text = command ?? found.get(id)?.input;
    if (text === undefined) return [`${id}: there is no such row`];
    const effect = effectOf({ user: policy }, text);
    return fits(effect, wanted) ? [] : [`${id}: ${effect}, not ${wanted}: ${text.slice(0, 100)}`];
  });
  expect(wrong).toEqual([]);
});

test.skipIf(rows === undefined)('what is offered for a command keeps the words by which it is known', () => {
  const tooWide = classified(found).flatMap(([, command, words]) => {
    const { allow } = offersFor(decide({}, command), FOLDERS, (grants) => decide({}, command, { ...PLACES, grants }));
    const kept = allow.every(({ patterns }) => patterns.some(({ pattern }) => pattern.startsWith(`run ${words}`)));
    return kept
      ? []
      : [`${command}: ${allow.flatMap(({ patterns }) => patterns.map((one) => one.pattern)).join(', ')}`];
  });
  expect(tooWide).toEqual([]);
});

test.for(OFFERED)('%s: what is offered for `%s` is that command and no wider one', ([, command, offered]) => {
  const policies = { user: 'ask run foo **' };
  const decision = decide(policies, command);
  const { allow } = offersFor(decision, FOLDERS, (grants) => decide(policies, command, { ...PLACES, grants }));
  expect([...new Set(allow.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern)))]).toEqual(offered);
});

const NO_ROWS: ReadonlyMap<string, SeedRow> = new Map();
const tested: ReadonlySet<string> = new Set([
  ...[...shellCases(NO_ROWS), ...optionCases(NO_ROWS)].map(({ id }) => id),
  ...classified(NO_ROWS).map(([id]) => id),
  ...OFFERED.map(([id]) => id),
]);

test.for(Object.entries(GROUPS))('each row of %s is tested or has an excuse, and not both', ([, ids]) => {
  const elsewhere = new Set(Object.values(ELSEWHERE).flat());
  const places = (id: string): number => [tested, EXCUSES, elsewhere].filter((place) => place.has(id)).length;
  expect(ids.filter((id) => places(id) !== 1)).toEqual([]);
});

test.for(Object.entries(ELSEWHERE))('%s names each row that is left to it', ([file, ids]) => {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  expect(ids.filter((id) => !text.includes(id))).toEqual([]);
});

test('what is tested or excused is a row', () => {
  const known = new Set(Object.values(GROUPS).flat());
  const named = [...tested, ...EXCUSES.keys()].filter((id) => !id.startsWith('X'));
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test.skipIf(rows === undefined).for(Object.entries(GROUPS))('%s has the rows of the case file', ([group, ids]) => {
  expect(readSeedGroup(group)).toEqual(ids);
});
