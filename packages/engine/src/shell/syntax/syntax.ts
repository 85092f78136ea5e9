import type { OpaqueWhy } from '../../act.ts';
import type { Span } from '../../word.ts';

/** A list of commands as read: the whole text, a substitution, or the body of a compound command. */
export interface Script {
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
  readonly background: boolean;
  /** A line break stands behind it. */
  readonly endsLine: boolean;
}

export interface Pipeline {
  readonly negated: boolean;
  /** Empty after a lone `!` or `time`. */
  readonly commands: readonly Command[];
}

export type Command = SimpleCommand | CompoundCommand | FunctionDefinition | Coprocess;

export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Argument[];
  readonly redirections: readonly Redirection[];
  readonly span: Span;
}

/** A word of a command; `export a=(x y)` has an assignment among its words. */
export type Argument = SyntaxWord | Assignment;

export interface Assignment {
  readonly kind: 'assignment';
  readonly name: string;
  readonly subscript?: ArithmeticText;
  readonly append: boolean;
  readonly value: SyntaxWord | ArrayLiteral;
  readonly span: Span;
}

export interface ArrayLiteral {
  readonly kind: 'array';
  readonly elements: readonly { readonly subscript?: ArithmeticText; readonly word: SyntaxWord }[];
  readonly span: Span;
}

export interface CompoundCommand {
  readonly kind: 'compound';
  readonly body: Compound;
  readonly redirections: readonly Redirection[];
  readonly span: Span;
}

export type Compound =
  | { readonly kind: 'group' | 'subshell'; readonly script: Script }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Script; readonly then: Script }[];
      readonly otherwise?: Script;
    }
  | { readonly kind: 'while'; readonly test: Script; readonly body: Script }
  | {
      readonly kind: 'for' | 'select';
      readonly name: string;
      readonly words?: readonly SyntaxWord[];
      readonly body: Script;
    }
  | { readonly kind: 'for-arithmetic'; readonly parts: readonly ArithmeticText[]; readonly body: Script }
  | { readonly kind: 'case'; readonly word: SyntaxWord; readonly clauses: readonly CaseClause[] }
  | { readonly kind: 'arithmetic'; readonly text: ArithmeticText }
  | { readonly kind: 'conditional'; readonly tokens: readonly ConditionalToken[] };

export interface CaseClause {
  readonly patterns: readonly SyntaxWord[];
  readonly script: Script;
  /** Ends with `;&` or `;;&`: the next clause may run too. */
  readonly fallsThrough: boolean;
}

/** `[[ … ]]` as its tokens; only their operands are ever expanded. */
export type ConditionalToken =
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'operand'; readonly word: SyntaxWord };

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  readonly body: CompoundCommand;
  readonly span: Span;
}

export interface Coprocess {
  readonly kind: 'coprocess';
  readonly name: string;
  readonly command: Command;
  readonly span: Span;
}

export interface Redirection {
  readonly operator: RedirectionOperator;
  /** The number in front, or the variable of `{fd}>`. */
  readonly descriptor?: number;
  readonly variable?: string;
  readonly target: SyntaxWord;
  /** The body of a here-document, filled in when its lines are read. */
  readonly document?: { parts: readonly Part[] };
  readonly span: Span;
}

export type RedirectionOperator = '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';

/** One word before expansion. */
export interface SyntaxWord {
  readonly kind: 'word';
  readonly parts: readonly Part[];
  readonly span: Span;
  /** The text of a word that no expansion touches. */
  readonly literal?: string;
  /** No part of it is quoted: only such a word is a keyword or an alias. */
  readonly bare: boolean;
}

/** `misleads`: backquotes between double quotes with others in them, which the expansion of braces takes for their end. */
export interface CommandPart {
  readonly kind: 'command';
  readonly script: Script;
  readonly quoted: boolean;
  readonly misleads?: true;
  readonly span: Span;
}

export type Part =
  | TextPart
  | ParameterPart
  | CommandPart
  | { readonly kind: 'arithmetic'; readonly text: ArithmeticText; readonly quoted: boolean; readonly span: Span }
  | { readonly kind: 'process'; readonly script: Script; readonly span: Span }
  /** `@(a|b)` and its relatives. */
  | { readonly kind: 'extended-glob'; readonly parts: readonly Part[]; readonly span: Span }
  /** Text the parser could not decode, such as bytes that are no character. */
  | { readonly kind: 'unknown'; readonly quoted: boolean };

/** A part that is empty and quoted stands for a pair of quotes with nothing in it. */
export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly quoted: boolean;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly quoted: boolean;
  /** `$name` without braces: letters that braces put behind it become part of the name. */
  readonly bare?: true;
  readonly prefix?: 'length' | 'indirect';
  readonly subscript?: '@' | '*' | ArithmeticText;
  readonly operation?: Operation;
  readonly span: Span;
}

export type Operation =
  | {
      readonly kind: 'default' | 'assign' | 'error' | 'alternative';
      readonly colon: boolean;
      readonly word: readonly Part[];
    }
  | {
      readonly kind: 'trim' | 'replace' | 'case';
      readonly operator: string;
      readonly words: readonly (readonly Part[])[];
    }
  | { readonly kind: 'slice'; readonly bounds: readonly ArithmeticText[] }
  | { readonly kind: 'transform'; readonly letter: string }
  /** `${!prefix*}` */
  | { readonly kind: 'names' };

/** Text that arithmetic evaluates after expanding it as if in double quotes. */
export interface ArithmeticText {
  readonly parts: readonly Part[];
  readonly span: Span;
}

/** What the parser could not read, or can read in more than one way. */
export interface Problem {
  readonly why: OpaqueWhy;
  readonly reason: string;
  readonly span: Span;
}
