/** What can go wrong with a browser's storage, as far as a page can act on it. */
export type ProblemKind =
  /** There is no IndexedDB here at all. */
  | 'missing'
  /** The browser keeps nothing for this page: a private window, or site data is blocked. */
  | 'denied'
  /** No room: nothing was changed. */
  | 'quota'
  /** Another tab holds the database and does not let go. */
  | 'blocked'
  /** A newer version of this program has changed the database. */
  | 'newer'
  /** The connection was lost in the middle: the browser closed it or the database was deleted. Nothing was changed. */
  | 'closed'
  /** Anything else, in the browser's own words. */
  | 'failed';

/** A problem with the browser's storage: what kind it is, and one line for people. */
export interface StorageProblem {
  readonly kind: ProblemKind;
  readonly text: string;
}

const SENTENCES: Readonly<Record<ProblemKind, string>> = {
  missing: 'this browser has no IndexedDB',
  denied: 'the browser keeps no data for this page (a private window, or site data is blocked)',
  quota: 'the browser has no room left for this page; nothing was changed',
  blocked: 'another tab holds the stored answers and does not let go: close it or reload it',
  newer: 'the stored answers belong to a newer version of this program: reload the page',
  closed: 'the browser closed the stored answers in the middle of it; nothing was changed',
  failed: 'the browser could not reach the stored answers',
};

const KINDS: Readonly<Record<string, ProblemKind>> = {
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  QuotaExceededError: 'quota',
  VersionError: 'newer',
  InvalidStateError: 'closed',
  AbortError: 'closed',
};

/** An error that carries its problem: what a store's `load` and `compareAndSwap` reject with. */
export function storageError(kind: ProblemKind, detail = ''): Error & { readonly problem: StorageProblem } {
  const text = detail === '' ? SENTENCES[kind] : `${SENTENCES[kind]} (${detail.replaceAll('\n', ' ')})`;
  return Object.assign(new Error(text), { problem: { kind, text } });
}

/** The same error with its problem named, whatever the browser threw. */
export function asStorageError(error: unknown): Error & { readonly problem: StorageProblem } {
  if (error instanceof Error && 'problem' in error) return error as ReturnType<typeof storageError>;
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return storageError(Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'failed') : 'failed', detail);
}

/** The problem behind whatever a store rejected with. */
export function problemOf(error: unknown): StorageProblem {
  return asStorageError(error).problem;
}
