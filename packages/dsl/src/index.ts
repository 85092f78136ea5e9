export { type CompileOptions, type CompileResult, compile, parse } from './compile.ts';
export type { Diagnostic, DiagnosticSpan, Diagnostics } from './diagnostic.ts';
export { type LoadResult, loadPolicy, type PolicySources } from './load.ts';
export { nearest } from './nearest.ts';
export { print } from './print/document.ts';
export { printRule, printTarget } from './print/rule.ts';
export { renderDiagnostic } from './render.ts';
export { runTests, type TestResult } from './run-tests.ts';
export type * from './syntax/tree.ts';
