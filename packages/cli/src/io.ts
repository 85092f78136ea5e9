/** Everything a command touches of the world, so that a test can hand it another one. */
export interface Io {
  readonly input: AsyncIterable<Uint8Array>;
  /** Resolves when the text is taken: a slow reader slows the writer instead of filling memory. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly isTerminal: boolean;
  /** Both ends of a terminal, where there is one to talk on. */
  readonly terminal?: Terminal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A person at a keyboard. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Exit codes (sysexits where it has one). */
export const EXIT = { fine: 0, findings: 1, ask: 3, deny: 4, usage: 64, badPolicy: 65, bug: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A usage mistake: shown in one sentence with a hint, exit code 64. */
export interface UsageProblem {
  readonly kind: 'usage';
  readonly message: string;
  readonly help?: string;
}

export const usage = (message: string, help?: string): UsageProblem => ({
  kind: 'usage',
  message,
  ...(help === undefined ? {} : { help }),
});
