import type { Reservation } from './counters.ts';
import type { Decision } from './engine.ts';
import type { Posture } from './postures.ts';
import type { PromptAnswer } from './prompt.ts';
import type { Remaining } from './remaining.ts';
import type { Remembered } from './remember.ts';
import type { Question, View } from './view.ts';

/** Why an outcome is what it is. */
export type Reason =
  | 'allowed'
  | 'answered'
  | 'fallback'
  | 'sandboxed'
  | 'denied-by-policy'
  | 'denied-by-posture'
  | 'denied-by-person'
  | 'nobody-answered'
  | 'stale'
  | 'too-large-to-show'
  | 'failed';

/** What is to happen. `warnings` are troubles that changed nothing about it. */
export interface Outcome {
  readonly outcome: 'run' | 'sandbox' | 'refuse';
  readonly reason: Reason;
  /** Absent only where not even a decision could be made. */
  readonly decision?: Decision;
  readonly answer?: PromptAnswer['kind'];
  /** What became of an answer that was to be remembered. */
  readonly remembered?: Remembered;
  /** For what runs: what limited rules and grants have left after it. */
  readonly remaining?: readonly Remaining[];
  /** One sentence for people, where there is more to say than `reason`. */
  readonly detail?: string;
  readonly warnings: readonly string[];
}

/** What made an outcome, kept for `isCurrent`. */
export interface Ticket {
  readonly question: Question;
  readonly view: View;
  readonly posture: Posture;
  /** Units reserved for it: they do not count against it. */
  readonly taken: readonly Reservation[];
  readonly remaining: readonly Remaining[];
  /** It runs because a person, or the fallback, said yes to an ask. */
  readonly needsYes: boolean;
}

/** How the steps before the effects came out. */
export type Ending = Omit<Outcome, 'warnings'> & { readonly ticket?: Ticket };

/** It does not run. */
export function refused(view: View, reason: Reason, detail?: string): Ending {
  return { outcome: 'refuse', reason, decision: view.decision, ...(detail === undefined ? {} : { detail }) };
}

/** Refused because something is broken. */
export function failed(detail: string): Ending {
  return { outcome: 'refuse', reason: 'failed', detail };
}

/** It runs. */
export function allowed(reason: 'allowed' | 'answered' | 'fallback', ticket: Ticket): Ending {
  return { outcome: 'run', reason, decision: ticket.view.decision, remaining: ticket.remaining, ticket };
}
