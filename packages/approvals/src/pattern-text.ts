import type { Target, TextPattern } from '@writ/engine';

/** A rule without its effect: as text for people, and compiled. */
export interface OfferPattern {
  readonly pattern: string;
  readonly target: Target;
}

/** A pattern that matches exactly this text. */
export function literal(text: string): TextPattern {
  return text === '' ? [] : [text];
}
