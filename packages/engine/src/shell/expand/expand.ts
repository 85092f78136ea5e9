import { assertNever } from '../../assert-never.ts';
import type { Parts, Span, Word } from '../../word.ts';
import { valueCell } from '../state/cell.ts';
import { deeper, hasFlag, inSubshell, opaque, raiseFlag, type Shell, whileFed } from '../state/shell.ts';
import { ANY, DOTTED, joinHoles, NAME, NUMBER, NUMBERS, SEGMENT, TEXT, type Value, valueOf } from '../state/value.ts';
import type { Part, Script, SyntaxWord } from '../syntax/syntax.ts';
import { evaluate } from './arithmetic.ts';
import { expandBraces, MAX_WORDS } from './brace.ts';
import { numberPiece, parameterPieces, separates, splitText } from './expand-parameter.ts';
import type { Expander } from './expander.ts';
import { type FieldOptions, fieldsOf, type Piece } from './field.ts';
import { printsNames } from './name-output.ts';
import { printsNumbers } from './number-output.ts';
import { onlyCommand, printedText } from './printed-text.ts';
import { expandTildes, type TildeMode } from './tilde.ts';

const TEXT_HOLE: Piece = { kind: 'hole', hole: TEXT };

const NOWHERE: Span = { start: 0, end: 0 };

/** How a word is expanded: `split` cuts it into arguments, `whole` leaves it one. */
export interface ExpandMode {
  readonly split: boolean;
  readonly tilde: TildeMode;
}

const ARGUMENT: ExpandMode = { split: true, tilde: 'argument' };
const ELEMENT: ExpandMode = { split: true, tilde: 'word' };
const DECLARED: ExpandMode = { split: false, tilde: 'declared' };
const ASSIGNED: ExpandMode = { split: false, tilde: 'assigned' };
const WHOLE: ExpandMode = { split: false, tilde: 'word' };

/** The arguments a word of a command becomes. */
export const expandWord = (shell: Shell, word: SyntaxWord): readonly Word[] => expandAs(shell, word, ARGUMENT);

/** The elements a word between the parentheses of an array becomes; what looks like an assignment there is none. */
export const expandElement = (shell: Shell, word: SyntaxWord): readonly Word[] => expandAs(shell, word, ELEMENT);

function expandAs(shell: Shell, word: SyntaxWord, mode: ExpandMode): readonly Word[] {
  const { span } = word;
  if (word.literal !== undefined) return [{ kind: 'text', text: word.literal, span }];
  if (shell.budget.words < 0) {
    piecesOf(shell, word.parts, WHOLE);
    return tooMany(shell, span);
  }
  const alternatives = hasBrace(word.parts) ? braces(shell, word.parts, span) : [word.parts];
  if (alternatives === undefined) return [{ kind: 'many', min: 0, span }];
  const each = madeByBraces(word.parts, alternatives) ? { ...mode, tilde: 'word' as const } : mode;
  const words: Word[] = [];
  let anyNumber = false;
  for (const parts of alternatives) {
    const pieces = piecesOf(shell, parts, each);
    anyNumber ||= mayStayWhole(parts) || mixesLists(parts);
    for (const field of fieldsOf(pieces, fieldOptions(shell, span))) words.push(field);
    if (words.length > MAX_WORDS) return tooMany(shell, span);
  }
  // A text of many words may be used many times.
  if (words.length > 1) shell.budget.words -= words.length;
  if (anyNumber) return [{ kind: 'many', min: 0, span }];
  if (hasFlag(shell, 'failglob') && words.some(({ kind }) => kind === 'many')) shell.store.leave('error');
  return words;
}

/** bash does not cut `$x$`, whose second dollar is only itself, nor `$x$!` where no job was started. */
const mayStayWhole = (parts: readonly Part[]): boolean =>
  parts.length > 1 && parts.some(standsForNothing) && parts.some((part) => part.kind !== 'text');

const standsForNothing = (part: Part): boolean =>
  part.kind === 'text' ? !part.quoted && part.text.includes('$') : part.kind === 'parameter' && part.name === '!';

/** Beside `"$@"`, `"${*:1}"` is several words as well. */
const mixesLists = (parts: readonly Part[]): boolean =>
  parts.some((part) => part.kind === 'parameter' && part.name === '*' && part.operation !== undefined) &&
  parts.some((part) => part.kind === 'parameter' && (part.name === '@' || part.subscript === '@'));

/** What braces make is no assignment, whatever it looks like: a tilde counts at its start only. */
const madeByBraces = (parts: readonly Part[], alternatives: readonly (readonly Part[])[]): boolean =>
  alternatives.some((made) => made !== parts && textOf(made) !== textOf(parts));

const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');

function tooMany(shell: Shell, span: Span): readonly Word[] {
  opaque(shell, 'limit', 'the arguments become too many to follow', span);
  return [{ kind: 'many', min: 0, span }];
}

