export { compile, type CompileOptions, type CompileResult, parse } from './compile.ts';
export type { Diagnostic, Diagnostics, DiagnosticSpan } from './diagnostic.ts';
export { nearest } from './nearest.ts';
export { print } from './print/document.ts';
export { printRule, printTarget } from './print/rule.ts';
export type * from './syntax/tree.ts';
