/** What a link carries. */
export interface Shared {
  readonly policy: string;
  readonly line: string;
}

export type ReadLink =
  | { readonly ok: true; readonly shared: Shared }
  | { readonly ok: false; readonly problem: string };

const MARK = '#1.';
/** The language takes no larger policy; a link that unfolds to more is not followed to its end. */
const MOST_BYTES = 1_200_000;

/** A fragment holding both texts: it stays in the browser, no server ever sees it. */
export async function writeLink(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([shared.policy, shared.line]));
  return MARK + toBase64(await through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY));
}

/** The texts of a fragment; `undefined` where there is none of ours. */
export async function readLink(fragment: string): Promise<ReadLink | undefined> {
  if (!fragment.startsWith(MARK)) return undefined;
  try {
    const packed = fromBase64(fragment.slice(MARK.length));
    const bytes = await through(packed, new DecompressionStream('deflate-raw'), MOST_BYTES);
    return read(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const why = error instanceof RangeError ? 'it holds more than a policy may' : 'it is damaged or cut off';
    return { ok: false, problem: `this link cannot be read: ${why}` };
  }
}

function read(value: unknown): ReadLink {
  if (!Array.isArray(value)) return { ok: false, problem: 'this link cannot be read: it holds something else' };
  const [policy, line] = value as unknown[];
  if (typeof policy !== 'string' || typeof line !== 'string')
    return { ok: false, problem: 'this link cannot be read: it holds something else' };
  return { ok: true, shared: { policy, line } };
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    chunks.push(value);
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}
