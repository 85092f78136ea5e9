import type { Span } from '@writ/engine';
import type { Comment } from '../read/cursor.ts';
import type { Entry, RawLine, Word } from '../read/tokens.ts';

/** A policy as written: every statement in its order, and the comments apart. */
export interface SyntaxTree {
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
}

export type Statement =
  | RuleStatement
  | WhenStatement
  | DescribeStatement
  | BindStatement
  | ToolStatement
  | TestStatement
  | WordStatement
  | LetStatement;

/** `writ 1`, `layer user`, `default ask`, `use std`. */
export interface WordStatement extends Span {
  readonly kind: 'writ' | 'layer' | 'default' | 'use';
  readonly word: Word;
}

export interface LetStatement extends Span {
  readonly kind: 'let';
  readonly name: Word;
  readonly patterns: readonly Pattern[];
}

export interface RuleStatement extends Span {
  readonly kind: 'rule';
  readonly effect: Word;
  readonly subjects: readonly Word[];
  readonly patterns: readonly Pattern[];
  readonly clauses: readonly ClauseNode[];
}

/** `when EXPR { rules }`. */
export interface WhenStatement extends Span {
  readonly kind: 'when';
  readonly condition: ConditionNode;
  readonly statements: readonly Statement[];
}

/** A sequence of items; only command patterns have more than one. `afterComma` tells `a, b` from two entries of a block. */
export interface Pattern extends Span {
  readonly items: readonly Item[];
  readonly afterComma: boolean;
}

export type Item =
  | (Span & { readonly kind: 'word'; readonly word: Word })
  /** `( … | … )`, and with `optional` `[ … ]`. */
  | (Span & { readonly kind: 'group'; readonly optional: boolean; readonly options: readonly (readonly Item[])[] });

export type ClauseNode = Span & { readonly keyword: Word } & (
    | { readonly kind: 'except'; readonly patterns: readonly Pattern[] }
    | { readonly kind: 'when'; readonly condition: ConditionNode }
    | { readonly kind: 'because' | 'instead' | 'until' | 'as'; readonly word: Word }
    | { readonly kind: 'limit'; readonly words: readonly Word[] }
    | { readonly kind: 'locked' | 'firm' | 'unguarded' | 'exactly' }
  );

export type ConditionNode =
  | (Span & { readonly kind: 'and' | 'or'; readonly of: readonly ConditionNode[] })
  | (Span & { readonly kind: 'not'; readonly of: ConditionNode })
  | ComparisonNode;

export interface ComparisonNode extends Span {
  readonly kind: 'comparison';
  readonly each?: 'any' | 'every';
  readonly left: Word;
  readonly operator:
    | 'is-true'
    | 'exists'
    | 'is'
    | 'is-not'
    | 'contains'
    | 'in'
    | 'not-in'
    | 'matches'
    | 'under'
    | '<'
    | '<='
    | '>'
    | '>=';
  readonly right: readonly Word[];
}

/* ---- descriptions ---- */

export interface DescribeStatement extends Span {
  readonly kind: 'describe';
  readonly names: readonly Word[];
  /** Flags of the header: `like OTHER`, `complete`, `open`, `style gnu`, `verbs last`, `first-word cluster`. */
  readonly flags: readonly Word[];
  readonly entries: readonly DescriptionEntry[];
  readonly hasBlock: boolean;
}

export type DescriptionEntry =
  | (Span & {
      readonly kind: 'options';
      readonly keyword: Word;
      readonly inherit: boolean;
      readonly options: readonly OptionNode[];
    })
  | (Span & { readonly kind: 'operands'; readonly keyword: Word; readonly items: readonly OperandNode[] })
  | (Span & { readonly kind: 'does'; readonly does: DoesNode })
  | (Span & { readonly kind: 'env'; readonly names: readonly Word[] })
  | (Span & { readonly kind: 'flags'; readonly flags: readonly Word[] })
  | (Span & {
      readonly kind: 'command';
      readonly names: readonly Word[];
      readonly flags: readonly Word[];
      readonly entries: readonly DescriptionEntry[];
    })
  | (Span & {
      readonly kind: 'form';
      readonly tests: readonly FormTest[];
      readonly entries: readonly DescriptionEntry[];
    });

/** `form with -e, --expression { … }`. */
export interface FormTest extends Span {
  readonly kind: 'with' | 'without';
  readonly names: readonly Word[];
}

export interface OptionNode extends Span {
  readonly names: readonly Word[];
  /** `!` right behind the names. */
  readonly hazard: boolean;
  readonly optional?: OperandNode;
  readonly values: readonly OperandNode[];
  readonly does: readonly DoesNode[];
}

export type OperandNode =
  | (Span & {
      readonly kind: 'value';
      /** `<name:role>` as written. */
      readonly placeholder: string;
      readonly hazard: boolean;
      readonly repeat: boolean;
      readonly until?: readonly Word[];
    })
  | (Span & { readonly kind: 'literal'; readonly word: Word })
  | (Span & { readonly kind: 'optional'; readonly items: readonly OperandNode[]; readonly repeat: boolean })
  | (Span & { readonly kind: 'choice'; readonly words: readonly Word[] });

export interface DoesNode extends Span {
  readonly act: Word;
  readonly target: readonly Word[];
  readonly hazard: boolean;
  /** `without operands`, word by word. */
  readonly without: readonly Word[];
}

/* ---- tools and tests ---- */

export interface BindStatement extends Span {
  readonly kind: 'bind';
  readonly tool: Word;
  readonly argument: Word;
  readonly role: Word;
}

export interface ToolStatement extends Span {
  readonly kind: 'tool';
  readonly tool: Word;
  readonly flags: readonly Word[];
}

export interface TestStatement extends Span {
  readonly kind: 'test';
  readonly name: Word;
  readonly context: readonly ContextNode[];
  readonly lines: readonly TestLineNode[];
}

export type TestLineNode =
  | (Span & { readonly kind: 'text'; readonly text: string })
  | (Span & {
      readonly kind: 'with';
      readonly context: readonly ContextNode[];
      readonly lines: readonly TestLineNode[];
    });

/** `mode is plan`. */
export interface ContextNode extends Span {
  readonly key: Word;
  readonly value: Word;
}

export type { Comment, Entry, RawLine, Word };
