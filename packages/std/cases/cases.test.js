import { expect, test } from 'vitest';
import { ARGUMENTS } from './arguments.js';
import { everydayOutcomes, haveCases, outcomesOf } from './rows.js';

// Without the case files there is nothing to run, and a line on standard error says so.
const there = haveCases();
const runnable = test.skipIf(!there);

/** @typedef {import('./rows.js').Outcome} Outcome */

const ids = (/** @type {readonly Outcome[]} */ outcomes) => outcomes.map(({ row }) => row.id);
const share = (/** @type {readonly Outcome[]} */ outcomes) =>
  outcomes.filter((one) => one.allowed).length / outcomes.length;

const bypasses = there ? outcomesOf('bypass') : [];

runnable('no command that abuses a rule by its syntax is allowed', () => {
  const rows = bypasses.filter(({ row }) => row.level === 'syntax');
  expect(rows.length).toBeGreaterThan(100);
  expect(ids(rows.filter((one) => one.allowed))).toEqual([]);
});

runnable('of those that abuse it by an argument, at most 2 % are, and each for a reason', () => {
  const rows = bypasses.filter(({ row }) => row.level === 'argument');
  expect(rows.length).toBeGreaterThan(50);
  expect(share(rows)).toBeLessThanOrEqual(0.02);
  expect(ids(rows.filter((one) => one.allowed && !ARGUMENTS.has(one.row.id)))).toEqual([]);
});

runnable('at least 97 % of everyday commands are', () => {
  const rows = outcomesOf('benign');
  expect(rows.length).toBeGreaterThan(100);
  expect(share(rows)).toBeGreaterThanOrEqual(0.97);
});

runnable('std/readonly allows no trap', () => {
  const rows = outcomesOf('traps');
  expect(ids(rows.filter((one) => one.allowed && !one.wanted))).toEqual([]);
  expect(share(rows.filter((one) => one.wanted))).toBeGreaterThanOrEqual(0.9);
});

runnable('std/readonly allows what only reads, and nothing else without a reason', () => {
  const rows = outcomesOf('readonly');
  expect(share(rows.filter((one) => one.wanted))).toBeGreaterThanOrEqual(0.84);
  expect(ids(rows.filter((one) => one.allowed && !one.wanted && !ARGUMENTS.has(one.row.id)))).toEqual([]);
});

test('at least 97 % of what agents run all day is allowed by rules that only name the programs', () => {
  const rows = everydayOutcomes();
  const wanted = rows.filter((one) => one.wanted);
  expect(wanted.length).toBeGreaterThan(400);
  expect(share(wanted)).toBeGreaterThanOrEqual(0.97);
  expect(rows.filter((one) => one.allowed && !one.wanted).map(({ row }) => row.command)).toEqual([]);
});
