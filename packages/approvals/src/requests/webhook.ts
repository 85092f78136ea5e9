import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The headers of a webhook message. */
export const WEBHOOK_HEADERS = { timestamp: 'x-writ-timestamp', signature: 'x-writ-signature' } as const;

/** `v1=` and the HMAC-SHA256, in hex, of the timestamp (seconds since 1970), a dot and the body. */
export function signWebhook(secret: string, timestamp: string, body: string): string {
  return `v1=${bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${timestamp}.${body}`)))}`;
}

/** A message as it came in. */
export interface IncomingWebhook {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The text of the body exactly as it came, not parsed and printed again. */
  readonly body: string;
}

export type WebhookVerdict =
  | { readonly ok: true; readonly id: string; readonly message: Readonly<Record<string, unknown>> }
  /** `replayed`: it was taken before. A sender that heard no answer says it again with the same id: answer it with success, and do nothing. */
  | {
      readonly ok: false;
      readonly problem: 'no signature' | 'wrong signature' | 'too old' | 'not a message' | 'replayed';
    };

/** Five minutes either way. */
const WINDOW_MS = 5 * 60 * 1000;

/** Remembers which messages were taken, for as long as their timestamps are good. */
export interface ReplayMemory {
  /** Whether this id is new at `now`; from then on it is not. */
  take(id: string, now: number): boolean;
}

/** Creates a memory; keep one for each secret. */
export function createReplayMemory(): ReplayMemory {
  const until = new Map<string, number>();
  return {
    take: (id, now) => {
      for (const [known, end] of until) {
        if (end > now) break; // in the order in which they came
        until.delete(known);
      }
      if (until.has(id)) return false;
      until.set(id, now + 2 * WINDOW_MS);
      return true;
    },
  };
}

/** Checks that a message is from whoever knows the secret, recent, and was not taken before. `now` in milliseconds. */
export function verifyWebhook(
  { timestamp, signature, body }: IncomingWebhook,
  { secret, now, memory }: { readonly secret: string; readonly now: number; readonly memory: ReplayMemory },
): WebhookVerdict {
  if (timestamp === undefined || signature === undefined) return { ok: false, problem: 'no signature' };
  if (!isEqual(signature, signWebhook(secret, timestamp, body))) return { ok: false, problem: 'wrong signature' };
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS)
    return { ok: false, problem: 'too old' };
  const message = read(body);
  if (typeof message?.id !== 'string') return { ok: false, problem: 'not a message' };
  return memory.take(message.id, now) ? { ok: true, id: message.id, message } : { ok: false, problem: 'replayed' };
}

/** Takes as long for a wrong text as for the right one: it always looks at all of `expected`. */
export function isEqual(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at += 1) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}

function read(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
