import { partsOf, type Word } from '../word.ts';
import { isAssignments, type Step, type ValueItem } from './operand-grammar.ts';
import { leadingText, mayBe } from './word-parts.ts';

/** A word that is left when the options are taken out. `separator`: the `--` that ended them. */
export interface Operand {
  readonly word: Word;
  readonly index: number;
  readonly separator?: true;
  /** Whether it may be an option, and so no operand at all. */
  readonly mayMiss?: true;
}

/** Which operand of the description each word is. */
export interface Bound {
  /** For each word the items it may be; none for a literal of the grammar. Parallel to the operands. */
  readonly items: readonly (readonly ValueItem[])[];
  /** The places of operands that fit nowhere in the grammar. */
  readonly untaken: readonly number[];
  /** Whether the grammar wants more words than there are. */
  readonly missing: boolean;
}

/** Whether a word stands for any number of operands. */
export const isMany = (operand: Operand | undefined): boolean =>
  operand?.word.kind === 'many' || operand?.mayMiss === true;

/** Whether there may be no such operand at all. */
export const mayBeNone = ({ word, mayMiss }: Operand): boolean =>
  mayMiss === true || (word.kind === 'many' && word.min === 0);

type Answer = 'yes' | 'maybe' | 'no';

/** Whether a step of the grammar takes the operand at this place. */
export function takes(step: Extract<Step, { step: 'take' }>, operands: readonly Operand[], place: number): Answer {
  const operand = operands[place];
  if (operand === undefined) return 'no';
  if (operand.separator === true) return step.texts?.includes('--') === true ? 'yes' : 'no';
  const { word } = operand;
  if (step.texts !== undefined) return isOneOf(step.texts, word, operands[place - 1]?.word);
  if (step.item?.until !== undefined) return not(isOneOf(step.item.until, word, operands[place - 1]?.word));
  if (step.noAssignment === true) return not(isAssignment(word));
  return step.item !== undefined && isAssignments(step.item) ? isAssignment(word) : 'yes';
}

/** A `+` that may end a command as `;` does ends it only behind `{}`, as find has it. */
function isOneOf(texts: readonly string[], word: Word, before: Word | undefined): Answer {
  if (word.kind === 'text') {
    if (word.text === '+' && texts.includes(';') && before?.kind === 'text' && before.text !== '{}') return 'no';
    return texts.includes(word.text) ? 'yes' : 'no';
  }
  return texts.some((text) => mayBe(partsOf(word), text)) ? 'maybe' : 'no';
}

const not = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'maybe');

/** `NAME=VALUE`: anything before the first `=`, as env(1) reads it. */
function isAssignment(word: Word): Answer {
  const head = leadingText(word);
  if (head.includes('=')) return 'yes';
  return partsOf(word).every((part) => (typeof part === 'string' ? !part.includes('=') : part.plain)) ? 'no' : 'maybe';
}
