import type { Json, Target } from '@writ/engine';
import validateDocument from './generated/validate-store-document.js';
import { MIGRATIONS, VERSION } from './versions.ts';

/** Everything that is remembered, as one plain JSON document. Fields it does not name survive every rewrite. */
export interface StoreDocument {
  readonly version: 1;
  readonly grants: readonly Grant[];
  /** By grant id: the uses already folded in; a store's journal may hold more. */
  readonly usage: Readonly<Record<string, Usage>>;
  readonly answers: readonly Refusal[];
  readonly approvals: readonly ApprovalRecord[];
  /** By rule name, or `grant:` and an id: what limited rules and grants have given out. */
  readonly counters: Readonly<Record<string, Counter>>;
  /** By id: when a grant or refusal was removed, so that nothing late brings it back. */
  readonly tombstones: Readonly<Record<string, number>>;
}

/** For whom and where an answer holds; each part that is present must fit. All times are milliseconds since 1970. */
export interface Scope {
  readonly agent?: string;
  /** An absolute, normalised workspace root. */
  readonly workspace?: string;
  readonly session?: string;
}

/** A remembered yes. */
export interface Grant {
  readonly id: string;
  /** A rule without its effect, for people: `run npm run lint`. */
  readonly pattern: string;
  readonly target: Target;
  readonly scope: Scope;
  readonly origin: Origin;
  readonly createdAt: number;
  /** The first instant at which it no longer holds. */
  readonly expiresAt?: number;
  readonly maxUses?: number;
  /** Holds for one request only: the digest of its acts, folders included. */
  readonly exact?: string;
}

/** Who gave an answer: a person asked in a prompt, a person managing the list, or a file of another tool. */
export type Origin = 'prompt' | 'person' | 'import';

/** A remembered no: a deny rule in the layer `answers`. */
export interface Refusal {
  readonly id: string;
  readonly pattern: string;
  readonly target: Target;
  readonly scope: Scope;
  readonly origin: Origin;
  readonly createdAt: number;
  readonly because?: string;
}

/** How a grant has been used, for people who tidy up. */
export interface Usage {
  readonly uses: number;
  readonly lastUsedAt: number;
  /** Rendered for people: secrets redacted, cut in the middle. */
  readonly lastUsedCommand?: string;
  readonly lastResolvedPath?: string;
}

/** One entry a unit given out; `seconds` is the sliding window, `null` for ever. */
export interface Counter {
  readonly seconds: number | null;
  readonly times: readonly number[];
}

/** A stored request, as far as a store looks at it; what else it holds, and its seal, is in `requests/approval.ts`. */
export interface ApprovalRecord {
  readonly id: string;
  readonly status: string;
  readonly [field: string]: Json;
}

/** The document of a store that was never written. */
export const EMPTY_DOCUMENT: StoreDocument = {
  version: VERSION,
  grants: [],
  usage: {},
  answers: [],
  approvals: [],
  counters: {},
  tombstones: {},
};

/** A document, or the one-line reason why a text is none. */
export type ReadDocument =
  | { readonly ok: true; readonly document: StoreDocument }
  | { readonly ok: false; readonly problem: string };

/** The text under which a document is stored: its JSON, without a blank. */
export function printDocument(document: StoreDocument): string {
  const fields = Object.entries(document).filter(([, value]) => value !== undefined);
  const texts = fields.map(([name, value]) => {
    const isMany = name === 'grants' || name === 'approvals';
    return `${JSON.stringify(name)}:${isMany ? printEntries(value) : JSON.stringify(value)}`;
  });
  return `{${texts.join(',')}}`;
}

/** Grants and stored requests are many and do not change: the text of each is made once, and freezing keeps it true. */
const entryTexts = new WeakMap<object, string>();

function printEntries(entries: readonly object[]): string {
  const texts = entries.map((entry) => {
    const known = entryTexts.get(entry);
    if (known !== undefined) return known;
    const text = JSON.stringify(entry);
    entryTexts.set(frozen(entry), text);
    return text;
  });
  return `[${texts.join(',')}]`;
}

/** The value, all of it frozen. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/**
 * Reads what `printDocument` wrote. Any other spelling (another encoding, a key twice, a blank) is refused:
 * a file that we did not write is not trusted to say what it seems to say.
 */
export function readDocument(text: string): ReadDocument {
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, problem: 'it is not valid JSON' };
  if (JSON.stringify(parsed) !== text) return { ok: false, problem: 'it is not written as this program writes it' };
  return checkDocument(parsed);
}

/** Checks a parsed value, after carrying an older version forward. */
export function checkDocument(value: unknown): ReadDocument {
  const migrated = migrate(value);
  if (typeof migrated === 'string') return { ok: false, problem: migrated };
  const grants = unchecked(migrated.grants);
  const approvals = unchecked(migrated.approvals);
  if (validateDocument({ ...migrated, grants, approvals })) {
    for (const entry of [...(grants as object[]), ...(approvals as object[])])
      if (entryTexts.has(entry)) checkedEntries.add(entry);
    return { ok: true, document: migrated as unknown as StoreDocument };
  }
  validateDocument(migrated); // Once more, for the problem in its place.
  const first = validateDocument.errors?.[0];
  return { ok: false, problem: `${first?.instancePath || 'the document'} ${first?.message ?? 'is not understood'}` };
}

function migrate(value: unknown): Record<string, unknown> | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not a JSON object';
  let document = value as Record<string, unknown>;
  while (document.version !== VERSION) {
    const version = document.version;
    if (typeof version !== 'number') return 'it has no version';
    if (version > VERSION) return `it has version ${version}; this program reads up to version ${VERSION}`;
    const step = MIGRATIONS[version];
    if (step === undefined) return `its version ${version} is unknown`;
    document = step(document);
  }
  return document;
}

/** Those found right, and frozen since. */
const checkedEntries = new WeakSet<object>();

function unchecked(entries: unknown): unknown {
  return Array.isArray(entries) ? entries.filter((entry) => !checkedEntries.has(entry)) : entries;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
