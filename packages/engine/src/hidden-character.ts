/** Inclusive ranges of code points that a reader cannot see or cannot tell from a blank. */
const HIDDEN: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x08, 'control character'],
  [0x0b, 0x0c, 'control character'],
  [0x0d, 0x0d, 'carriage return'],
  [0x0e, 0x1f, 'control character'],
  [0x7f, 0x9f, 'control character'],
  [0xa0, 0xa0, 'no-break space'],
  [0xad, 0xad, 'soft hyphen'],
  [0x34f, 0x34f, 'invisible joiner'],
  [0x61c, 0x61c, 'bidirectional control'],
  [0x115f, 0x1160, 'invisible filler'],
  [0x1680, 0x1680, 'non-ASCII blank'],
  [0x17b4, 0x17b5, 'invisible vowel'],
  [0x180b, 0x180f, 'invisible separator'],
  [0x2000, 0x200a, 'non-ASCII blank'],
  [0x200b, 0x200d, 'zero-width character'],
  [0x200e, 0x200f, 'bidirectional control'],
  [0x2028, 0x2029, 'line separator'],
  [0x202a, 0x202e, 'bidirectional control'],
  [0x202f, 0x202f, 'non-ASCII blank'],
  [0x205f, 0x205f, 'non-ASCII blank'],
  [0x2060, 0x2064, 'zero-width character'],
  [0x2065, 0x2069, 'bidirectional control'],
  [0x206a, 0x206f, 'deprecated control'],
  [0x2800, 0x2800, 'blank braille pattern'],
  [0x3000, 0x3000, 'non-ASCII blank'],
  [0x3164, 0x3164, 'invisible filler'],
  [0xd800, 0xdfff, 'unpaired surrogate'],
  [0xfe00, 0xfe0f, 'variation selector'],
  [0xfeff, 0xfeff, 'zero-width character'],
  [0xffa0, 0xffa0, 'invisible filler'],
  [0xfff9, 0xfffb, 'annotation control'],
  [0xe0000, 0xe007f, 'tag character'],
  [0xe0100, 0xe01ef, 'variation selector'],
];

/** What a code point is called if it must not stand in a policy as itself. */
export function hiddenName(code: number): string | undefined {
  if (code >= 0x20 && code < 0x7f) return undefined;
  return HIDDEN.find(([from, to]) => code >= from && code <= to)?.[2];
}
