import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { table } from '../../../examples/policy-author/table.js';
import { run } from './run.ts';
import { fakeIo } from './testing-io.ts';

const folder = fileURLToPath(new URL('../../../examples/policy-author/', import.meta.url));
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const PLACES = ['--workspace', '/work/shop', '--home', '/home/dev'];

test('the demo prints the table that is checked in (UPDATE=1 writes it anew, to be read before it is committed)', async () => {
  const session = readFileSync(`${folder}session.jsonl`, 'utf8');
  const { io, out, err } = fakeIo({ cwd: folder, input: session });
  expect([await run(['eval', '--batch', '--policy', 'team.writ', ...PLACES], io), err()]).toEqual([0, '']);
  const printed = table(lines(session), lines(out()));
  if (process.env.UPDATE === '1') writeFileSync(`${folder}table.txt`, printed);
  expect(lines(session).length).toBeGreaterThanOrEqual(150);
  expect(printed).toBe(readFileSync(`${folder}table.txt`, 'utf8'));
});

test('the policy of the demo passes its own tests', async () => {
  const { io, out } = fakeIo({ cwd: folder });
  expect([await run(['test', 'team.writ', ...PLACES], io), out()]).toEqual([0, expect.stringContaining('0 failed')]);
});
