import { isCoveredBy } from './demands.ts';
import { fallbackOf, moveOf, type Posture } from './postures.ts';
import { ASK_SOURCES, type Move, type Verdict } from './verdict.ts';
import type { View } from './view.ts';

/** Why a yes given to `shown` no longer counts; `undefined` when it does. What became looser has no effect. */
export function staleness(shown: View, shownPosture: Posture, now: View, posture: Posture): string | undefined {
  if (now.verdict.effect === 'deny') return 'the policy now denies it';
  if (isStricterPosture(posture, shownPosture)) return 'fewer requests may run now than when it was shown';
  if (!isCoveredBy(now.decision, shown.decision)) return 'the policy now asks about something that was not shown';
  return undefined;
}

const STRICTNESS: Readonly<Record<Move, number>> = { run: 0, sandbox: 1, prompt: 2, refuse: 3 };

/** Whether any verdict at all would fare worse. */
function isStricterPosture(now: Posture, then: Posture): boolean {
  return VERDICTS.some((verdict) => {
    const isStricter = STRICTNESS[moveOf(now, verdict)] > STRICTNESS[moveOf(then, verdict)];
    return isStricter || STRICTNESS[fallbackOf(now, verdict)] > STRICTNESS[fallbackOf(then, verdict)];
  });
}

const VERDICTS: readonly Verdict[] = ASK_SOURCES.flatMap((source): Verdict[] => [
  { effect: 'allow', source, locked: false },
  { effect: 'ask', source, locked: false },
  { effect: 'ask', source, locked: true },
]);
