import type { IncomingMessage } from 'node:http';
import type { ApprovalAnswer } from '@writ/approvals';

/** What a body says, or the status that refuses it. */
export type AnswerBody =
  | { readonly ok: true; readonly said: Omit<ApprovalAnswer, 'say'> }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly problem: string };

const MOST_BYTES = 4096;
const FIELDS = ['actor', 'reason', 'offer', 'fingerprint'] as const;

/** Reads the body of an answer: one small JSON object of texts. */
export async function readAnswer(request: IncomingMessage): Promise<AnswerBody> {
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
    return { ok: false, status: 415, problem: 'the body has to be application/json' };
  const text = await readText(request);
  if (text === undefined) return { ok: false, status: 413, problem: `the body has more than ${MOST_BYTES} bytes` };
  const value = parse(text);
  if (value === undefined) return { ok: false, status: 400, problem: 'the body is not a JSON object' };
  const unknown = Object.keys(value).find((name) => !(FIELDS as readonly string[]).includes(name));
  if (unknown !== undefined) return { ok: false, status: 400, problem: `the body has an unknown field` };
  if (FIELDS.some((name) => value[name] !== undefined && typeof value[name] !== 'string'))
    return { ok: false, status: 400, problem: 'a field of the body is not a text' };
  return { ok: true, said: { actor: 'admin', ...(value as Partial<Omit<ApprovalAnswer, 'say'>>) } };
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
