import { assertNever } from '../../assert-never.ts';
import { ANY_TEXT, type Hole, holdsSecret, type Parts, type Span, type Word } from '../../word.ts';
import { isDigits } from '../syntax/characters.ts';

/** What a variable holds, as far as the line tells. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** Some whole number. */
  | { readonly kind: 'integer' }
  /** One text of this shape; `solid`: without blanks and globs, so that it is one argument unquoted as well. */
  | { readonly kind: 'shape'; readonly parts: Parts; readonly solid?: true }
  /** An array written out in the line. */
  | { readonly kind: 'list'; readonly words: readonly Word[] }
  | { readonly kind: 'unset' }
  | { readonly kind: 'any' };

export const ANY: Value = { kind: 'any' };
export const INTEGER: Value = { kind: 'integer' };

export const TEXT: Hole = { hole: 'text' };
/** What a variable of the environment holds that is called like a secret. */
export const SECRET: Hole = { hole: 'text', secret: true };
export const SECRET_VALUE: Value = { kind: 'shape', parts: [SECRET] };
export const SEGMENT: Hole = { hole: 'segment' };
/** The same, and a name that it begins may begin with a dot. */
export const DOTTED: Hole = { hole: 'name' };
/** The hole that is some number: no slash, and neither `.` nor `..`. It is known by being this very object. */
export const NUMBER: Hole = Object.freeze({ hole: 'segment' });
/** Numbers side by side, which may be none together (`08`), or nothing at all. Known by being this very object. */
export const DIGITS: Hole = Object.freeze({ hole: 'name' });
/** A number without a sign, or nothing at all. Known by being this very object. */
export const COUNT: Hole = Object.freeze({ hole: 'segment', plain: true });
/** The name of a thing as its program prints it: a commit, a container. Nothing at all where there is none. */
export const NAME: Hole = Object.freeze({ hole: 'segment', plain: true });
/** Any text at all, of which one thing is believed: that evaluating it as a number runs nothing. Known by being this very object. */
export const HARMLESS: Hole = Object.freeze({ hole: 'text' });
/** The same of a secret. */
export const HARMLESS_SECRET: Hole = Object.freeze({ hole: 'text', secret: true });
/** Numbers with blanks between, or nothing at all. Known by being this very object. */
export const NUMBERS: Hole = Object.freeze({ hole: 'text' });
export const NUMERALS: Value = { kind: 'shape', parts: [DIGITS] };
/** Whether it stands for nothing but digits, and perhaps a sign. */
export const isCountable = (part: string | Hole): boolean => part === NUMBER || part === DIGITS || part === COUNT;
const isOfNumbers = (part: string | Hole): boolean => isCountable(part) || (typeof part === 'string' && isDigits(part));
/** Two holes side by side are one, as wild as the wilder of them. */
export function joinHoles(a: Hole, b: Hole): Hole {
  if (isOfNumbers(a) && isOfNumbers(b)) return DIGITS;
  if (a.secret === true || b.secret === true) return SECRET;
  if (a.plain === true && b.plain === true) return NAME;
  if (a.hole === 'text' || b.hole === 'text') return TEXT;
  return a.hole === 'name' || b.hole === 'name' ? DOTTED : SEGMENT;
}

/** Whether evaluating what stands in the hole as a number runs nothing. */
export const isNumberHole = (part: string | Hole): boolean =>
  isCountable(part) || part === NUMBERS || part === HARMLESS || part === HARMLESS_SECRET;
export const INTEGER_PARTS: Parts = [NUMBER];
/** A variable that grows in a loop of assignments must not grow without bound. */
const LONGEST_TEXT = 16 * 1024;
const MOST_PARTS = 40;

export const textValue = (text: string): Value => (text.length > LONGEST_TEXT ? ANY : { kind: 'text', text });

/** A plain number as arithmetic reads it: evaluating it runs nothing. */
export const isNumber = (text: string): boolean => /^[ \t]*[-+]?[0-9]{1,20}[ \t]*$/.test(text);

/** The value of a word that is exactly one argument. */
export function valueOf(word: Word): Value {
  switch (word.kind) {
    case 'text':
      return textValue(word.text);
    case 'one':
      if (word.parts.length > MOST_PARTS) return unknownOf(word);
      return word.parts.every(isOfNumbers) ? numberOf(word.parts) : { kind: 'shape', parts: word.parts };
    case 'many':
      return unknownOf(word);
    default:
      return assertNever(word);
  }
}

const ASKED = new WeakMap<readonly Word[], boolean>();

/** Whether a secret stands in one of the words; kept, since a list may be asked at each of its uses. */
export function someHoldSecret(words: readonly Word[]): boolean {
  const before = ASKED.get(words);
  if (before !== undefined) return before;
  const found = words.some(holdsSecret);
  ASKED.set(words, found);
  return found;
}

/** What may be anything made of the word, a secret that stands in it included. */
const unknownOf = (word: Word): Value => (holdsSecret(word) ? SECRET_VALUE : ANY);
/** The same of a value. */
export const unknownLike = (value: Value): Value => (isSecret(value) ? SECRET_VALUE : ANY);

