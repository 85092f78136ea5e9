import type { Span, TextPart, TextPattern } from '@writ/engine';
import { oneAlternative, tooManyAlternatives } from '../problems/patterns.ts';
import { nestedTooDeep } from '../problems/text.ts';
import { MAX_DEPTH } from '../read/cursor.ts';
import type { Word, WordPart } from '../read/tokens.ts';
import { report, type Scope } from './scope.ts';

/** More alternatives than this in one pattern are an error. */
export const MAX_ALTERNATIVES = 1000;

/** One word as a pattern: bare wildcards and braces mean something, quoted text is literal. */
export function textPattern(scope: Pick<Scope, 'problems'>, word: Word): TextPattern {
  const [only] = word.parts;
  if (only !== undefined && word.parts.length === 1 && (only.quoted || !/[*?{}]/.test(only.text))) {
    return only.text === '' ? [] : [only.text];
  }
  const reading: Reading = { scope, word, pieces: word.parts.flatMap(piecesOf), at: 0, depth: 0 };
  const pattern = readSequence(reading);
  if (alternativesOf(pattern) > MAX_ALTERNATIVES) report(scope, tooManyAlternatives(word));
  return pattern;
}

/** Literal text, or a sign that a bare part is made of: `*`, `**`, `?`, `{`, `,`, `}`. */
type Piece = { readonly text: string; readonly sign: boolean };

interface Reading {
  readonly scope: Pick<Scope, 'problems'>;
  readonly word: Span;
  readonly pieces: readonly Piece[];
  at: number;
  depth: number;
}

function piecesOf(part: WordPart): Piece[] {
  if (part.quoted) return [{ text: part.text, sign: false }];
  const pieces = part.text.match(/\*+|[?{},]|[^*?{},]+/g) ?? [];
  return pieces.map((text) => ({ text, sign: /^[*?{},]/.test(text) }));
}

/** Up to the end of the word, or inside braces up to their `,` or `}`. */
function readSequence(reading: Reading): TextPattern {
  const out: TextPart[] = [];
  for (let piece = reading.pieces[reading.at]; piece !== undefined; piece = reading.pieces[reading.at]) {
    if (reading.depth > 0 && piece.sign && (piece.text === ',' || piece.text === '}')) break;
    reading.at++;
    if (!piece.sign || piece.text === ',' || piece.text === '}') addText(out, piece.text);
    else if (piece.text === '{') out.push(...readBraces(reading));
    else out.push({ wild: piece.text === '?' ? '?' : piece.text.length > 1 ? '**' : '*' });
  }
  return out;
}

/** `{a,b}` behind its opening brace; nothing where it is nested too deep or holds no choice. */
function readBraces(reading: Reading): readonly TextPart[] {
  const start = reading.at - 1;
  if (reading.depth === MAX_DEPTH) return tooDeep(reading);
  reading.depth++;
  const options: TextPattern[] = [];
  do {
    options.push(readSequence(reading));
    reading.at++;
  } while (reading.pieces[reading.at - 1]?.text === ',');
  reading.depth--;
  if (options.length > 1) return [{ oneOf: options }];
  const shown = reading.pieces.slice(start, reading.at).map((piece) => piece.text);
  return report(reading.scope, oneAlternative(shown.join(''), reading.word)) ?? [];
}

/** Says so once, and reads no further. */
function tooDeep(reading: Reading): readonly TextPart[] {
  report(reading.scope, nestedTooDeep(reading.word));
  reading.at = reading.pieces.length;
  return [];
}

function addText(out: TextPart[], text: string): void {
  if (text === '') return;
  const last = out.at(-1);
  if (typeof last === 'string') out[out.length - 1] = last + text;
  else out.push(text);
}

/** The same pattern with neighbouring texts joined. */
export function joinTexts(parts: readonly TextPart[]): TextPattern {
  const out: TextPart[] = [];
  for (const part of parts) {
    if (typeof part === 'string') addText(out, part);
    else out.push(part);
  }
  return out;
}

/** How many texts of literals and wildcards a pattern stands for. */
export function alternativesOf(pattern: TextPattern): number {
  return pattern.reduce<number>((count, part) => {
    if (typeof part === 'string' || 'wild' in part) return count;
    return count * part.oneOf.reduce((sum, option) => sum + alternativesOf(option), 0);
  }, 1);
}

/** Whether it is one known text. */
export const literalOf = (pattern: TextPattern): string | undefined => {
  if (pattern.length === 0) return '';
  return pattern.length === 1 && typeof pattern[0] === 'string' ? pattern[0] : undefined;
};
