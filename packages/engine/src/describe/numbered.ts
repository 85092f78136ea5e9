import { ANY_TEXT, type Parts, partsOf, type Word } from '../word.ts';
import type { Call } from './call.ts';
import { type Origin, pushFile } from './origin.ts';
import { isWhole, joinParts, leadingText, wordOf } from './word-parts.ts';

/**
 * A file that is written; `#1` in its name stands for what the first list or range in brackets of an address came to:
 * of ranges, a number or letter. Where there is neither, it is part of the name.
 */
export function pushNumbered(call: Call, word: Word, origin: Origin): void {
  const name = word.kind === 'many' ? (word.each ?? ANY_TEXT) : partsOf(word);
  const addresses = addressesOf(call);
  if (!name.some((part) => typeof part === 'string' && NUMBERED.test(part)) || addresses.every(hasNo('{['))) {
    pushFile(call.consequences, 'write', word, origin);
    return;
  }
  const filled: Parts = addresses.every(hasNo('{')) ? [{ hole: 'segment' }] : ANY_TEXT;
  const parts = name.flatMap((part): Parts => {
    if (typeof part !== 'string') return [part];
    const [first = '', ...rest] = part.split(NUMBERED);
    return [first, ...rest.flatMap((piece): Parts => [...filled, piece])];
  });
  pushFile(call.consequences, 'write', wordOf(joinParts(parts), word.span), origin);
}

const NUMBERED = /#\d+/;

const addressesOf = ({ found }: Call): readonly Word[] => [
  ...found.operands.map(({ word }) => word),
  ...found.options.flatMap(({ entry, value }) =>
    value !== undefined && entry.variants.some(({ option }) => option.value?.role === 'connect') ? [value] : [],
  ),
];

const hasNo =
  (marks: string) =>
  (address: Word): boolean =>
    isWhole(address) && ![...marks].some((mark) => leadingText(address).includes(mark));
