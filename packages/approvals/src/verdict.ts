import type { Effect } from '@writ/engine';

/** What made an ask: a rule in so many words, the default or something unknown, a sandbox that failed, a tool's own question. */
export type AskSource = (typeof ASK_SOURCES)[number];
export const ASK_SOURCES = ['rule', 'default', 'sandbox', 'elicitation'] as const;

/** What is to be done now. */
export type Move = 'run' | 'prompt' | 'sandbox' | 'refuse';

/** What a posture looks at. */
export interface Verdict {
  readonly effect: Effect;
  readonly source: AskSource;
  /** An ask that nothing loosens, not even `security: 'full'`. */
  readonly locked: boolean;
}
