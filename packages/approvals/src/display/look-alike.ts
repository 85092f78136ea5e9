/** Scripts whose letters pass for Latin ones. */
const OTHER =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Deseret}]/u;
const LATIN = /\p{Script=Latin}/u;
/** Letters and digits that are other spellings of ASCII ones: full width, mathematical, circled, Roman numerals. */
const STYLED =
  /[\u{2100}-\u{214F}\u{2160}-\u{217F}\u{2460}-\u{24FF}\u{FF01}-\u{FF5E}\u{1D400}-\u{1D7FF}\u{1F100}-\u{1F18F}]/u;

/** The words of a text that mix Latin letters with look-alikes of another script, or spell ASCII in styled characters. */
export function lookAlikes(text: string): readonly string[] {
  const words = text.split(/[^\p{L}\p{N}\p{M}_]/u);
  return words.filter((word) => (LATIN.test(word) && OTHER.test(word)) || STYLED.test(word));
}
