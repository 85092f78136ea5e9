import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

const page = readFileSync(fileURLToPath(new URL('../../../../docs/shell.md', import.meta.url)), 'utf8');
const plain = (cell: string): string => cell.replaceAll('&#124;', '|').replaceAll('⏎', '\n');

const rows = [...page.matchAll(/^\| <code>(.*)<\/code> \| (.*) \|$/gm)].map(
  ([, command = '', acts = '']) => [plain(command), acts === 'none' ? '' : plain(acts)] as const,
);

test('the page has a table', () => expect(rows.length).toBeGreaterThan(20));

test.for(rows)('docs/shell.md says what %s becomes', ([command, acts]) => expect(actsOf(command)).toBe(acts));
