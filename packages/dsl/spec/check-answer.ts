import { expect } from 'vitest';
import { compile, parse } from '../src/compile.ts';
import { renderDiagnostic } from '../src/render.ts';

/** Whatever a text is, every answer is one: a document, or errors that stand in the text. */
export function checkAnswer(source: string): void {
  const { tree, diagnostics } = parse(source);
  const result = compile(source, { file: 'any.writ' });
  const said = result.ok ? result.warnings : result.diagnostics;
  expect(result.ok).toBe(said.every((one) => one.severity === 'warning'));
  expect(said.length).toBeGreaterThanOrEqual(diagnostics.length);
  for (const one of said) {
    expect(one.span.start).toBeGreaterThanOrEqual(0);
    expect(one.span.end).toBeGreaterThanOrEqual(one.span.start);
    expect(one.span.end).toBeLessThanOrEqual(source.length);
    expect(renderDiagnostic(source, one)).toContain('^');
  }
  expect(tree.statements.every((one) => one.end <= source.length)).toBe(true);
}
