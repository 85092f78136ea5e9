import { actsDigest } from './acts-digest.ts';
import { disguisedIn } from './breadth.ts';
import { type ActVerdict, allVerdicts, type Decision, isLocked } from './engine.ts';
import type { GrantDraft } from './grants.ts';
import { exactPattern, refusalPattern, widerPattern } from './offer-patterns.ts';
import type { OfferPattern } from './pattern-text.ts';
import type { Places } from './places.ts';

/** An answer that may be remembered, as it is put before a person. */
export interface Offer {
  readonly id: string;
  readonly patterns: readonly OfferPattern[];
  /** It holds for this very request only, folders included: the digest of its acts. */
  readonly exact?: string;
  /** What else it would answer, one sentence each; nothing for `exact`. */
  readonly covers: readonly string[];
}

/** What a person may choose from: yes, narrowest first; no, narrowest first. */
export interface Offers {
  readonly allow: readonly Offer[];
  readonly deny: readonly Offer[];
}

/** The grants of an offer, as the engine takes them. */
export type TryGrants = (grants: readonly { readonly id: string; readonly target: GrantDraft['target'] }[]) => Decision;

const ELSEWHERE = 'the same words in any folder of the workspace, alone or within a longer line';

/**
 * The answers worth remembering for an ask. Each yes is tried out: it is offered only if the engine says that it would
 * have answered this request. Where anything asked is locked, opaque or above us, there is no yes to remember.
 */
export function offersFor(decision: Decision, places: Places, tryGrants: TryGrants): Offers {
  const asked = askedIn(decision.acts);
  const deny = asked.flatMap((verdict, index) => refusalsFor(verdict, index, places));
  if (decision.effect !== 'ask' || isLocked(decision)) return { allow: [], deny };
  const answers = (offer: Offer) =>
    offer.patterns.every(({ target }) => disguisedIn(target) === undefined) &&
    tryGrants(offer.patterns.map(({ target }, index) => ({ id: `offer-${index}`, target }))).effect === 'allow';
  return {
    allow: [...exactOffers(decision, places).filter(answers).slice(0, 1), ...freeOffers(asked, places).filter(answers)],
    deny,
  };
}

/** This request and nothing else. The second form also names what follows from it and nobody vouches for. */
function exactOffers(decision: Decision, places: Places): readonly Offer[] {
  const open = allVerdicts(decision.acts).filter(
    ({ effect, basis }) => effect === 'none' || (effect === 'ask' && basis?.kind !== 'consequence'),
  );
  return [askedIn(decision.acts), open].flatMap((verdicts) => {
    const patterns = patternsOf(verdicts.map(({ act }) => exactPattern(act, places, 'bound')));
    return patterns === undefined ? [] : [{ id: 'exact', patterns, exact: actsDigest(decision.acts), covers: [] }];
  });
}

/** The same words anywhere in the workspace; then, one act at a time, with its files left open. */
function freeOffers(asked: readonly ActVerdict[], places: Places): readonly Offer[] {
  const words = patternsOf(asked.map(({ act }) => exactPattern(act, places, 'free')));
  if (words === undefined) return [];
  const wider = asked.flatMap((verdict, index): readonly Offer[] => {
    const pattern = widerPattern(verdict, places);
    if (pattern === undefined) return [];
    const patterns = words.map((word, at) => (at === index ? pattern.pattern : word));
    return [{ id: `wider-${index + 1}`, patterns, covers: [pattern.covers, ELSEWHERE] }];
  });
  return [{ id: 'words', patterns: words, covers: [ELSEWHERE] }, ...wider];
}

function refusalsFor({ act }: ActVerdict, index: number, places: Places): readonly Offer[] {
  const exact = exactPattern(act, places, 'refused');
  const wider = refusalPattern(act);
  return [
    ...(exact === undefined
      ? []
      : [{ id: `no-words-${index + 1}`, patterns: [exact], covers: ['the same with more words after it'] }]),
    ...(wider === undefined
      ? []
      : [{ id: `no-command-${index + 1}`, patterns: [wider], covers: ['every use of that command'] }]),
  ];
}

/** The verdicts that themselves need an answer; not those that only pass on what they lead to. */
export function askedIn(verdicts: readonly ActVerdict[]): readonly ActVerdict[] {
  return allVerdicts(verdicts).filter(({ effect, basis }) => effect === 'ask' && basis?.kind !== 'consequence');
}

/** All of them, or nothing: an answer to half a question is none. */
function patternsOf(patterns: readonly (OfferPattern | undefined)[]): readonly OfferPattern[] | undefined {
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length !== patterns.length || known.length === 0) return undefined;
  return known.filter((pattern, index) => known.findIndex((other) => other.pattern === pattern.pattern) === index);
}
