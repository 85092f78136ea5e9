import type { TextPattern } from '../policy.ts';
import type { Parts } from '../word.ts';
import type { Tri } from './tri.ts';

/** One token of a flat pattern: a character, `?`, or a star; `deep` stars cross slashes where slashes matter. */
type Token = string | typeof ONE | typeof STAR;
const ONE = 1;
const STAR = 2;

/** A text pattern ready to be asked. */
export interface TextMatcher {
  /** The only text it matches, where there is just one. */
  readonly literal: string | undefined;
  /** Whether every text it matches begins with a dot: what a pathname glob never finds. */
  readonly startsWithDot: boolean;
  matches(text: string): boolean;
  /** Against a text of which parts are unknown. */
  compare(parts: Parts): Tri;
}

/** How a pattern reads texts: `fold` ignores case. */
export interface TextOptions {
  readonly fold?: boolean;
}

/** Every star matches any characters at all: for arguments, names and single path segments, where no slash can be. */
export function compileText(pattern: TextPattern, options: TextOptions = {}): TextMatcher {
  const norm = options.fold === true ? lowerCase : asItIs;
  if (isLiteral(pattern)) return literalMatcher(norm(pattern.join('')), norm);
  const alternatives = flatten(pattern).map((flat) => compileFlat(flat, norm));
  const only = alternatives.length === 1 ? alternatives[0] : undefined;
  if (only !== undefined) return only;
  return {
    literal: undefined,
    startsWithDot: alternatives.every((alternative) => alternative.startsWithDot),
    matches: (text) => alternatives.some((alternative) => alternative.matches(text)),
    compare: (parts) => strongest(alternatives.map((alternative) => alternative.compare(parts))),
  };
}

type Norm = (text: string) => string;
const lowerCase: Norm = (text) => text.toLowerCase();
const asItIs: Norm = (text) => text;

const isLiteral = (pattern: TextPattern | FlatText): pattern is readonly string[] =>
  pattern.every((part) => typeof part === 'string');

/** An alternative that must match settles it; alternatives that match together without one that must are not added up. */
function strongest(answers: readonly Tri[]): Tri {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

/** A pattern without alternatives. */
export type FlatText = readonly (string | { readonly wild: '?' | '*' | '**' })[];

/** The alternatives of a pattern, spelled out. The compiler bounds their number (language.md §1). */
export function flatten(pattern: TextPattern): readonly FlatText[] {
  let heads: FlatText[] = [[]];
  for (const part of pattern) {
    if (typeof part === 'string' || 'wild' in part) heads = heads.map((head) => [...head, part]);
    else heads = heads.flatMap((head) => part.oneOf.flatMap(flatten).map((tail) => [...head, ...tail]));
  }
  return heads;
}

function compileFlat(flat: FlatText, norm: Norm): TextMatcher {
  if (isLiteral(flat)) return literalMatcher(norm(flat.join('')), norm);
  const tokens = flat.flatMap((part): readonly Token[] =>
    typeof part === 'string' ? [...norm(part)] : [part.wild === '?' ? ONE : STAR],
  );
  return {
    literal: undefined,
    startsWithDot: tokens[0] === '.',
    matches: (text) => run(tokens, [norm(text)], mustHole),
    compare: (parts) => {
      const known = parts.map((part) => (typeof part === 'string' ? norm(part) : part));
      if (run(tokens, known, mustHole)) return 'yes';
      return run(tokens, known, mayHole) ? 'maybe' : 'no';
    },
  };
}

/** Most words of most rules are literals that are only ever compared whole, so they are taken apart when needed. */
function literalMatcher(literal: string, norm: Norm): TextMatcher {
  return {
    literal,
    startsWithDot: literal.startsWith('.'),
    matches: (text) => norm(text) === literal,
    compare: (parts) => {
      if (parts.every((part): part is string => typeof part === 'string')) {
        return norm(parts.join('')) === literal ? 'yes' : 'no';
      }
      const known = parts.map((part) => (typeof part === 'string' ? norm(part) : part));
      return run([...literal], known, mayHole) ? 'maybe' : 'no';
    },
  };
}

/** The positions at which the pattern may be after a hole, given those before it. */
type HoleStep = (tokens: readonly Token[], states: Uint8Array) => void;

/** Walks all positions of the pattern at once: time is pattern length times text length, whatever the stars. */
function run(tokens: readonly Token[], parts: Parts, hole: HoleStep): boolean {
  let states = new Uint8Array(tokens.length + 1);
  states[0] = 1;
  skipStars(tokens, states);
  for (const part of parts) {
    if (typeof part !== 'string') {
      hole(tokens, states);
      continue;
    }
    for (const character of part) states = step(tokens, states, character);
  }
  return states[tokens.length] === 1;
}

function step(tokens: readonly Token[], states: Uint8Array, character: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(tokens.length + 1);
  for (let at = 0; at < tokens.length; at++) {
    if (states[at] !== 1) continue;
    const token = tokens[at];
    if (token === STAR) next[at] = 1;
    else if (token === ONE || token === character) next[at + 1] = 1;
  }
  skipStars(tokens, next);
  return next;
}

/** A star may match nothing. */
function skipStars(tokens: readonly Token[], states: Uint8Array): void {
  for (let at = 0; at < tokens.length; at++) if (states[at] === 1 && tokens[at] === STAR) states[at + 1] = 1;
}

/** Whatever stands in the hole, only a star is sure to take it. */
function mustHole(tokens: readonly Token[], states: Uint8Array): void {
  for (let at = 0; at <= tokens.length; at++) if (tokens[at] !== STAR) states[at] = 0;
  skipStars(tokens, states);
}

/** Something could stand in the hole that takes the pattern to any later position. */
function mayHole(_tokens: readonly Token[], states: Uint8Array): void {
  const first = states.indexOf(1);
  if (first !== -1) states.fill(1, first);
}
