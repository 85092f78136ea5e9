import type { PolicyDocument } from '@writ/engine';
import { commandSentence, findCommand, findOptions, optionSentence } from './descriptions.ts';
import type { Place } from './place.ts';
import { MEANINGS, ROLE_MEANINGS } from './words.ts';

/** What a word of a policy means here; `undefined` where there is nothing to say. */
export function helpFor(place: Place, documents: readonly PolicyDocument[]): string | undefined {
  const { word, situation, kind } = place;
  if (word === '' || kind === 'comment' || kind === 'string') return undefined;
  if (situation.in === 'command') return helpInCommand(word, situation.words, documents);
  if (kind === 'subject')
    return word
      .split('|')
      .map((one) => MEANINGS[one] ?? '')
      .join(' ');
  return Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : undefined;
}

function helpInCommand(
  word: string,
  words: readonly string[],
  documents: readonly PolicyDocument[],
): string | undefined {
  if (word === '*' || word === '**') return MEANINGS[word];
  const before = findCommand(documents, words);
  if (word.startsWith('-')) {
    const options = before === undefined ? [] : findOptions(before, word);
    return options.length === 0 ? undefined : options.map(optionSentence).join('\n');
  }
  const here = findCommand(documents, [...words, word]);
  if (here === undefined || here.path.length === (before?.path.length ?? 0)) return undefined;
  return commandSentence(here);
}

/** Every role that help can explain; a test holds it to the language's own list. */
export const EXPLAINED_ROLES: readonly string[] = Object.keys(ROLE_MEANINGS);
