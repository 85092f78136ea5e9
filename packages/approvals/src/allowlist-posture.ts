import type { Move, Verdict } from './verdict.ts';

/** The words of hosts that keep an allowlist: how far it is enforced, when people are asked, what holds when they cannot be. */
export interface AllowlistPosture {
  readonly kind: 'allowlist';
  readonly security: Security;
  readonly ask: Ask;
  readonly askFallback: Security;
}

export const SECURITIES = ['deny', 'allowlist', 'full'] as const;
export type Security = (typeof SECURITIES)[number];
export const ASKS = ['off', 'on-miss', 'always', 'deny'] as const;
export type Ask = (typeof ASKS)[number];

/** The cells of the table: an allow, an ask that `full` may loosen, and a locked ask, which nothing loosens. A deny is refused everywhere. */
interface Row {
  readonly allow: Move;
  readonly ask: Move;
  readonly locked: Move;
}

const REFUSE_ALL: Row = { allow: 'refuse', ask: 'refuse', locked: 'refuse' };
const PROMPT_ALL: Row = { allow: 'prompt', ask: 'prompt', locked: 'prompt' };
const NO_PROMPT: Row = { allow: 'run', ask: 'refuse', locked: 'refuse' };

/** `security` × `ask` → the move for each verdict. `ask: 'deny'` refuses whatever would have to be asked. */
export const ALLOWLIST_TABLE: Readonly<Record<Security, Readonly<Record<Ask, Row>>>> = {
  deny: { off: REFUSE_ALL, 'on-miss': REFUSE_ALL, always: REFUSE_ALL, deny: REFUSE_ALL },
  allowlist: {
    off: NO_PROMPT,
    'on-miss': { allow: 'run', ask: 'prompt', locked: 'prompt' },
    always: PROMPT_ALL,
    deny: NO_PROMPT,
  },
  full: {
    off: { allow: 'run', ask: 'run', locked: 'refuse' },
    'on-miss': { allow: 'run', ask: 'run', locked: 'prompt' },
    always: PROMPT_ALL,
    deny: NO_PROMPT,
  },
};

/** The smaller of `security` and `askFallback` → the move for each verdict that nobody could answer. */
export const FALLBACK_TABLE: Readonly<Record<Security, Readonly<Record<keyof Row, 'run' | 'refuse'>>>> = {
  deny: { allow: 'refuse', ask: 'refuse', locked: 'refuse' },
  allowlist: { allow: 'run', ask: 'refuse', locked: 'refuse' },
  full: { allow: 'run', ask: 'run', locked: 'refuse' },
};

/** The move of the table for a verdict. */
export function allowlistMove(posture: AllowlistPosture, verdict: Verdict): Move {
  const column = columnOf(verdict);
  return column === 'deny' ? 'refuse' : ALLOWLIST_TABLE[posture.security][posture.ask][column];
}

/** What holds when a prompt was due and nobody could answer. */
export function fallbackMove(posture: AllowlistPosture, verdict: Verdict): 'run' | 'refuse' {
  const column = columnOf(verdict);
  return column === 'deny' ? 'refuse' : FALLBACK_TABLE[minSecurity(posture.security, posture.askFallback)][column];
}

/** The stricter of two: what a host may demand, and what a request may not loosen. */
export function minSecurity(a: Security, b: Security): Security {
  return SECURITIES[Math.min(SECURITIES.indexOf(a), SECURITIES.indexOf(b))] ?? 'deny';
}

/** The one that asks more, or refuses instead of asking. */
export function maxAsk(a: Ask, b: Ask): Ask {
  return ASKS[Math.max(ASKS.indexOf(a), ASKS.indexOf(b))] ?? 'deny';
}

function columnOf(verdict: Verdict): keyof Row | 'deny' {
  if (verdict.effect === 'ask' && verdict.locked) return 'locked';
  return verdict.effect;
}
