import { loadedFrom, MISSING_REVISION, revisionOf, type StoreDocument } from '@writ/approvals';
import type { Witness } from './witness.ts';

/** What the database holds: one document as text, how many writes there were, and the checksum of the text. */
export interface StoredRecord {
  readonly generation: number;
  readonly digest: string;
  readonly text: string;
}

/** What the browser is told to leave behind when it says itself that it lost the database. */
export interface LossNote {
  readonly lost: string;
}

/** What is known of the stored answers. Only `empty` and `kept` allow anything or can be written to. */
export type BrowserState =
  | { readonly state: 'empty'; readonly revision: string }
  | {
      readonly state: 'kept';
      readonly revision: string;
      readonly generation: number;
      readonly document: StoreDocument;
    }
  /** Answers were kept here and are gone, or came back older. `found` is the older document, if it can be read. */
  | {
      readonly state: 'lost';
      readonly revision: string;
      readonly problem: string;
      readonly expected: number;
      readonly found?: StoreDocument;
    }
  /** Something is stored that this program did not write, or no longer as it wrote it. It is left untouched. */
  | { readonly state: 'invalid'; readonly revision: string; readonly problem: string };

/** Makes of what is stored, and of what is known from elsewhere, what may be believed. Total: any value has an answer. */
export function stateOf(stored: unknown, witness: Witness | undefined): BrowserState {
  if (stored === undefined) return witness === undefined ? EMPTY : lost(witness, 'they are gone');
  if (isLossNote(stored)) return lost(witness ?? { generation: 0 }, `the browser says: ${stored.lost}`);
  if (!isRecord(stored)) return invalid('what is stored is no record of this program');
  if (revisionOf(stored.text) !== stored.digest) return invalid('its checksum is wrong: it was damaged or edited');
  const loaded = loadedFrom(stored.text);
  if (loaded.status !== 'loaded') return invalid(loaded.status === 'invalid' ? loaded.problem : 'it is empty');
  const { document, revision } = loaded;
  const doubt = witness === undefined ? undefined : doubtOf(stored, witness);
  if (witness !== undefined && doubt !== undefined) return { ...lost(witness, doubt), found: document };
  return { state: 'kept', revision, generation: stored.generation, document };
}

const EMPTY: BrowserState = { state: 'empty', revision: MISSING_REVISION };

function doubtOf(stored: StoredRecord, witness: Witness): string | undefined {
  if (stored.generation < witness.generation)
    return `they came back as they were after write ${stored.generation} of ${witness.generation}`;
  const isOther = witness.digest !== undefined && witness.digest !== stored.digest;
  return stored.generation === witness.generation && isOther ? 'others have taken their place' : undefined;
}

function lost(witness: Witness, how: string): BrowserState & { readonly state: 'lost' } {
  const problem = `the browser lost answers that were kept here: ${how}. Restore them, or start anew`;
  return { state: 'lost', revision: `lost:${witness.generation}`, problem, expected: witness.generation };
}

function invalid(why: string): BrowserState {
  const problem = `the stored answers cannot be used: ${why}`;
  return { state: 'invalid', revision: `invalid:${why}`, problem };
}

/** The generation of whatever is stored, 0 where it has none. */
export function generationOf(stored: unknown): number {
  return isRecord(stored) ? stored.generation : 0;
}

function isRecord(value: unknown): value is StoredRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { generation, digest, text } = value as Partial<Record<keyof StoredRecord, unknown>>;
  return isCount(generation) && typeof digest === 'string' && typeof text === 'string';
}

function isLossNote(value: unknown): value is LossNote {
  return typeof value === 'object' && value !== null && 'lost' in value && typeof value.lost === 'string';
}

/** Whether it can be the number of a write. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
