import { CLAUSES, type PolicyDocument } from '@writ/engine';
import { findCommand, optionSentence, subcommandsOf } from './descriptions.ts';
import type { Place } from './place.ts';
import { EFFECT_WORDS, STATEMENT_WORDS, SUBJECT_WORDS } from './tokens.ts';
import { MEANINGS } from './words.ts';

/** One thing that could be typed. */
export interface Candidate {
  readonly label: string;
  readonly kind: 'keyword' | 'program' | 'subcommand' | 'option' | 'pack' | 'name';
  readonly info?: string;
}

/** What the names of the library are. */
export interface Names {
  readonly programs: readonly string[];
  readonly packs: readonly string[];
}

const CHANGES = ['process', 'service', 'package', 'container', 'remote', 'clock'];
const OPAQUES = ['code', 'command', 'option', 'syntax', 'limit', '*'];

/** What could stand at a place, whatever of it is typed already. */
export function candidatesFor(place: Place, documents: readonly PolicyDocument[], names: Names): readonly Candidate[] {
  const { situation } = place;
  switch (situation.in) {
    case 'statement':
      return keywords([...EFFECT_WORDS, ...STATEMENT_WORDS]);
    case 'effect':
      return keywords(EFFECT_WORDS);
    case 'subject':
      return keywords(SUBJECT_WORDS);
    case 'pack':
      return names.packs.map((label) => ({ label, kind: 'pack' }));
    case 'command':
      return inCommand(place.word, situation.words, documents, names.programs);
    case 'patterns':
      return [...namesOf(situation.subject), ...keywords(CLAUSES)];
    case 'other':
      return place.kind === 'comment' || place.kind === 'string' ? [] : keywords(CLAUSES);
  }
}

function inCommand(
  word: string,
  words: readonly string[],
  documents: readonly PolicyDocument[],
  programs: readonly string[],
): readonly Candidate[] {
  if (words.length === 0) return programs.map((label) => ({ label, kind: 'program' }));
  const known = findCommand(documents, words);
  const options = (known?.options ?? []).flatMap((option) =>
    option.names.map((label): Candidate => ({ label, kind: 'option', info: optionSentence(option) })),
  );
  if (word.startsWith('-')) return options;
  const subcommands = known === undefined ? [] : subcommandsOf(known);
  return [...subcommands.map((label): Candidate => ({ label, kind: 'subcommand' })), ...keywords(CLAUSES)];
}

function namesOf(subject: string): readonly Candidate[] {
  const list = subject === 'change' ? CHANGES : subject === 'opaque' ? OPAQUES : [];
  return list.map((label) => ({ label, kind: 'name' }));
}

function keywords(words: readonly string[]): readonly Candidate[] {
  return words.map((label) => {
    const info = MEANINGS[label];
    return { label, kind: 'keyword', ...(info === undefined ? {} : { info }) };
  });
}
