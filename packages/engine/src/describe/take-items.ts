import type { OperandItem } from '../policy.ts';
import { ANY_TEXT, knownText, partsOf, type Word } from '../word.ts';
import type { ValueItem } from './operand-grammar.ts';
import { mayBe } from './word-parts.ts';

/** The words that one part of an option's value took. */
export interface TakenItem {
  readonly item: ValueItem;
  readonly words: readonly Word[];
  readonly indices: readonly number[];
}

/** What an option of several words took: `next` is the index behind it; `sure` is false where an unknown word leaves that open. */
export interface Taken {
  readonly taken: readonly TakenItem[];
  readonly next: number;
  readonly sure: boolean;
}

/** Reads the words of an option from left to right; each part takes all it can. */
export function takeItems(items: readonly OperandItem[], argv: readonly Word[], from: number): Taken {
  const taken: TakenItem[] = [];
  let next = from;
  let sure = true;
  for (const item of items) {
    const word = argv[next];
    if (word === undefined) break;
    if (item.kind === 'value') {
      const end = item.repeat === true ? endOf(item, argv, next) : { end: next + 1, sure: word.kind !== 'many' };
      taken.push(takenItem(item, argv, next, end.end));
      next = end.end;
      sure &&= end.sure;
      // The word that ends it belongs to the option.
      if (item.until !== undefined && next < argv.length) next++;
    } else if (item.kind === 'optional') {
      const inner = takeItems(item.items, argv, next);
      taken.push(...inner.taken);
      next = inner.next;
      sure &&= inner.sure;
    } else {
      const texts = item.kind === 'literal' ? [item.text] : item.texts;
      if (texts.includes(knownText(word) ?? '')) next++;
      else if (word.kind !== 'text') sure = false;
    }
  }
  return { taken, next, sure };
}

function takenItem(item: ValueItem, argv: readonly Word[], from: number, end: number): TakenItem {
  return {
    item,
    words: argv.slice(from, end),
    indices: Array.from({ length: end - from }, (_, place) => from + place),
  };
}

/** Where a repeated item ends: at the first of its `until` words, else with the last word. */
function endOf(item: ValueItem, argv: readonly Word[], from: number): { readonly end: number; readonly sure: boolean } {
  const { until } = item;
  if (until === undefined) return { end: argv.length, sure: true };
  let sure = true;
  for (let at = from; at < argv.length; at++) {
    const word = argv[at];
    if (word === undefined) break;
    if (endsCommand(until, word, argv[at - 1])) return { end: at, sure };
    if (knownText(word) === '+' && argv[at - 1]?.kind !== 'text') sure = false;
    if (
      word.kind !== 'text' &&
      until.some((text) => mayBe(word.kind === 'many' ? (word.each ?? ANY_TEXT) : partsOf(word), text))
    )
      sure = false;
  }
  return { end: argv.length, sure };
}

/** A `+` that may end a command as `;` does ends it only behind `{}`, as find has it. */
export function endsCommand(until: readonly string[], word: Word, before: Word | undefined): boolean {
  const text = knownText(word);
  if (text === undefined || !until.includes(text)) return false;
  return text !== '+' || !until.includes(';') || knownText(before) === '{}';
}
