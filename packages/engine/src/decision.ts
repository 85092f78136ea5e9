import type { Act } from './act.ts';
import type { Effect } from './policy.ts';

/** A rule that had a say, by name and place. */
export interface Cause {
  readonly rule: string;
  readonly layer: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly effect: Effect;
  /** The rule as written. */
  readonly text: string;
  readonly because?: string;
  readonly instead?: string;
  /** Set where the rule holds for some of what the command may turn out to be. */
  readonly uncertain?: true;
}

/** Why an act has its effect; an `allow` cannot be built without one (semantics.md §8, law 6). */
export type Basis =
  /** Rules that speak of the act itself. */
  | { readonly kind: 'rule'; readonly rules: readonly [Cause, ...Cause[]] }
  /** An ordinary consequence of a command allowed by name. */
  | { readonly kind: 'vouched'; readonly rules: readonly [Cause, ...Cause[]] }
  /** Nobody names the command, but everything it does is allowed. */
  | { readonly kind: 'inferred' }
  | { readonly kind: 'grant'; readonly grant: string }
  /** No rule speaks; `layer` gave the default, absent for the language's own (`ask`). */
  | { readonly kind: 'default'; readonly layer?: string }
  /** What the act leads to is stricter than the act. */
  | { readonly kind: 'consequence' }
  /** It touches nothing: a standard stream. */
  | { readonly kind: 'nothing' }
  /** A policy layer is broken: what would be allowed is asked. */
  | { readonly kind: 'broken'; readonly layer: string };

/** The verdict on one act and all that follows from it. `none`: no rule speaks, and nobody vouches. */
export interface ActVerdict {
  /** The act without its own consequences, which stand below as verdicts. */
  readonly act: Act;
  readonly effect: Effect | 'none';
  readonly basis?: Basis;
  readonly consequences: readonly ActVerdict[];
  /** Nothing loosens it: no layer, no remembered answer. */
  readonly locked?: true;
}

/** Everything there is to say about one request, as plain JSON (semantics.md §9). */
export interface Decision {
  readonly effect: Effect;
  /** Whether some rule held only for part of what the command may turn out to be, or something could not be known. */
  readonly uncertain: boolean;
  readonly acts: readonly ActVerdict[];
  /** The rules behind the effect, the most specific first. */
  readonly causes: readonly Cause[];
  /** One sentence each, for people: why the effect is what it is. */
  readonly reasons: readonly string[];
  /** Limited rules that must be reserved before an allow counts: rule name and number of acts. */
  readonly reservations: readonly { readonly rule: string; readonly count: number }[];
  /** Grants that answered an ask. */
  readonly grants: readonly string[];
  /** SHA-256 (hex) over all that the decision depends on; an approval is bound to it. */
  readonly fingerprint: string;
  /** SHA-256 (hex) of the revisions of all documents, by layer. */
  readonly revision: string;
}

const STRICTNESS: Readonly<Record<Effect | 'none', number>> = { none: 0, allow: 1, ask: 2, deny: 3 };

/** Whether `a` is stricter than `b`; `none` is weaker than all. */
export const isStricter = (a: Effect | 'none', b: Effect | 'none'): boolean => STRICTNESS[a] > STRICTNESS[b];

/** The strictest of some effects; `none` of none. */
export function strictest<E extends Effect | 'none'>(effects: readonly E[]): E | 'none' {
  return effects.reduce<E | 'none'>((worst, effect) => (isStricter(effect, worst) ? effect : worst), 'none');
}
