import type { Span } from '@writ/engine';
import type { LineMap } from './line-map.ts';
import { visible } from './visible.ts';

/** What is wrong (or doubtful), where, and what to do; offsets only, before a file is known. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
}

/** Offsets count UTF-16 code units from 0; lines and columns count from 1; ends are exclusive. */
export interface DiagnosticSpan extends Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A problem at its place in a file; `code` is stable, `message` a lower-case sentence, `help` what to do. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly span: DiagnosticSpan;
  readonly help?: string;
  readonly file?: string;
}

/** At least one, because an outcome without any would be no failure. */
export type Diagnostics = readonly [Diagnostic, ...Diagnostic[]];

/** Builds an error; each kind of mistake has a function of its own in `problems/` that calls this. */
export function error(code: string, message: string, span: Span, help?: string): Problem {
  return {
    severity: 'error',
    code,
    message,
    span: { start: span.start, end: span.end },
    ...(help === undefined ? {} : { help }),
  };
}

/** Builds a warning. */
export function warning(code: string, message: string, span: Span, help?: string): Problem {
  return { ...error(code, message, span, help), severity: 'warning' };
}

/** Gives a problem its lines, columns and file. */
export function locate(problem: Problem, lines: LineMap, file?: string): Diagnostic {
  const start = lines.position(problem.span.start);
  const end = lines.position(problem.span.end);
  const span = { ...problem.span, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  const help = problem.help === undefined ? {} : { help: visible(problem.help) };
  return { ...problem, message: visible(problem.message), ...help, span, ...(file === undefined ? {} : { file }) };
}

/** In source order; at one place errors come first. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const rank = (problem: Problem): number => (problem.severity === 'error' ? 0 : 1);
  return [...problems].sort((a, b) => a.span.start - b.span.start || rank(a) - rank(b));
}
