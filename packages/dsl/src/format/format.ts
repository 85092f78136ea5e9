import { type CompileOptions, compile } from '../compile.ts';
import type { Diagnostics } from '../diagnostic.ts';
import { layOut } from './lay-out.ts';

/** The text in its canonical layout, or the errors for which it was left alone. */
export type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: Diagnostics };

/**
 * Lays a policy out anew: blanks, line breaks and alignment change, and nothing else, so that it compiles to the same
 * revision. A policy with errors is not touched: what it means is not known.
 */
export function format(source: string, options: CompileOptions): FormatResult {
  const before = compile(source, options);
  if (!before.ok) return before;
  const text = layOut(source);
  const after = compile(text, options);
  // Half a policy would be worse than an ugly one.
  if (!after.ok || after.document.revision !== before.document.revision)
    throw new Error('formatting would have changed what the policy says');
  return { ok: true, text };
}
