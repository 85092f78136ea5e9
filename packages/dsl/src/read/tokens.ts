import type { Span } from '@writ/engine';
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { CLAUSES } from '../keywords.ts';

/** A stretch of a word: literal where it was quoted, a pattern where it was not. */
export interface WordPart {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
}

/** A word as written: quoted and bare parts that touch. */
export interface Word extends Span {
  readonly parts: readonly WordPart[];
  /** As written, quotes included. */
  image: string;
}

/** What the parser gets. The tokens come from the hand-written reader; no chevrotain lexer takes part. */
export interface Token extends IToken, Word {
  /** No blank stands between this token and the one before it. */
  readonly glued: boolean;
  /** Of a `{ … }`: what is in it. */
  readonly block: Block | undefined;
}

/** `{ … }`, its entries already told apart: so a mistake in one entry never reaches the next. */
export type Block =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'lines'; readonly lines: readonly RawLine[] };

/** The tokens of one statement, pattern or description entry. */
export interface Entry extends Span {
  readonly tokens: readonly Token[];
  /** A bracket in it is never closed: that is said already, and what the grammar makes of it is not. */
  readonly unclosed: boolean;
}

/** A line of a test block: raw text, or `with … {` and the lines inside. */
export type RawLine =
  | (Span & { readonly kind: 'text'; readonly text: string })
  | (Span & {
      readonly kind: 'with';
      readonly tokens: readonly Token[];
      readonly lines: readonly RawLine[];
      /** Behind the `}` that ends it. */
      readonly close: number;
    });

const type = (name: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, pattern: Lexer.NA, categories });

/** Anything that can be a word of a pattern. */
export const AnyWord = type('AnyWord');
export const Bare = type('Bare', [AnyWord]);
export const Quoted = type('Quoted', [AnyWord]);
export const BlockToken = type('Block');
export const LeftParen = type('LeftParen');
export const RightParen = type('RightParen');
export const LeftBracket = type('LeftBracket');
export const RightBracket = type('RightBracket');
export const Pipe = type('Pipe');
export const Comma = type('Comma');
/** `[=` of an optional value. */
export const LeftOptional = type('LeftOptional');
/** `<name:role>`. */
export const Placeholder = type('Placeholder');
export const Ellipsis = type('Ellipsis');
/** `!` right behind something. */
export const Bang = type('Bang');
export const Does = type('Does');
export const Without = type('Without');
/** `<`, `<=`, `>`, `>=`. */
export const Order = type('Order');
export const And = type('And');
export const Or = type('Or');
export const Not = type('Not');
export const Is = type('Is');
export const In = type('In');
export const Matches = type('Matches');
export const Under = type('Under');
export const Contains = type('Contains');
export const Exists = type('Exists');
export const AnyOf = type('AnyOf');
export const EveryOf = type('EveryOf');

/** The clause keywords, each a token type of its own. */
export const Clause = Object.fromEntries(CLAUSES.map((name) => [name, type(`clause-${name}`)])) as Readonly<
  Record<(typeof CLAUSES)[number], TokenType>
>;

/** Bare words that are operators inside a condition. */
export const CONDITION_WORDS: ReadonlyMap<string, TokenType> = new Map([
  ['and', And],
  ['or', Or],
  ['not', Not],
  ['is', Is],
  ['in', In],
  ['matches', Matches],
  ['under', Under],
  ['contains', Contains],
  ['exists', Exists],
  ['any', AnyOf],
  ['every', EveryOf],
]);

export const CLAUSE_WORDS: ReadonlyMap<string, TokenType> = new Map(Object.entries(Clause));

/** Bare words that are keywords inside an entry of a description. */
export const ENTRY_WORDS: ReadonlyMap<string, TokenType> = new Map([
  ['does', Does],
  ['without', Without],
]);

export const ALL_TOKENS: TokenType[] = [
  AnyWord,
  Bare,
  Quoted,
  BlockToken,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Pipe,
  Comma,
  LeftOptional,
  Placeholder,
  Ellipsis,
  Bang,
  Does,
  Without,
  Order,
  ...CONDITION_WORDS.values(),
  ...CLAUSE_WORDS.values(),
];

/** Whether a token is wholly quoted text. */
export const isQuoted = (word: Word): boolean => word.parts.length > 0 && word.parts.every((part) => part.quoted);

/** The text of a word with its quotes taken away; wildcards and braces stay as they are. */
export const plainText = (word: Word): string => word.parts.map((part) => part.text).join('');
