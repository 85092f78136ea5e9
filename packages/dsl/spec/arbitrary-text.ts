import type { TextPart, TextPattern } from '@writ/engine';
import fc from 'fast-check';

/** Pieces that have a meaning somewhere in the language, beside plain ones. */
const PIECES = [
  'a',
  'b2',
  'Foo',
  '-',
  '--x',
  '.',
  '_',
  '=',
  ':',
  '@',
  '%',
  '+',
  '~',
  ' ',
  '\t',
  '\n',
  '"',
  "'",
  '\\',
  '#',
  '# x',
  '|',
  ';',
  '&',
  '<',
  '>',
  '`',
  '$',
  '$x',
  '*',
  '**',
  '?',
  '{',
  '}',
  '{}',
  '{a,b}',
  ',',
  ', ',
  '(',
  ')',
  '[',
  ']',
  '!',
  '…',
  '...',
  'é',
  '漢',
  '\u200b',
  '\u202e',
  '\u{e0041}',
  '\r',
  '\u0000',
  'when',
  'because',
  'allow',
  'not',
  'does',
  '=>',
  ' => allow',
  '/',
];

/** Text with everything in it that could be mistaken for syntax. */
export const anyText = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''));

/** Text without slashes, and never `.` or `..`: a part of a path's segment. */
export const segmentText = anyText
  .map((text) => text.replaceAll('/', ''))
  .filter((text) => text !== '' && !/^\.*$/.test(text));

/** The parts of one pattern as the compiler leaves them: neighbouring texts are one. */
export function patternOf(text: fc.Arbitrary<string>, minLength = 0): fc.Arbitrary<TextPattern> {
  const part: fc.Arbitrary<TextPart> = fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 2, arbitrary: fc.constantFrom<TextPart>({ wild: '*' }, { wild: '**' }, { wild: '?' }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.array(text, { maxLength: 1 }), { minLength: 2, maxLength: 3 }).map((oneOf) => ({ oneOf })),
    },
  );
  return fc.array(part, { minLength, maxLength: 4 }).map(joined);
}

/** The same without two stars side by side, which the text in `matches "…"` cannot hold. */
export const globPattern = patternOf(anyText, 1).map((parts) =>
  joined(parts.filter((part, index) => !(isStar(part) && isStar(parts[index - 1])))),
);

const isStar = (part: TextPart | undefined): boolean => typeof part === 'object' && 'wild' in part && part.wild !== '?';

export function joined(parts: readonly TextPart[]): TextPattern {
  const out: TextPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else if (part !== '') out.push(part);
  }
  return out;
}
