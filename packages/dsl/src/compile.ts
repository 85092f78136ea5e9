import type { PolicyDocument, Rule } from '@writ/engine';
import { compileTree } from './compile/document.ts';
import type { SchemaLoader } from './compile/tools.ts';
import { type Diagnostic, type Diagnostics, inOrder, locate, type Problem } from './diagnostic.ts';
import { createLineMap } from './line-map.ts';
import { parseText } from './syntax/parse.ts';
import type { SyntaxTree } from './syntax/tree.ts';

/** What the host says about a file that is compiled. */
export interface CompileOptions {
  /** The name under which positions and diagnostics speak of the file. */
  readonly file: string;
  /** The layer the host gives this file; `user` if it says nothing. The file may name this one or a lower one. */
  readonly layer?: string;
  /** All layers, lowest first; `builtin`, `agent`, `project`, `user`, `managed` if the host has no others. */
  readonly layers?: readonly string[];
  /** Gives the parsed JSON of a file named by `tool … from`; without it such conditions are not checked, and that is a warning. */
  readonly schema?: SchemaLoader;
  /**
   * Rules by their text. An editor gives the same map at every edit, empty at first: rules that are found in it are not
   * compiled again, and those that stand for themselves and have no problem are put into it.
   */
  readonly kept?: Map<string, Rule>;
}

/** A whole policy, or at least one error; never half of one. */
export type CompileResult =
  | { readonly ok: true; readonly document: PolicyDocument; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: Diagnostics };

/** Compiles the text of one file. Files and packs it uses are only named in the document: `loadPolicy` follows them. */
export function compile(source: string, options: CompileOptions): CompileResult {
  const { document, diagnostics } = compileFile(source, options);
  const [first, ...others] = diagnostics;
  if (first === undefined || diagnostics.every((one) => one.severity === 'warning'))
    return { ok: true, document, warnings: diagnostics };
  return { ok: false, diagnostics: [first, ...others] };
}

/** A file with its tree; with an error among the diagnostics, the document is not to be used. */
export interface FileResult {
  readonly tree: SyntaxTree;
  readonly document: PolicyDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** What `compile` does, with the tree kept. */
export function compileFile(source: string, options: CompileOptions): FileResult {
  const parsed = parseText(source);
  const lines = createLineMap(source);
  const sound = parsed.problems.every((one) => one.severity === 'warning');
  const { document, problems } = compileTree(parsed.tree, { ...options, source, lines }, sound);
  const diagnostics = withoutRepeats(inOrder([...parsed.problems, ...problems])).map((problem) =>
    locate(problem, lines, options.file),
  );
  return { tree: parsed.tree, document, diagnostics };
}

/** A mistake in a list is found wherever the list is used, and said once. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const keys = problems.map((one) => `${one.code} ${one.span.start} ${one.span.end} ${one.message}`);
  const seen = new Set<string>();
  return problems.filter((_one, index) => !seen.has(keys[index] ?? '') && seen.add(keys[index] ?? ''));
}

/** The syntax tree of a text with its comments, and what is wrong with its form. */
export function parse(source: string): { readonly tree: SyntaxTree; readonly diagnostics: readonly Diagnostic[] } {
  const { tree, problems } = parseText(source);
  const lines = createLineMap(source);
  return { tree, diagnostics: problems.map((problem) => locate(problem, lines)) };
}
