import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, type Diagnostic } from '@writ/dsl';
import { afterAll, expect, test } from 'vitest';
import { checkPolicy } from './check/findings.ts';
import { DIAGNOSTIC_EXAMPLES, type DiagnosticExample } from './testing/diagnostic-examples.ts';
import { diagnosticsPage } from './testing/diagnostics-page.ts';

const PAGE = fileURLToPath(new URL('../../../docs/diagnostics.md', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'writ-codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Said only to hosts that bring no files along. */
const WITHOUT_FILES = 'schema-not-loaded';

function check(
  code: string,
  text: string,
  { layer = 'user', files = {} }: Partial<DiagnosticExample>,
): readonly Diagnostic[] {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const [name, other] of Object.entries({ ...files, 'example.writ': `${text}\n` }))
    writeFileSync(join(folder, name), other);
  if (code === WITHOUT_FILES) {
    const result = compile(text, { file: 'example.writ' });
    return result.ok ? result.warnings : result.diagnostics;
  }
  const policy = [{ name: layer, file: 'example.writ' }];
  return checkPolicy(policy, { base: folder, std: true, now: Date.UTC(2026, 0, 1) }).diagnostics;
}

/** Files that belong to the right example only are what the bad one lacks. */
const badFiles = (code: string, { files }: DiagnosticExample) => (code === 'use-cycle' ? { files: files ?? {} } : {});
const goodFiles = (code: string, { files }: DiagnosticExample) =>
  code === 'use-cycle' ? { files: { 'team.writ': 'default ask\n' } } : files === undefined ? {} : { files };

const codes = Object.entries(DIAGNOSTIC_EXAMPLES).map(([code, one]) => ({ code, ...one }));

test.for(codes)('$code', ({ code, bad, good, ...more }) => {
  const layer = more.layer === undefined ? {} : { layer: more.layer };
  const one = { bad, good, ...more };
  expect(check(code, bad, { ...layer, ...badFiles(code, one) }).map((other) => other.code)).toContain(code);
  expect(check(code, good, { ...layer, ...goodFiles(code, one) })).toEqual([]);
});

test('docs/diagnostics.md is the one made from these examples (UPDATE_DOCS=1 writes it)', () => {
  const told = codes.map((one) => {
    const layer = one.layer === undefined ? {} : { layer: one.layer };
    const said = check(one.code, one.bad, { ...layer, ...badFiles(one.code, one) }).find(
      (other) => other.code === one.code,
    );
    if (said === undefined) throw new Error(`nothing is said of ${one.code}`);
    return { ...one, said };
  });
  const page = diagnosticsPage(told);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

test('every code of the sources has its examples, and no other', () => {
  const sources = ['../../dsl/src/', '../../analysis/src/'].flatMap((path) => {
    const root = fileURLToPath(new URL(path, import.meta.url));
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(root + name, 'utf8'));
  });
  const made = sources.flatMap((text) =>
    [...text.matchAll(/\b(?:error|warning|finding)\(\s*'([a-z-]+)'/g)].map((found) => found[1]),
  );
  const expected = sources.flatMap((text) => [...text.matchAll(/\['(expected-[a-z]+)'/g)].map((found) => found[1]));
  const listed = sources.flatMap((text) => [...text.matchAll(/^ {4}'(expected-[a-z]+)',$/gm)].map((found) => found[1]));
  expect([...new Set([...made, ...expected, ...listed])].sort()).toEqual(codes.map(({ code }) => code).sort());
});
