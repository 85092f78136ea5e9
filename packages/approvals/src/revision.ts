import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The revision of a document, from the text as it is stored. */
export function revisionOf(storedText: string): string {
  return sha256Hex(storedText);
}

/** The revision of a store in which nothing was ever written: no stored bytes can have it. */
export const MISSING_REVISION = `missing:${sha256Hex('')}`;
