/** A half-open range of UTF-16 code units in the text of a command. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What is not known of a text, by how wild it can be:
 * `text` may be anything, slashes and the empty string included;
 * `segment` is what a pathname glob (`*`, `?`, `[…]`) leaves open: no slash, and never `.` or `..` where it is a whole segment;
 * `name` is the same where a wildcard may find a name that begins with a dot: that of a program, or of a shell with `dotglob`;
 * `tree` is what `**` leaves open: any number of whole segments, none of them `.` or `..`.
 * `secret`: it is what a variable of the environment holds that is called like a secret.
 * A `plain` one is empty or begins with a letter or a digit, and holds no blank, slash, colon, `=` or wildcard: a number, a
 * commit. So it is no option, no assignment and no address.
 */
export type Hole = {
  readonly hole: 'text' | 'segment' | 'name' | 'tree';
  readonly secret?: true;
  readonly plain?: true;
};

/** A text whose known parts are strings and whose unknown parts are holes; neighbours are never both strings. */
export type Parts = readonly (string | Hole)[];

/**
 * One word of a command after every expansion that could be followed, as the set of argument lists it may become:
 * `text` is exactly this argument; `one` is exactly one argument of this shape;
 * `many` is `min` or more arguments (an unquoted `$x`, a glob), where each (if given) has the shape `each`,
 * the first the shape `first`, the last the shape `last`.
 */
export type Word =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | { readonly kind: 'one'; readonly parts: Parts; readonly span: Span }
  | {
      readonly kind: 'many';
      readonly min: 0 | 1;
      readonly each?: Parts;
      readonly first?: Parts;
      readonly last?: Parts;
      readonly span: Span;
    };

/** The shape of any text at all. */
export const ANY_TEXT: Parts = [{ hole: 'text' }];

/** The shape of the one argument a word stands for; of `many`, the shape that each of its arguments has. */
export function partsOf(word: Word): Parts {
  switch (word.kind) {
    case 'text':
      return word.text === '' ? [] : [word.text];
    case 'one':
      return word.parts;
    case 'many':
      return word.each ?? ANY_TEXT;
  }
}

/** The text of a word that is exactly one known argument, else `undefined`. */
export function knownText(word: Word | undefined): string | undefined {
  return word?.kind === 'text' ? word.text : undefined;
}

/** Whether a secret of the environment stands in it. */
export function holdsSecret(word: Word): boolean {
  const shapes = word.kind === 'many' ? [word.each, word.first, word.last] : [partsOf(word)];
  return shapes.some((parts) => parts?.some((part) => typeof part !== 'string' && part.secret === true) === true);
}
