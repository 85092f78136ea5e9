import { checkDocument, printDocument, readDocument, type StoreDocument } from './document.ts';
import { MISSING_REVISION, revisionOf } from './revision.ts';
import type { Loaded } from './store.ts';

/** For adapters that keep the document as one text: what a stored text, or none, is to the contract. */
export function loadedFrom(text: string | null | undefined): Loaded {
  if (text === null || text === undefined) return { status: 'missing', revision: MISSING_REVISION };
  const revision = revisionOf(text);
  const read = readDocument(text);
  return read.ok
    ? { status: 'loaded', document: read.document, revision }
    : { status: 'invalid', revision, problem: read.problem };
}

/** The text to store for a document, and its revision. Throws on a document that could not be read again. */
export function textToStore(document: StoreDocument): { readonly text: string; readonly revision: string } {
  const checked = checkDocument(document);
  if (!checked.ok) throw new Error(`the new document is not valid: ${checked.problem}`);
  const text = printDocument(document);
  return { text, revision: revisionOf(text) };
}
