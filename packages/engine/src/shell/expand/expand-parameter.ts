import { assertNever } from '../../assert-never.ts';
import { holdsSecret, type Parts, type Word } from '../../word.ts';
import { forgetAll, hasFlag, maybe, opaque, type Shell } from '../state/shell.ts';
import {
  ANY,
  isSecret,
  NUMBER,
  NUMBERS,
  SECRET,
  SECRET_VALUE,
  someHoldSecret,
  unknownLike,
  type Value,
  valueOf,
} from '../state/value.ts';
import { elementAt, elementsOf, lookUp } from '../state/variable.ts';
import { isOdd, isReadOnly } from '../state/variable-cell.ts';
import { isDigits, isName } from '../syntax/characters.ts';
import { literalOf } from '../syntax/parts.ts';
import type { ArithmeticText, Operation, ParameterPart, Part } from '../syntax/syntax.ts';
import { evaluate } from './arithmetic.ts';
import { isSureElement } from './arithmetic-form.ts';
import type { Expander } from './expander.ts';
import { isSecretPiece, type Piece } from './field.ts';
import { isNumbered, store, storeArray } from './set-variable.ts';
import { hasTilde } from './tilde.ts';
import { cutValue } from './trim.ts';
import { followSubscript } from './variable-name.ts';

const TEXT_HOLE: Piece = { kind: 'hole', hole: { hole: 'text' } };
const NUMBER_HOLE: Piece = { kind: 'hole', hole: NUMBER };
/** Any number of numbers: `${!a[@]}`, and `$!`, which is nothing where no job was started. */
const NUMBERS_PIECE: Piece = {
  kind: 'many',
  word: { kind: 'many', min: 0, each: [NUMBER], span: { start: 0, end: 0 } },
};
const SPLIT: Piece = { kind: 'split' };
const SECRET_HOLE: Piece = { kind: 'hole', hole: SECRET };
const SECRET_SPLIT: Piece = { kind: 'split', secret: true };

/** Any text, which may be, or hold, a secret of the environment; `cuts`: any number of arguments. */
function unknownPiece(cuts: boolean, secret: boolean): Piece {
  if (cuts) return secret ? SECRET_SPLIT : SPLIT;
  return secret ? SECRET_HOLE : TEXT_HOLE;
}

/** What a parameter expansion becomes; what it runs on the way is reported. */
export function parameterPieces(
  shell: Shell,
  part: ParameterPart,
  split: boolean,
  expander: Expander,
): readonly Piece[] {
  const cuts = split && !part.quoted;
  if (part.name === '') shell.store.leave('error');
  if (part.prefix === 'length') return lengthPieces(shell, part, split, expander);
  evaluateSubscript(shell, part, expander);
  const name = part.prefix === 'indirect' ? indirectName(shell, part) : part.name;
  if (part.prefix === 'indirect' && typeof part.subscript === 'string' && part.operation === undefined)
    return keyPieces(shell, part, split);
  if (part.operation?.kind === 'names') return [unknownPiece(split, false)];
  const several = cuts || (split && holdsList(part));
  if (name === undefined) return [unknownPiece(several, followOperands(shell, part, name, expander))];
  if (isList(name, part)) return listPieces(shell, name, part, split, expander);
  if (split && part.quoted && holdsList(part)) return [unknownPiece(true, followOperands(shell, part, name, expander))];
  if (name === '!' && cuts && part.operation === undefined) return [separates(shell, /\d/) ? SPLIT : NUMBERS_PIECE];
  const value = elementValue(shell, name, part);
  if (part.operation === undefined) return valuePieces(shell, value, cuts, part.quoted);
  return operationPieces(shell, { part, name, value, cuts }, part.operation, expander);
}

/** The subscript of what is not set is not evaluated; that of an element below zero that is not there is an error. */
function lengthPieces(shell: Shell, part: ParameterPart, split: boolean, expander: Expander): readonly Piece[] {
  if (part.operation !== undefined) shell.store.leave('error'); // `${#x%y}` is no expansion
  maybe(shell, () => evaluateSubscript(shell, part, expander));
  if (typeof part.subscript === 'object' && !isSureElement(part.subscript)) shell.store.leave('error');
  return [numberPiece(shell, split)];
}

/** What arithmetic leaves. Where `IFS` holds a digit, it is cut, and beside a list even between quotes. */
export const numberPiece = (shell: Shell, split: boolean): Piece =>
  split && separates(shell, /[-\d]/) ? SPLIT : NUMBER_HOLE;

