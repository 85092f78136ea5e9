import { type AllowlistPosture, allowlistMove, fallbackMove } from './allowlist-posture.ts';
import { assertNever } from './assert-never.ts';
import type { AskSource, Move, Verdict } from './verdict.ts';

/**
 * Who is there to answer, and how a host wants to use them (semantics.md §7). It turns a verdict into a move and never
 * makes it looser than the policy, with the one exception a host must state in so many words: `security: 'full'`.
 */
export type Posture =
  | { readonly kind: 'interactive' | 'on-request' | 'never' }
  /** `sandbox`: whether the host can run a command in one. */
  | { readonly kind: 'on-failure'; readonly sandbox: boolean }
  /** `true`: asks from this source are refused instead of shown. */
  | { readonly kind: 'reject'; readonly rules: boolean; readonly sandbox: boolean; readonly elicitations: boolean }
  | AllowlistPosture;

/** The move a posture makes of a verdict. */
export function moveOf(posture: Posture, verdict: Verdict): Move {
  if (verdict.effect === 'deny') return 'refuse';
  switch (posture.kind) {
    case 'interactive':
      return verdict.effect === 'allow' ? 'run' : 'prompt';
    case 'on-request':
      return 'prompt';
    case 'on-failure':
      if (verdict.effect === 'allow') return 'run';
      return posture.sandbox && verdict.source === 'default' ? 'sandbox' : 'prompt';
    case 'never':
      return verdict.effect === 'allow' ? 'run' : 'refuse';
    case 'reject':
      if (verdict.effect === 'allow') return 'run';
      return isRejected(posture, verdict.source) ? 'refuse' : 'prompt';
    case 'allowlist':
      return allowlistMove(posture, verdict);
    default:
      return assertNever(posture);
  }
}

/** The move when a prompt was due and nobody could answer it: time ran out, it was given up, or it cannot be shown. */
export function fallbackOf(posture: Posture, verdict: Verdict): 'run' | 'refuse' {
  return posture.kind === 'allowlist' ? fallbackMove(posture, verdict) : 'refuse';
}

/** Whether an answer may be remembered: not where every request is to be shown, nor where the list does not count. */
export function mayRemember(posture: Posture): boolean {
  if (posture.kind === 'on-request') return false;
  return posture.kind !== 'allowlist' || (posture.ask !== 'always' && posture.security === 'allowlist');
}

function isRejected(posture: Posture & { kind: 'reject' }, source: AskSource): boolean {
  switch (source) {
    case 'rule':
    case 'default':
      return posture.rules;
    case 'sandbox':
      return posture.sandbox;
    case 'elicitation':
      return posture.elicitations;
    default:
      return assertNever(source);
  }
}
