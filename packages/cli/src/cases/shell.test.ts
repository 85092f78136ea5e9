import { offersFor } from '@writ/approvals';
import { expect, test } from 'vitest';
import { classified, optionCases } from './option-rows.ts';
import { haveCases, readSeedRows, type SeedRow } from './seed-file.ts';
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
  const tooWide = classified(found).flatMap(([command, words]) => {
    const { allow } = offersFor(decide({}, command), FOLDERS, (grants) => decide({}, command, { ...PLACES, grants }));
    const kept = allow.every(({ patterns }) => patterns.some(({ pattern }) => pattern.startsWith(`run ${words}`)));
    return kept
      ? []
      : [`${command}: ${allow.flatMap(({ patterns }) => patterns.map((one) => one.pattern)).join(', ')}`];
  });
  expect(tooWide).toEqual([]);
});

test.for<[id: string, command: string, offered: readonly string[]]>([
  ['W116', 'foo hello', ['run foo hello']],
  ['W117', 'bash -c "echo foo && echo bar"', ['run bash -c "echo foo && echo bar"']],
  ['W118', 'bash -c "echo $(id)"', []],
  ['W119', 'bash -c "echo $HOME"', ['run bash -c "echo /home/u"']],
  ['W120', 'pwsh -enc dABlAHMAdAA=', []],
])('%s: what is offered for `%s` is that command and no wider one', ([, command, offered]) => {
  const policies = { user: 'ask run foo **' };
  const decision = decide(policies, command);
  const { allow } = offersFor(decision, FOLDERS, (grants) => decide(policies, command, { ...PLACES, grants }));
  expect([...new Set(allow.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern)))]).toEqual(offered);
});
