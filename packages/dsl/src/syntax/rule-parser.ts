import {
  AnyWord,
  Bare,
  BlockToken,
  Clause,
  Comma,
  LeftBracket,
  LeftParen,
  Pipe,
  RightBracket,
  RightParen,
  type Token,
  type Word,
} from '../read/tokens.ts';
import { ConditionParser } from './condition-parser.ts';
import type { ClauseNode, Item, Pattern } from './tree.ts';

/** Patterns that stand in the statement, or the block that holds them. */
export interface PatternList {
  readonly patterns: readonly Pattern[];
  readonly block?: Token;
}

/** A clause whose `except` block is not opened yet. */
export type ClauseHead =
  | Exclude<ClauseNode, { kind: 'except' }>
  | (Pick<ClauseNode, 'start' | 'end' | 'keyword'> & { readonly kind: 'except'; readonly list: PatternList });

export interface RuleHead {
  readonly effect: Word;
  readonly subjects: readonly Word[];
  readonly list: PatternList;
  readonly clauses: readonly ClauseHead[];
}

/** Rules and their patterns. */
export class RuleParser extends ConditionParser {
  readonly rule = this.RULE('rule', (): RuleHead => {
    const effect = this.takeWord(1, 'word');
    const subjects: Word[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Pipe, DEF: () => subjects.push(this.take(2, Bare, 'subject')), ERR_MSG: 'subject' });
    const list = this.OPTION(() => this.SUBRULE(this.patternList)) ?? { patterns: [] };
    const clauses: ClauseHead[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.clause)));
    return { effect, subjects, list, clauses };
  });

  /** `PATTERN, PATTERN …`, or a block of them. */
  readonly patternList = this.RULE('patternList', (): PatternList => {
    const patterns: Pattern[] = [];
    let block: Token | undefined;
    this.OR({
      DEF: [
        {
          ALT: () => {
            block = this.take(1, BlockToken, 'pattern');
          },
        },
        {
          ALT: () => {
            patterns.push(this.SUBRULE1(this.pattern, { ARGS: [false] }));
            this.MANY(() => {
              this.take(2, Comma, 'pattern');
              patterns.push(this.SUBRULE2(this.pattern, { ARGS: [true] }));
            });
          },
        },
      ],
      ERR_MSG: 'pattern',
    });
    return block === undefined ? { patterns } : { patterns, block };
  });

  private readonly pattern = this.RULE('pattern', (afterComma: boolean): Pattern => {
    const items = this.SUBRULE(this.sequence);
    return { items, afterComma, ...this.from(items?.[0] ?? { start: 0, end: 0 }) };
  });

  private readonly sequence = this.RULE('sequence', (): readonly Item[] => {
    const items: Item[] = [];
    this.AT_LEAST_ONE({ DEF: () => items.push(this.SUBRULE(this.item)), ERR_MSG: 'pattern' });
    return items;
  });

  private readonly item = this.RULE(
    'item',
    (): Item =>
      this.OR<Item>({
        DEF: [
          {
            ALT: () => {
              const word = this.take(1, AnyWord, 'pattern');
              return { kind: 'word', word, start: word.start, end: word.end };
            },
          },
          {
            ALT: () => {
              const open = this.take(2, LeftParen, 'pattern');
              const options = this.SUBRULE1(this.alternatives);
              this.take(3, RightParen, 'right-paren');
              return { kind: 'group', optional: false, options, ...this.from(open) };
            },
          },
          {
            ALT: () => {
              const open = this.take(4, LeftBracket, 'pattern');
              const options = this.SUBRULE2(this.alternatives);
              this.take(5, RightBracket, 'right-bracket');
              return { kind: 'group', optional: true, options, ...this.from(open) };
            },
          },
        ],
        ERR_MSG: 'pattern',
      }),
  );

  private readonly alternatives = this.RULE('alternatives', (): readonly (readonly Item[])[] => {
    const options: (readonly Item[])[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Pipe, DEF: () => options.push(this.SUBRULE(this.sequence)), ERR_MSG: 'pattern' });
    return options;
  });

  private readonly clause = this.RULE(
    'clause',
    (): ClauseHead =>
      this.OR<ClauseHead>({
        DEF: [
          {
            ALT: () => {
              const keyword = this.take(1, Clause.except, 'clause');
              const list = this.SUBRULE(this.patternList);
              return { kind: 'except', keyword, list, ...this.from(keyword) };
            },
          },
          {
            ALT: () => {
              const keyword = this.take(2, Clause.when, 'clause');
              const condition = this.SUBRULE(this.condition);
              return { kind: 'when', keyword, condition, ...this.from(keyword) };
            },
          },
          { ALT: () => this.wordClause(3, 'because', 'text') },
          { ALT: () => this.wordClause(4, 'instead', 'text') },
          { ALT: () => this.wordClause(5, 'until', 'date') },
          { ALT: () => this.wordClause(6, 'as', 'name') },
          {
            ALT: () => {
              const keyword = this.take(7, Clause.limit, 'clause');
              const words: Word[] = [];
              this.AT_LEAST_ONE({ DEF: () => words.push(this.takeWord(7, 'limit')), ERR_MSG: 'limit' });
              return { kind: 'limit', keyword, words, ...this.from(keyword) };
            },
          },
          { ALT: () => this.flagClause(8, 'locked') },
          { ALT: () => this.flagClause(9, 'firm') },
          { ALT: () => this.flagClause(0, 'unguarded') },
          { ALT: () => this.flagClause(1, 'exactly') },
        ],
        ERR_MSG: 'clause',
      }),
  );

  private wordClause(
    index: number,
    kind: 'because' | 'instead' | 'until' | 'as',
    expected: 'text' | 'date' | 'name',
  ): ClauseHead {
    const keyword = this.take(index, Clause[kind], 'clause');
    const word = this.takeWord(index, expected);
    return { kind, keyword, word, ...this.from(keyword) };
  }

  private flagClause(index: number, kind: 'locked' | 'firm' | 'unguarded' | 'exactly'): ClauseHead {
    const keyword = this.take(index, Clause[kind], 'clause');
    return { kind, keyword, ...this.from(keyword) };
  }
}
