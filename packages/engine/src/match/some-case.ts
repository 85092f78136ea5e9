import { once } from '../once.ts';
import type { PathPattern } from '../policy.ts';
import { compilePath, type PathMatcher, type PathQuestion, type PathSegment, type Places } from './path.ts';

/**
 * The pattern without regard to case: `.GIT/config` is `.git/config` on many systems, and which they are the engine
 * cannot know. So what it touches in another case only, it touches perhaps.
 */
export function compileSomeCase(pattern: PathPattern, exact: PathMatcher): PathMatcher {
  const isLower = isLowerCase(pattern.path);
  let made: PathMatcher | undefined;
  const folded = (): PathMatcher => (made ??= compilePath(pattern, true));
  return {
    covers: (act, places) => exact.covers(act, places) || folded().covers(lowerQuestion(act), lowerPlaces(places)),
    touches: (act, places) => {
      const answer = exact.touches(act, places);
      if (answer !== 'no') return answer;
      const [lower, lowered] = [lowerQuestion(act), lowerPlaces(places)];
      if (isLower && lower === act && lowered === places) return 'no';
      return folded().touches(lower, lowered) === 'no' ? 'no' : 'maybe';
    },
  };
}

/** What a word of a command pattern covers as it is written, and touches in any case of letters. */
export function compileFile(pattern: PathPattern): PathMatcher {
  const exact = compilePath(pattern);
  return { ...exact, touches: compileSomeCase(pattern, exact).touches };
}

const questions = new WeakMap<PathQuestion, PathQuestion>();
const placesInLowerCase = new WeakMap<Places, Places>();

/** The question in lower case; itself where it is so already. */
const lowerQuestion = (act: PathQuestion): PathQuestion =>
  once(questions, act, () =>
    isLowerCase(act.places) ? act : { ...act, places: act.places.map((path) => path.map(lowerSegment)) },
  );

const lowerPlaces = (places: Places): Places =>
  once(placesInLowerCase, places, () => {
    const { roots, home } = places;
    if (isLowerCase([roots, home ?? ''])) return places;
    return { roots: roots.map((root) => root.toLowerCase()), home: home?.toLowerCase() };
  });

function lowerSegment(segment: PathSegment): PathSegment {
  if (typeof segment === 'string') return segment.toLowerCase();
  return { parts: segment.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part)) };
}

function isLowerCase(value: unknown): boolean {
  const text = JSON.stringify(value);
  return text === text.toLowerCase();
}