/** The arguments several words become; those beyond the limit are only looked at for what they run. */
export function expandWords(shell: Shell, words: readonly SyntaxWord[], expandOne = expandWord): readonly Word[] {
  const all: Word[] = [];
  for (const word of words) {
    if (all.length > MAX_WORDS) piecesOf(shell, word.parts, WHOLE);
    else {
      for (const one of expandOne(shell, word)) all.push(one);
      if (all.length > MAX_WORDS) all.push(...tooMany(shell, word.span));
    }
  }
  return all;
}

const hasBrace = (parts: readonly Part[]): boolean =>
  parts.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));

function braces(shell: Shell, parts: readonly Part[], span: Span): readonly (readonly Part[])[] | undefined {
  const words = shell.budget.words > 0 && !hasFlag(shell, 'no braces') ? expandBraces(parts) : undefined;
  shell.budget.words -= words?.length ?? 0;
  const expands =
    words === undefined ||
    words.length > 1 ||
    (shell.dialect === 'sh' && words.some((word) => written(word) !== written(parts)));
  if (expands && shell.dialect === 'sh') opaque(shell, 'syntax', 'not every sh expands braces', span);
  if (
    shell.dialect === 'zsh' &&
    words !== undefined &&
    (expands ? words.some(mayBeEmpty) || parts.some(isBashOnly) : parts.some(mayBeRange))
  )
    opaque(shell, 'syntax', 'zsh expands these braces in its own way', span);
  if (words === undefined) opaque(shell, 'limit', 'braces may make more words than can be followed', span);
  if (parts.some(misleads)) opaque(shell, 'syntax', 'braces stand beside quotes inside other quotes', span);
  return words;
}

const written = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : '$')).join('');

/** zsh takes `{1..}` for a sequence, `{a..e..2}` and `{+1..2}` for none, and keeps `{}`, `{1..{2,3}}` and the empty word of `{,a}`. */
const mayBeRange = (part: Part): boolean => part.kind === 'text' && !part.quoted && part.text.includes('..');
const isBashOnly = (part: Part): boolean =>
  part.kind === 'text' && !part.quoted && /\.\.[^.{}]*\.\.|\.\.[+{]|(\+\d+|\})\.\.|\{\}/.test(part.text);
const mayBeEmpty = (parts: readonly Part[]): boolean => !parts.some((part) => part.kind === 'text' && part.text !== '');

/** The expansion of braces takes `"${x+"'"}"` to begin, and `` "`a "b"`" `` to end, other quotes than they do. */
function misleads(part: Part): boolean {
  if (part.kind === 'command') return part.misleads === true;
  if (part.kind !== 'parameter' || !part.quoted || part.operation === undefined || !('word' in part.operation))
    return false;
  const texts = part.operation.word.map((one) => (one.kind === 'text' ? one.text : '')).join('');
  return part.operation.word.some(misleads) || texts.split("'").length % 2 === 0;
}

/** An argument of `export` and its like that has the form of an assignment: braces and tildes, but no splitting. */
export function expandAssignmentArgument(shell: Shell, word: SyntaxWord): readonly Word[] {
  if (word.literal !== undefined) return [{ kind: 'text', text: word.literal, span: word.span }];
  const alternatives = hasBrace(word.parts) ? braces(shell, word.parts, word.span) : [word.parts];
  if (alternatives === undefined) return [{ kind: 'many', min: 0, span: word.span }];
  if (madeByBraces(word.parts, alternatives)) return expandAs(shell, word, ELEMENT);
  return alternatives.map((parts) => whole(shell, parts, word.span, DECLARED));
}

/** A word that stays one text: what `=` assigns, the target of a redirection, the subject of `case`. */
export const expandWhole = (shell: Shell, word: SyntaxWord): Word => whole(shell, word.parts, word.span, WHOLE);

export const expandAssigned = (shell: Shell, word: SyntaxWord): Value =>
  valueOf(whole(shell, word.parts, word.span, ASSIGNED));

/** Parts that stand in quotes already, such as the body of a here-document. */
export const expandQuoted = (shell: Shell, parts: readonly Part[], span: Span): Word =>
  whole(shell, parts, span, { split: false, tilde: 'none' });

function whole(shell: Shell, parts: readonly Part[], span: Span, mode: ExpandMode): Word {
  const shape = joinPieces(piecesOf(shell, parts, mode));
  const [first, ...rest] = shape;
  if (first === undefined) return { kind: 'text', text: '', span };
  return rest.length === 0 && typeof first === 'string'
    ? { kind: 'text', text: first, span }
    : { kind: 'one', parts: shape, span };
}

/** Pieces as one text. */
export function joinPieces(pieces: readonly Piece[]): Parts {
  const parts: Parts[number][] = [];
  for (const piece of pieces) {
    const at = parts.length - 1;
    const last = parts[at];
    if (piece.kind !== 'text') {
      const hole = piece.kind === 'hole' ? piece.hole : TEXT;
      if (typeof last === 'object') parts[at] = joinHoles(last, hole);
      else parts.push(hole);
    } else if (piece.text === '') continue;
    else if (typeof last === 'string') parts[at] = last + piece.text;
    else parts.push(piece.text);
  }
  return parts;
}

