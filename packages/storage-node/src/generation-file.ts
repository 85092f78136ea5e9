import { createHash } from 'node:crypto';
import { printDocument, readDocument, type StoreDocument } from '@writ/approvals';

/** What a generation file says of itself, beside its document. */
export interface GenerationHead {
  /** Counts the writes of this store, from 1. */
  readonly generation: number;
  /** This write's own random name, and those of the writes before it, latest first: proof of what was published. */
  readonly id: string;
  readonly recent: readonly string[];
  /** Up to where the usage journal is folded into the document. */
  readonly journal: JournalPlace;
}

/** A byte position in a numbered journal file. */
export interface JournalPlace {
  readonly file: number;
  readonly offset: number;
}

/** A generation, read; or the one-line reason why its bytes are none. */
export type DecodedGeneration =
  | { readonly ok: true; readonly head: GenerationHead; readonly document: StoreDocument; readonly revision: string }
  | { readonly ok: false; readonly problem: string };

const MAGIC = 'writ-store 1 ';
const NEWLINE = 10;
/** The bytes of that line: a checksum is 64 digits. */
const FIRST_LINE = MAGIC.length + 64 + 1;

/** The bytes of a generation: a line with the checksum of all that follows, the head, the document. */
export function encodeGeneration(
  head: GenerationHead,
  document: StoreDocument,
): { readonly bytes: Uint8Array; readonly revision: string } {
  const text = `${JSON.stringify(head)}\n${printDocument(document)}\n`;
  const bytes = Buffer.allocUnsafe(FIRST_LINE + Buffer.byteLength(text));
  bytes.write(text, FIRST_LINE);
  const revision = sha256(bytes.subarray(FIRST_LINE));
  bytes.write(`${MAGIC}${revision}\n`);
  return { bytes, revision };
}

/** Reads the bytes of a generation. Total: whatever they are, there is an answer. */
export function decodeGeneration(bytes: Uint8Array): DecodedGeneration {
  const end = bytes.indexOf(NEWLINE);
  if (bytes.length === 0) return { ok: false, problem: 'it is empty' };
  const first = Buffer.from(bytes.subarray(0, Math.max(0, end))).toString('latin1');
  if (end === -1 || !first.startsWith(MAGIC))
    return { ok: false, problem: 'it does not begin like a store of this version' };
  const body = bytes.subarray(end + 1);
  const revision = sha256(body);
  if (first !== MAGIC + revision) return { ok: false, problem: 'its checksum is wrong: it was damaged or edited' };
  return decodeBody(body, revision);
}

/** Past the checksum these bytes are as they were written; by whom is still to be seen. */
function decodeBody(body: Uint8Array, revision: string): DecodedGeneration {
  const text = decodeUtf8(body);
  const lines = text?.split('\n') ?? [];
  const [headText = '', documentText = '', rest] = lines;
  if (lines.length !== 3 || rest !== '') return { ok: false, problem: 'it is not one head and one document' };
  const head = readHead(headText);
  if (head === undefined) return { ok: false, problem: 'its head is not understood' };
  const read = readDocument(documentText);
  return read.ok ? { ok: true, head, document: read.document, revision } : read;
}

function readHead(text: string): GenerationHead | undefined {
  try {
    const head = JSON.parse(text) as GenerationHead;
    const isRight =
      isCount(head.generation) &&
      typeof head.id === 'string' &&
      head.recent.every((id) => typeof id === 'string') &&
      isCount(head.journal.file) &&
      isCount(head.journal.offset);
    return isRight ? head : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
