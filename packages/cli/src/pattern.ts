import type { CompilePattern } from '@writ/approvals';
import { compile, printTarget } from '@writ/dsl';

/** A pattern as the policy language has it, a rule without its effect: `run npm test`, `write ./docs/**`. */
export const compilePattern: CompilePattern = (text) => {
  const result = compile(`allow ${text}\n`, { file: 'pattern' });
  if (!result.ok) return { ok: false, problem: result.diagnostics[0].message };
  const [rule] = result.document.rules;
  const isPlain =
    rule !== undefined &&
    result.document.rules.length === 1 &&
    rule.when === undefined &&
    rule.until === undefined &&
    rule.limit === undefined &&
    rule.strength === undefined &&
    rule.unguarded === undefined &&
    rule.name === undefined;
  if (!isPlain)
    return { ok: false, problem: 'a pattern is one rule without its effect and without clauses but `except`' };
  return { ok: true, target: rule.target, text: printTarget(rule.target) };
};