function fieldOptions(shell: Shell, span: Span): FieldOptions {
  return {
    span,
    globstar: shell.dialect === 'zsh' || hasFlag(shell, 'globstar') || hasFlag(shell, 'forgotten'),
    wildcard: findsDots(shell) ? DOTTED : SEGMENT,
    extended: hasFlag(shell, 'extglob') || hasFlag(shell, 'forgotten'),
    mayVanish: hasFlag(shell, 'nullglob'),
    // Of a quoted wildcard that is in `IFS` too, bash makes one that is not quoted.
    strays: hasFlag(shell, 'nocaseglob') || separates(shell, /[*?[\]]/),
  };
}

/** `GLOBIGNORE` turns `dotglob` on by being set. */
const findsDots = (shell: Shell): boolean =>
  hasFlag(shell, 'dotglob') || hasFlag(shell, '$GLOBIGNORE') || hasFlag(shell, 'forgotten');

/** What every part of a word becomes, from left to right; substitutions report what they run. */
export function piecesOf(shell: Shell, parts: readonly Part[], mode: ExpandMode): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of expandTildes(shell, parts, mode.tilde)) pushPieces(shell, pieces, part, mode);
  return pieces;
}

function pushPieces(shell: Shell, pieces: Piece[], part: Part, mode: ExpandMode): void {
  switch (part.kind) {
    case 'text':
      pieces.push(part);
      return;
    case 'unknown':
      pieces.push(part.quoted || !mode.split ? TEXT_HOLE : { kind: 'split' });
      return;
    case 'parameter':
      pieces.push(...parameterPieces(shell, part, mode.split, expander));
      return;
    case 'command':
      runSubstitution(shell, part.script, part.span);
      if (opensFile(part.script)) shell.store.leave('error');
      pieces.push(...outputPieces(shell, part.script, part.quoted || !mode.split));
      return;
    case 'arithmetic':
      if (!evaluate(shell, part.text, expander)) shell.store.leave('error');
      pieces.push(numberPiece(shell, mode.split));
      return;
    case 'process':
      // `>(…)` is fed what is written to it.
      whileFed(shell, true, () => runSubstitution(shell, part.script, part.span));
      // An empty one vanishes, and one of `! !`. What stands beside one may make bash cut the word, path and all.
      if (part.script.items.every(({ first }) => first.commands.length === 0) || cutsPath(shell, mode))
        pieces.push(mode.split ? { kind: 'split' } : TEXT_HOLE);
      else pieces.push({ kind: 'text', text: '/dev/fd/', quoted: true }, { kind: 'hole', hole: NUMBER });
      return;
    case 'extended-glob':
      piecesOf(shell, part.parts, WHOLE);
      pieces.push(mode.split ? { kind: 'split' } : TEXT_HOLE);
      return;
    default:
      return assertNever(part);
  }
}

/** Whether `/dev/fd/63` has a character that parts words. */
const cutsPath = (shell: Shell, { split }: ExpandMode): boolean => split && separates(shell, /[/devf\d]/);

/** `$(<"${x:=y}")`: bash opens the file itself, so that an error in its name ends the line. */
function opensFile(script: Script): boolean {
  const command = onlyCommand(script);
  if (command === undefined || command.words.length > 0) return false;
  return command.redirections.some(({ target }) => target.parts.some(mayBeError));
}

const mayBeError = (part: Part): boolean =>
  part.kind === 'arithmetic' ||
  (part.kind === 'parameter' && (part.operation !== undefined || part.subscript !== undefined));

/** What a substitution leaves in its place. */
function outputPieces(shell: Shell, script: Script, whole: boolean): readonly Piece[] {
  const text = printedText(shell, script);
  if (text !== undefined) return whole ? [{ kind: 'text', text, quoted: true }] : splitText(shell, text);
  const printed = printsNumbers(shell, script) ?? printsNames(shell, script);
  if (printed === undefined) return [whole ? TEXT_HOLE : { kind: 'split' }];
  const { hole, one } = printed;
  if (whole) return [{ kind: 'hole', hole: one ? hole : hole === NAME ? TEXT : NUMBERS }];
  if (shell.store.get('$IFS') !== undefined) return [{ kind: 'split' }];
  return [
    one ? { kind: 'plain', hole } : { kind: 'many', word: { kind: 'many', min: 0, each: [hole], span: NOWHERE } },
  ];
}

/** Commands in a substitution run in a shell of their own. */
export function runSubstitution(shell: Shell, script: Script, span: Span): void {
  const { passing } = shell;
  deeper(shell, span, () =>
    inSubshell(shell, () => {
      // In `x=1 y=$(a; b "$x") c` only the first of the commands inside sees `x`.
      for (const name of passing) {
        shell.store.set(`$${name}`, valueCell(ANY, true));
        raiseFlag(shell, `temporary ${name}`);
      }
      shell.passing = [];
      shell.walker.script(shell, script);
    }),
  );
  shell.passing = passing;
}

export const expander: Expander = {
  pieces: (shell, parts, split) => piecesOf(shell, parts, { split, tilde: split ? 'word' : 'none' }),
  whole: (shell, parts, span) => expandQuoted(shell, parts, span),
};
