import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPolicy, runTests } from '@writ/dsl';
import { pack } from '@writ/std';
import { expect, test } from 'vitest';
import { engineOf, PLACES } from './cases/try-policy.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../../docs/language.md', import.meta.url)), 'utf8');
const blocks = [...PAGE.matchAll(/^```writ\n(.*?)^```/gms)].map((found, at) => ({ at: at + 1, text: found[1] ?? '' }));

test.for(blocks)('block $at of docs/language.md judges, and its tests pass', ({ text }) => {
  const engine = engineOf({ user: text });
  if (!('decide' in engine)) throw new Error(engine.map(({ message }) => message).join('\n'));
  expect(engine.decide({ kind: 'shell', command: 'git status' }, PLACES).reasons).not.toEqual([]);
  const loaded = loadPolicy('page.writ', { layer: 'user', read: () => text, pack });
  if (!loaded.ok) throw new Error(loaded.diagnostics[0].message);
  const own = loaded.documents.filter(({ source }) => source.file === 'page.writ');
  const results = own.flatMap((document) => runTests(document, engine, (context) => ({ ...PLACES, ...context })));
  expect(results.filter(({ passed }) => !passed).map(({ text: line, found }) => `${line}: ${found}`)).toEqual([]);
  expect(results).toHaveLength(own.flatMap(({ tests }) => tests).flatMap(({ lines }) => lines).length);
});

test('there are blocks, and some have tests', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  expect(blocks.some(({ text }) => text.includes('\ntest "'))).toBe(true);
});