/** `${!a[@]}`: the keys of an array are numbers unless it is declared otherwise. */
function keyPieces(shell: Shell, part: ParameterPart, split: boolean): readonly Piece[] {
  if (!split || (part.quoted && part.subscript === '*')) return [TEXT_HOLE];
  const named = hasFlag(shell, `associative ${part.name}`) || hasFlag(shell, 'forgotten') || changesSplitting(shell);
  return [named ? SPLIT : NUMBERS_PIECE];
}

const isList = (name: string, part: ParameterPart): boolean =>
  name === '@' || name === '*' || typeof part.subscript === 'string';

/** `"${x+$@}"` is as many words as there are parameters, quotes or not. */
const holdsList = ({ operation }: ParameterPart): boolean =>
  operation !== undefined &&
  'word' in operation &&
  operation.word.some(
    (part) =>
      part.kind === 'parameter' &&
      (part.name === '@' || part.subscript === '@' || part.operation?.kind === 'names' || holdsList(part)),
  );

/** An associative array takes its subscript as text; any other evaluates it. */
function evaluateSubscript(shell: Shell, part: ParameterPart, expander: Expander): void {
  if (part.subscript === undefined || typeof part.subscript === 'string') return;
  if (part.subscript.parts.length === 0) shell.store.leave('error');
  const { parts, span } = part.subscript;
  followSubscript(shell, part.name, expander.whole(shell, parts, span));
}

/** The name that `${!x}` stands for, where it is known to be one; `${!x[@]-…}` is no list of keys, but the same. */
function indirectName(shell: Shell, part: ParameterPart): string | undefined {
  const keys = typeof part.subscript === 'string' && part.operation === undefined;
  if (keys || part.operation?.kind === 'names') return part.name;
  const value = typeof part.subscript === 'object' ? ANY : lookUp(shell, part.name);
  if (value.kind === 'text' && (isName(value.text) || isDigits(value.text))) return value.text;
  if (value.kind === 'integer') return undefined;
  opaque(shell, 'code', '`${!…}` evaluates a name that is not known', part.span);
  return undefined;
}

function elementValue(shell: Shell, name: string, part: ParameterPart): Value {
  const value = lookUp(shell, name);
  const subscript = typeof part.subscript === 'object' ? part.subscript.parts : undefined;
  if (shell.dialect === 'zsh' && (value.kind === 'list' || subscript !== undefined)) return unknownLike(value); // it means all of them, and counts from one
  if (subscript === undefined) return value.kind === 'list' ? elementAt(value.words, 0) : value;
  const index = subscript.length === 1 && subscript[0]?.kind === 'text' ? subscript[0].text : '';
  const known = value.kind === 'list' && /^(0|[1-9]\d*)$/.test(index);
  return known ? elementAt(value.words, Number(index)) : unknownLike(value);
}

/** A value as part of a word. */
function valuePieces(shell: Shell, value: Value, cuts: boolean, quoted: boolean): readonly Piece[] {
  switch (value.kind) {
    case 'text':
      return cuts ? splitText(shell, value.text) : [{ kind: 'text', text: value.text, quoted: true }];
    case 'integer':
      return [numberPiece(shell, cuts)];
    case 'shape':
      if (!cuts) return pieces(value.parts);
      if (isSecret(value)) return [SECRET_SPLIT];
      if (changesSplitting(shell)) return [SPLIT];
      if (value.parts.length === 1 && value.parts[0] === NUMBERS) return [NUMBERS_PIECE];
      return value.solid === true ? pieces(value.parts) : (plainPieces(value.parts) ?? [SPLIT]);
    case 'list':
      return valuePieces(shell, elementAt(value.words, 0), cuts, quoted);
    case 'unset':
      return quoted ? [{ kind: 'text', text: '', quoted: true }] : [];
    case 'any':
      return [cuts ? SPLIT : TEXT_HOLE];
    default:
      return assertNever(value);
  }
}

const pieces = (parts: Parts): readonly Piece[] =>
  parts.map(
    (part): Piece =>
      typeof part === 'string' ? { kind: 'text', text: part, quoted: true } : { kind: 'hole', hole: part },
  );

/** Where nothing in it can be cut or found, though it may be nothing at all. */
const plainPieces = (parts: Parts): readonly Piece[] | undefined =>
  parts.every((part) => (typeof part === 'string' ? /^[\w.^/-]+$/.test(part) : part.plain === true))
    ? parts.map(
        (part): Piece =>
          typeof part === 'string' ? { kind: 'text', text: part, quoted: true } : { kind: 'plain', hole: part },
      )
    : undefined;

const changesSplitting = (shell: Shell): boolean =>
  !hasUsualSeparators(shell) || hasFlag(shell, 'forgotten') || shell.dialect === 'zsh';

function hasUsualSeparators(shell: Shell): boolean {
  const cell = shell.store.get('$IFS');
  if (cell?.kind !== 'value') return cell === undefined;
  return cell.value.kind === 'text' && cell.value.text === ' \t\n' && !cell.odd;
}

