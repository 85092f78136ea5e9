import type { Request } from '@writ/engine';
import type { Decision } from './engine.ts';
import type { Offers } from './offers.ts';
import type { Asker } from './scope.ts';
import type { CancelSignal } from './surroundings.ts';

/** What a person said. `offer` is the id of one of the offers that were shown. */
export type PromptAnswer =
  | { readonly kind: 'allow-once' }
  | { readonly kind: 'allow-for-session' | 'allow-always'; readonly offer: string }
  | { readonly kind: 'deny'; readonly reason?: string }
  | { readonly kind: 'deny-always'; readonly offer: string; readonly reason?: string }
  /** Nobody can be asked: the stated fallback holds. */
  | { readonly kind: 'unavailable' };

/** How a host asks. A rejection is a no. `signal` aborts when the answer is no longer wanted. */
export type Prompt = (
  request: Request,
  decision: Decision,
  offers: Offers,
  signal: CancelSignal,
  asker: Asker,
) => Promise<PromptAnswer>;

/** Whether a host's answer is one of ours, with an offer that was shown: anything else is a mistake, and a no. */
export function isAnswer(answer: unknown, offers: Offers): answer is PromptAnswer {
  if (typeof answer !== 'object' || answer === null || !('kind' in answer)) return false;
  switch (answer.kind) {
    case 'allow-once':
    case 'deny':
    case 'unavailable':
      return true;
    case 'allow-for-session':
    case 'allow-always':
      return 'offer' in answer && offers.allow.some((offer) => offer.id === answer.offer);
    case 'deny-always':
      return 'offer' in answer && offers.deny.some((offer) => offer.id === answer.offer);
    default:
      return false;
  }
}
