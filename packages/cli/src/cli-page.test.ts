import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COMMANDS } from './table.ts';
import { cliPage, unusedFlags } from './testing/cli-page.ts';

const PAGE = fileURLToPath(new URL('../../../docs/cli.md', import.meta.url));

test('docs/cli.md is the one made from the command table (UPDATE_DOCS=1 writes it)', () => {
  const page = cliPage(COMMANDS);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

test('every flag belongs to a command', () => {
  expect(unusedFlags(COMMANDS)).toEqual([]);
});