/** Whether one of these characters may be in an `IFS` that is not the one the shell started with. */
export function separates(shell: Shell, characters: RegExp): boolean {
  if (!hasFlag(shell, '$IFS')) return hasFlag(shell, 'forgotten');
  const separators = lookUp(shell, 'IFS');
  return separators.kind !== 'text' || characters.test(separators.text);
}

/** Whether a plain text holds nothing that an `IFS` which the line has set would cut. */
function staysWhole(shell: Shell, text: string): boolean {
  if (shell.dialect === 'zsh') return true;
  const separators = lookUp(shell, 'IFS');
  if (separators.kind !== 'text' || isOdd(shell, 'IFS')) return false;
  const cutting = new Set(separators.text);
  return ![...text].some((character) => cutting.has(character));
}

/** An unquoted value is cut at blanks, and what is left is read as globs. */
export function splitText(shell: Shell, text: string): readonly Piece[] {
  if (text === '') return [];
  if (text.includes('\\') || (changesSplitting(shell) && !/^[A-Za-z0-9_./-]+$/.test(text))) return [SPLIT];
  if (changesSplitting(shell)) return staysWhole(shell, text) ? [{ kind: 'text', text, quoted: true }] : [SPLIT];
  const result: Piece[] = [];
  text.split(/[ \t\n]/).forEach((field, at) => {
    if (at > 0) result.push({ kind: 'break' });
    if (field !== '') result.push({ kind: 'text', text: field, quoted: false });
  });
  return result;
}

/** `"$@"`, `${a[*]}` and their relatives. */
function listPieces(
  shell: Shell,
  name: string,
  part: ParameterPart,
  split: boolean,
  expander: Expander,
): readonly Piece[] {
  const elements = elementsOf(shell, name);
  const secret = followOperands(shell, part, name, expander) || (elements !== undefined && someHoldSecret(elements));
  const joined = part.quoted && (part.name === '*' || part.subscript === '*');
  if (!split || (joined && !holdsList(part))) return [unknownPiece(false, secret)];
  const words = part.operation === undefined ? elements : undefined;
  const cut = part.quoted ? hasFlag(shell, 'array IFS') : changesSplitting(shell); // `read -a IFS` joins what is quoted
  if (words === undefined || cut) return [unknownPiece(true, secret)];
  if (words.length > 1 && (mayVanish(words[0]) || mayVanish(words.at(-1)))) return [unknownPiece(true, secret)];
  // Two of them between the same quotes are an empty word to dash.
  if (words.length === 0 && part.quoted) return shell.dialect === 'sh' ? [SPLIT] : [{ kind: 'nothing' }];
  const result: Piece[] = [];
  words.forEach((word, at) => {
    if (at > 0) result.push({ kind: 'break' });
    result.push(...elementPieces(shell, word, part.quoted));
  });
  return result;
}

/** Then what stands beside the list is joined to the word behind it, or in front. */
const mayVanish = (word: Word | undefined): boolean => word?.kind === 'many' && word.min === 0;

function elementPieces(shell: Shell, word: Word, quoted: boolean): readonly Piece[] {
  if (word.kind === 'many' && quoted) return [{ kind: 'many', word }];
  if (quoted && word.kind === 'one') return pieces(word.parts);
  if (word.kind !== 'text') return [unknownPiece(true, holdsSecret(word))];
  return quoted ? [{ kind: 'text', text: word.text, quoted: true }] : splitText(shell, word.text);
}

/** Runs through the operands of an operation whose result is not followed; whether a secret stands in it. */
function followOperands(shell: Shell, part: ParameterPart, name: string | undefined, expander: Expander): boolean {
  const { operation } = part;
  const holds = (word: readonly Part[]): boolean => expander.pieces(shell, word, false).some(isSecretPiece);
  let secret = name !== undefined && operation?.kind !== 'alternative' && isSecret(lookUp(shell, name));
  const note = (word: readonly Part[]): void => {
    secret = holds(word) || secret;
  };
  switch (operation?.kind) {
    case 'default':
    case 'error':
    case 'alternative':
      maybe(shell, () => note(operation.word));
      return secret;
    case 'assign':
      maybe(shell, () => note(operation.word));
      maybe(shell, () => setParameter(shell, part, name, secret ? SECRET_VALUE : ANY));
      return secret;
    case 'trim':
    case 'replace':
    case 'case':
      maybe(shell, () => operation.words.forEach(note)); // where there is no value, they are not looked at
      return secret;
    case 'slice':
      followBounds(shell, operation.bounds, expander);
      return secret;
    case 'transform':
      if (operation.letter === 'P') opaque(shell, 'code', '`@P` expands the value once more', part.span);
      return secret;
    case 'names':
    case undefined:
      return secret;
    default:
      return assertNever(operation);
  }
}

