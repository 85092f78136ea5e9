import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandsIn, played } from './testing/console-page.ts';
import { scratch } from './testing/scratch.ts';

const pageAt = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

test.for<[name: string, files: readonly string[], commands: number]>([
  ['tutorial.md', [], 15],
  ['tour.md', ['team.writ', 'session.jsonl', 'answers.jsonl'], 12],
])('docs/%s prints what stands there (UPDATE_DOCS=1 writes it)', ([name, files, commands]) => {
  const place = scratch(files);
  try {
    const page = readFileSync(pageAt(name), 'utf8');
    const fresh = played(page, place);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(pageAt(name), fresh);
    expect(process.env.UPDATE_DOCS === '1' ? fresh : page).toBe(fresh);
    expect(commandsIn(page)).toBeGreaterThanOrEqual(commands);
  } finally {
    place.end();
  }
});
