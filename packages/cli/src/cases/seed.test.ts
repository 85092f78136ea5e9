import { existsSync } from 'node:fs';
import { moveOf } from '@writ/approvals';
import { expect, test } from 'vitest';
import { haveCases, readSeedRows } from './seed-file.ts';
import { POSTURE_CASES, type PostureCase, SEED_CASES, type SeedCase, WAITING } from './seed-rows.ts';
import { decide, effectOf, engineOf, PLACES } from './try-policy.ts';

const rows = haveCases() ? readSeedRows() : undefined;
const runnable = test.skipIf(rows === undefined);

function outcomes(one: SeedCase): readonly string[] {
  if (!('decide' in engineOf(one.policies))) return ['error'];
  const requests = one.requests ?? [rows?.get(one.id)?.input ?? ''];
  return requests.map((request) => effectOf(one.policies, request, one.context ?? PLACES));
}

const fits = (found: string, wanted: SeedCase['expect']): boolean =>
  wanted === 'not-allow'
    ? found === 'ask' || found === 'deny'
    : wanted === 'not-deny'
      ? found === 'allow' || found === 'ask'
      : found === wanted;

runnable.for(SEED_CASES.map((one) => [one.id, one] as const))('seed row %s', ([id, one]) => {
  expect(rows?.has(id)).toBe(true);
  expect(outcomes(one).map((found) => (fits(found, one.expect) ? one.expect : found))).toEqual(
    outcomes(one).map(() => one.expect),
  );
});

test('every row of M001–M043, C4 and C7 is tested here or waits with a reason', () => {
  const groups = [
    ['M', 1, 43],
    ['C', 160, 201],
    ['C', 258, 293],
  ] as const;
  const wanted = groups.flatMap(([letter, from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${letter}${String(from + at).padStart(3, '0')}`),
  );
  const known = new Set([...SEED_CASES.map((one) => one.id), ...POSTURE_CASES.map((one) => one.id), ...WAITING]);
  expect(wanted.filter((id) => !known.has(id))).toEqual([]);
});

/** What a host does with a verdict under a posture. */
function moved({ policies, posture, command }: PostureCase): string {
  const decision = decide(policies, command, PLACES);
  const source = decision.causes.some((cause) => cause.effect === 'ask') ? 'rule' : 'default';
  return moveOf(posture, { effect: decision.effect, source, locked: false });
}

runnable.for(POSTURE_CASES.map((one) => [one.id, one] as const))('seed row %s under its posture', ([id, one]) => {
  expect(rows?.has(id)).toBe(true);
  expect(moved(one)).toBe(one.move);
});

test('rows that wait for the importers wait until there are importers', () => {
  expect(WAITING.length).toBeGreaterThan(0);
  expect(existsSync(new URL('../../../formats', import.meta.url))).toBe(false);
});