/** Of what is not set, bash takes no part. A length below zero may be an error. */
function followBounds(shell: Shell, [first, length]: readonly ArithmeticText[], expander: Expander): void {
  let sure = length !== undefined || first?.parts.length !== 0; // `${x:}` is an error
  for (const bound of [first, length])
    if (bound !== undefined)
      maybe(shell, () => {
        sure = evaluate(shell, bound, expander) && sure;
      });
  if (!sure || (length !== undefined && !isDigits(literalOf(length.parts)?.trim() ?? ''))) shell.store.leave('error');
}

/** `${x:=value}` and its relatives; `name` is what the parameter stands for, where that is known. */
function setParameter(shell: Shell, part: ParameterPart, name: string | undefined, value: Value): void {
  if (!isAssignable(shell, part, name)) shell.store.leave('error');
  if (name === undefined) return forgetAll(shell);
  if (!isName(name)) return;
  if (part.subscript === undefined) store(shell, name, value, part.span);
  else storeArray(shell, name, ANY, part.span);
}

/** Whether assigning is sure to be no error. */
function isAssignable(shell: Shell, { subscript }: ParameterPart, name: string | undefined): boolean {
  if (name === undefined || !isName(name) || isReadOnly(shell, name)) return false;
  return subscript === undefined || (typeof subscript === 'object' && isSureElement(subscript));
}

interface Operated {
  readonly part: ParameterPart;
  readonly name: string;
  readonly value: Value;
  readonly cuts: boolean;
}

function operationPieces(shell: Shell, operated: Operated, operation: Operation, expander: Expander): readonly Piece[] {
  const { part, name, value, cuts } = operated;
  if (operation.kind === 'transform' && operation.letter === 'P' && value.kind === 'text')
    shell.walker.prompt(shell, value.text, part.span);
  const unknown = (): readonly Piece[] => [unknownPiece(cuts, followOperands(shell, part, name, expander))];
  const cut = cutValue(value, operation);
  if (cut !== undefined) {
    followOperands(shell, part, name, expander);
    return valuePieces(shell, cut, cuts, part.quoted);
  }
  if (!('word' in operation)) return unknown();
  const state = stateOf(value, operation.colon);
  const takesWord = operation.kind === 'alternative' ? state === 'set' : state === 'unset';
  if (takesWord && operation.kind !== 'error') return wordPieces(shell, operated, operation, operation.word, expander);
  if (state !== 'set' && (state === 'unknown' || operation.kind === 'error')) return unknown();
  followOperands(shell, part, name, expander);
  if (operation.kind === 'error') return valuePieces(shell, value, cuts, part.quoted);
  if (operation.kind === 'alternative') return part.quoted ? [{ kind: 'text', text: '', quoted: true }] : [];
  return valuePieces(shell, value, cuts, part.quoted);
}

function wordPieces(
  shell: Shell,
  operated: Operated,
  operation: Operation,
  word: readonly Part[],
  expander: Expander,
): readonly Piece[] {
  const { part, cuts, name } = operated;
  // Which of its tildes count depends on where the whole word stands.
  if (!part.quoted && (!cuts || operation.kind === 'assign') && word.some(hasTilde)) {
    return [unknownPiece(cuts, followOperands(shell, part, name, expander))];
  }
  if (operation.kind !== 'assign') {
    const inner = expander.pieces(shell, word, cuts);
    return part.quoted && inner.length === 0
      ? [{ kind: 'text', text: '', quoted: true }]
      : inner.map((piece) => unquotedWord(shell, piece, cuts));
  }
  const value = valueOf(expander.whole(shell, word, part.span));
  setParameter(shell, part, name, value);
  const stays = !isNumbered(shell, name) && !isOdd(shell, name);
  return valuePieces(shell, stays ? value : ANY, cuts, part.quoted);
}

/** Unquoted text of an operand is split like the value it stands for. */
function unquotedWord(shell: Shell, piece: Piece, cuts: boolean): Piece {
  if (!cuts || piece.kind !== 'text' || piece.quoted) return piece;
  return /[ \t\n\\]/.test(piece.text) || changesSplitting(shell) ? SPLIT : piece;
}

/** Whether a parameter has a value for the operators; with a colon, an empty one is as good as none. */
function stateOf(value: Value, colon: boolean): 'set' | 'unset' | 'unknown' {
  switch (value.kind) {
    case 'text':
      return colon && value.text === '' ? 'unset' : 'set';
    case 'integer':
      return 'set';
    case 'unset':
      return 'unset';
    default:
      return 'unknown';
  }
}
