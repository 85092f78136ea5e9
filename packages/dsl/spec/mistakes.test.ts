import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { annotated, readSpec } from './spec-file.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

for (const file of files) {
  const text = readFileSync(folder + file, 'utf8');
  const found = readSpec(text).map(annotated).join('\n');
  // `UPDATE_SPEC=1` writes what is said now; read the difference before keeping it.
  if (process.env.UPDATE_SPEC === '1') writeFileSync(folder + file, found);
  test(`${file}: every mistake is said as written`, () =>
    expect(found).toBe(process.env.UPDATE_SPEC === '1' ? found : text));
}

test('there are at least 60 kinds of mistake', () => {
  const codes = files.flatMap(
    (file) => readFileSync(folder + file, 'utf8').match(/^> (?:error|warning)\[[a-z-]+\]/gm) ?? [],
  );
  expect(new Set(codes).size).toBeGreaterThanOrEqual(60);
});
