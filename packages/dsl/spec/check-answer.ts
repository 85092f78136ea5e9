import { expect } from 'vitest';
import { compile, parse } from '../src/compile.ts';
import type { Diagnostic } from '../src/diagnostic.ts';
import { renderDiagnostic } from '../src/render.ts';

/** Whatever a text is, every answer is one: a document, or errors that stand in the text. */
export function checkAnswer(source: string): void {
  const { tree, diagnostics } = parse(source);
  const result = compile(source, { file: 'any.writ' });
  const said = result.ok ? result.warnings : result.diagnostics;
  // One expectation for all of it: there are a hundred thousand texts, and each costs more than what it checks.
  expect({
    source,
    isRefused: !said.every((one) => one.severity === 'warning'),
    forgets: said.length < diagnostics.length,
    astray: said.filter((one) => !isLocated(one, source)),
    beyond: tree.statements.filter((one) => one.end > source.length),
  }).toEqual({ source, isRefused: !result.ok, forgets: false, astray: [], beyond: [] });
}

function isLocated(one: Diagnostic, source: string): boolean {
  const { start, end } = one.span;
  return 0 <= start && start <= end && end <= source.length && renderDiagnostic(source, one).includes('^');
}
