import type { Io } from './io.ts';

/** A world for one command line: what it reads, and what it wrote. */
export interface FakeIo {
  readonly io: Io;
  out(): string;
  err(): string;
}

export function fakeIo(
  given: {
    readonly input?: string | Uint8Array;
    readonly cwd?: string;
    readonly isTerminal?: boolean;
    readonly env?: Io['env'];
  } = {},
): FakeIo {
  const written = { out: [] as string[], err: [] as string[] };
  const bytes =
    typeof given.input === 'string' ? new TextEncoder().encode(given.input) : (given.input ?? new Uint8Array());
  return {
    io: {
      input: chunks(bytes),
      out: async (text) => {
        written.out.push(text);
      },
      err: (text) => {
        written.err.push(text);
      },
      env: given.env ?? {},
      cwd: given.cwd ?? '/',
      home: '/home/u',
      isTerminal: given.isTerminal ?? false,
      now: () => Date.UTC(2026, 0, 1),
    },
    out: () => written.out.join(''),
    err: () => written.err.join(''),
  };
}

/** Bytes in pieces that cut lines and characters in two. */
async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
}
