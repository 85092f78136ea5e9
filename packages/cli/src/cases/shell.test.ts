import { expect, test } from 'vitest';
import { haveCases, readSeedRows, type SeedRow } from './seed-file.ts';
import { type ShellCase, shellCases } from './shell-rows.ts';
import { effectOf } from './try-policy.ts';

const rows: ReadonlyMap<string, SeedRow> | undefined = haveCases() ? readSeedRows() : undefined;

const fits = (found: string, wanted: ShellCase['expect']): boolean =>
  wanted === 'not-allow' ? found !== 'allow' : wanted === 'not-deny' ? found !== 'deny' : found === wanted;

test.skipIf(rows === undefined)('every row about shell text comes out as required', () => {
  const found = new Map(rows);
  const wrong = shellCases(found).flatMap(({ id, policy, expect: wanted, command }) => {
    const text = command ?? found.get(id)?.input;
    if (text === undefined) return [`${id}: there is no such row`];
    const effect = effectOf({ user: policy }, text);
    return fits(effect, wanted) ? [] : [`${id}: ${effect}, not ${wanted}: ${text.slice(0, 100)}`];
  });
  expect(wrong).toEqual([]);
});
