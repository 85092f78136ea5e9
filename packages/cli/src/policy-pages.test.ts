import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { effectOf } from './cases/try-policy.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/policies/', import.meta.url));

const pages = readdirSync(FOLDER).map((file) => ({
  name: file.replace(/\.md$/, ''),
  text: readFileSync(FOLDER + file, 'utf8'),
}));

const rows = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/^\| `(.+)` \| (allow|ask|deny) \|$/gm)].map(
    ([, command = '', effect = '']) => [name, command.replaceAll('\\|', '|'), effect] as const,
  ),
);

test.for(rows)('the page of std/%s says that %s is judged %s', ([name, command, effect]) => {
  expect(effectOf({ user: `use std/${name}` }, command)).toBe(effect);
});

test.for(pages)('the page of std/$name shows how to use it, in rows that are tested', ({ name, text }) => {
  expect(text).toContain(`use std/${name}\n`);
  expect(rows.filter(([page]) => page === name).length).toBeGreaterThan(5);
});
