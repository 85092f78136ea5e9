import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from '@writ/dsl';
import { expect, test } from 'vitest';
import { LAYERS } from './load.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const tracked = (pattern: string): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', pattern], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
const read = (name: string): string => readFileSync(ROOT + name, 'utf8');

/** The text as `writ fmt` leaves it. */
function formatted(file: string, text: string): string {
  const result = format(text, { file, layer: 'managed', layers: LAYERS });
  return result.ok ? result.text : `${file}: ${result.diagnostics[0].message}`;
}

test.for(tracked('*.writ'))('%s is laid out as `writ fmt` does it', (name) => {
  expect(read(name)).toBe(formatted(name, read(name)));
});

test.for(tracked('*.md'))('the policies in %s are too', (name) => {
  for (const [, text = ''] of read(name).matchAll(/^```writ\n([\s\S]*?)^```$/gm))
    expect(text).toBe(formatted(name, text));
});
