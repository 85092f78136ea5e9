import { compile } from '@writ/dsl';
import type { PolicyDocument } from '@writ/engine';

/** Compiles a policy that has no mistakes. */
export function compilePolicy(text: string): PolicyDocument {
  const result = compile(text, { file: 'bench.writ', layer: 'user' });
  if (!result.ok) throw new Error(`the benchmark's own policy has errors: ${JSON.stringify(result.diagnostics)}`);
  return result.document;
}
