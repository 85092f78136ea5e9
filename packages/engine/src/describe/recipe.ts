import { knownText, type Word } from '../word.ts';
import type { Consequence } from './consequence.ts';
import { pushFetch } from './fetch.ts';
import type { Origin } from './origin.ts';

/** A file that says what there is to run; what comes in on standard input says what nobody knows. */
export function pushRecipe(into: Consequence[], word: Word, origin: Origin): void {
  const text = knownText(word);
  if (text !== undefined && text !== '-') {
    pushFetch(into, 'fetch', word, origin);
    return;
  }
  const { carriers, label } = origin;
  into.push({ kind: 'opaque', why: 'code', reason: `${label} may say anything`, carriers, hazard: true });
}
