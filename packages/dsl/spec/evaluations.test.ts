import { compileEngine } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { runTests } from '../src/run-tests.ts';
import { CONSTRUCTS } from './constructs.ts';
import { EVALUATIONS } from './evaluations.ts';

/** The example with its lines as a test block; a line with its own context has it around it. */
function policyOf(source: string, lines: readonly string[]): string {
  const body = lines.map((line) => line.replace(/^(with .*?) \{ (.*) \}$/, '$1 {\n$2\n}'));
  return `${source}\n\ntest "evaluated" {\n${body.join('\n')}\n}\n`;
}

const PLACES = { roots: ['/repo'], cwd: '/repo', home: '/home/u', now: Date.UTC(2026, 10, 21) };

test.for(CONSTRUCTS.map((one) => [`${one.section}: ${one.construct}`, one.source] as const))(
  '%s is evaluated as docs/language.md says',
  ([key, source]) => {
    const lines = EVALUATIONS[key] ?? [];
    expect(lines.length).toBeGreaterThan(0);
    const compiled = compile(policyOf(source, lines), { file: 'language.md', layer: 'user' });
    if (!compiled.ok) throw new Error(compiled.diagnostics.map((one) => one.message).join('\n'));
    const { document } = compiled;
    const engine = compileEngine({ layers: [{ name: document.layer, documents: [document] }] });
    const results = runTests(document, engine, (own) => ({ ...PLACES, ...own }));
    expect(results.filter((result) => result.test === 'evaluated').length).toBe(lines.length);
    expect(results.filter((result) => !result.passed)).toEqual([]);
  },
);
