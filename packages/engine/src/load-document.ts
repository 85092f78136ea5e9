import validate from './generated/validate-policy-document.js';
import type { PolicyDocument } from './policy.ts';
import { revisionOf } from './revision.ts';

/** A document as it was compiled, or what is wrong with it, in sentences for people. */
export type LoadedDocument =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly problems: readonly [string, ...string[]] };

/** Takes parsed JSON for a policy document only if it has the form of one and was not changed since it was compiled. */
export function loadDocument(value: unknown): LoadedDocument {
  try {
    return checkedDocument(value);
  } catch {
    // What is nested too deep for the checks is no compiler's work.
    return { ok: false, problems: ['the document cannot be checked'] };
  }
}

function checkedDocument(value: unknown): LoadedDocument {
  if (!validate(value)) return { ok: false, problems: formProblems() };
  const document = value as PolicyDocument;
  if (!isParallel(document)) return { ok: false, problems: ['/source does not belong to the rules'] };
  if (revisionOf(document) !== document.revision)
    return { ok: false, problems: ['/revision is not that of the content'] };
  return { ok: true, document };
}

function formProblems(): readonly [string, ...string[]] {
  const [first, ...others] = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath === '' ? '/' : instancePath} ${message ?? 'is wrong'}`,
  );
  return [first ?? '/ is no policy document', ...others];
}

/** Whether every rule has its place, and every place its rule. */
function isParallel({ source, rules, descriptions, bindings, tests }: PolicyDocument): boolean {
  const pairs = [
    [source.rules, rules],
    [source.descriptions, descriptions],
    [source.bindings, bindings],
    [source.tests, tests],
  ] as const;
  return pairs.every(([places, things]) => places.length === things.length);
}