/** Whether a secret of the environment stands in it. */
export const isSecret = (value: Value): boolean =>
  value.kind === 'list'
    ? someHoldSecret(value.words)
    : value.kind === 'shape' && value.parts.some((part) => typeof part === 'object' && part.secret === true);

/** Numbers side by side are one where the first does not begin with a zero. */
function numberOf(parts: Parts): Value {
  if (parts.length === 1 && parts[0] === COUNT) return { kind: 'shape', parts };
  const [first, ...rest] = typeof parts[0] === 'string' && !parts[0].startsWith('0') ? parts.slice(1) : parts;
  return first === NUMBER && rest.length === 0 ? INTEGER : NUMERALS;
}

/** A value as the word that says what is known of it. */
export function wordOf(value: Value, span: Span): Word {
  const parts = value.kind === 'any' ? undefined : partsOfValue(value);
  const [first, ...rest] = parts ?? [];
  if (parts === undefined) return { kind: 'one', parts: [{ hole: 'text' }], span };
  if (first === undefined) return { kind: 'text', text: '', span };
  return rest.length === 0 && typeof first === 'string'
    ? { kind: 'text', text: first, span }
    : { kind: 'one', parts, span };
}

/** Whether arithmetic on the value can run nothing and read no other variable. */
export function isInteger(value: Value): boolean {
  if (value.kind === 'shape') return value.parts.length === 1 && value.parts.every(isNumberHole);
  return (
    value.kind === 'integer' ||
    value.kind === 'unset' ||
    (value.kind === 'text' && (value.text === '' || isNumber(value.text)))
  );
}

/** What is known where either of two values may be there. */
export function joinValues(a: Value, b: Value): Value {
  if (a === b || sameValue(a, b)) return a;
  if (!isInteger(a) || !isInteger(b)) return isSecret(a) || isSecret(b) ? SECRET_VALUE : ANY;
  if (isWhole(a) && isWhole(b)) return INTEGER;
  if (isNumeric(a) && isNumeric(b)) return { kind: 'shape', parts: [NUMBERS] };
  return { kind: 'shape', parts: [isSecret(a) || isSecret(b) ? HARMLESS_SECRET : HARMLESS] };
}

/** Whether it holds nothing but numbers and blanks. */
const isNumeric = (value: Value): boolean =>
  value.kind !== 'shape' || value.parts.every((part) => part === NUMBERS || isCountable(part));

/** Whether it is a number whichever way it is read; `08` is an error. */
export const isWhole = (value: Value): boolean =>
  value.kind === 'integer' || (value.kind === 'text' && /^[-+]?(0[0-7]*|[1-9][0-9]*)$/.test(value.text));

export function sameValue(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  if (a.kind === 'shape' && b.kind === 'shape') return a.solid === b.solid && sameParts(a.parts, b.parts);
  return a.kind !== 'list';
}

function sameParts(a: Parts, b: Parts): boolean {
  return (
    a.length === b.length &&
    a.every((part, at) => {
      const other = b[at];
      if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
      if (isNumberHole(part) || isNumberHole(other)) return part === other; // what is believed of these is theirs alone
      return part.hole === other.hole && part.plain === other.plain && part.secret === other.secret;
    })
  );
}

/** The shape of a value that is one text. */
export function partsOfValue(value: Value): Parts {
  switch (value.kind) {
    case 'text':
      return value.text === '' ? [] : [value.text];
    case 'integer':
      return INTEGER_PARTS;
    case 'shape':
      return value.parts;
    case 'list':
      return value.words.length === 1 && value.words[0]?.kind === 'text' ? [value.words[0].text] : ANY_TEXT;
    case 'unset':
      return [];
    case 'any':
      return ANY_TEXT;
    default:
      return assertNever(value);
  }
}

/**
 * The shape of one of several texts: what all of them begin and end with, and whether what is in between may be more than
 * a wildcard stands for: a slash, a name that begins with a dot, nothing.
 */
export function shapeOfAny(texts: readonly string[]): Parts {
  const [first, ...rest] = texts;
  if (first === undefined) return ANY_TEXT;
  let head = first.length;
  let tail = first.length;
  for (const text of rest) {
    head = Math.min(head, commonHead(first, text));
    tail = Math.min(tail, commonTail(first, text));
  }
  if (rest.every((text) => text === first)) return first === '' ? [] : [first];
  const shortest = Math.min(...texts.map((text) => text.length));
  tail = Math.min(tail, shortest - head);
  const middles = texts.map((text) => text.slice(head, text.length - tail));
  const open = middles.some((middle) => middle.includes('/')) || texts.some((text) => /(^|\/)(\.|\/|$)/.test(text));
  const parts: Parts = [first.slice(0, head), { hole: open ? 'text' : 'segment' }, first.slice(first.length - tail)];
  return parts.filter((part) => part !== '');
}

function commonHead(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

function commonTail(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[a.length - 1 - at] === b[b.length - 1 - at]) at++;
  return at;
}
