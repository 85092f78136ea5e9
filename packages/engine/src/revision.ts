import { canonicalJson, sha256Hex } from './canonical.ts';
import { once } from './once.ts';
import type { PolicyDocument } from './policy.ts';

/**
 * What a document's `revision` must be: SHA-256 of its canonical JSON without `source` and the line numbers of tests.
 * `spelledRules` keeps the JSON of its rules, for a caller who hands in most of them again.
 */
export function revisionOf(
  document: Omit<PolicyDocument, 'revision'>,
  spelledRules = new WeakMap<object, string>(),
): string {
  const { source: _source, ...meaning } = { ...document, revision: undefined };
  const tests = document.tests.map((block) => ({
    ...block,
    lines: block.lines.map(({ line: _line, ...rest }) => rest),
  }));
  for (const rule of document.rules) once(spelledRules, rule, (one) => canonicalJson(one));
  return sha256Hex(canonicalJson({ ...meaning, tests }, spelledRules));
}
