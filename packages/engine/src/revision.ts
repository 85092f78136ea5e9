import { canonicalJson, sha256Hex } from './canonical.ts';
import type { PolicyDocument } from './policy.ts';

/** What a document's `revision` must be: SHA-256 of its canonical JSON without `source` and the line numbers of tests. */
export function revisionOf(document: Omit<PolicyDocument, 'revision'>): string {
  const { source: _source, ...meaning } = { ...document, revision: undefined };
  const tests = document.tests.map((block) => ({
    ...block,
    lines: block.lines.map(({ line: _line, ...rest }) => rest),
  }));
  return sha256Hex(canonicalJson({ ...meaning, tests }));
}
