import type { TokenType } from 'chevrotain';
import {
  And,
  AnyOf,
  Comma,
  Contains,
  EveryOf,
  Exists,
  In,
  Is,
  LeftParen,
  Matches,
  Not,
  Or,
  Order,
  RightParen,
  type Token,
  Under,
  type Word,
} from '../read/tokens.ts';
import { BaseParser } from './base-parser.ts';
import type { Expected } from './expected.ts';
import type { ComparisonNode, ConditionNode, ContextNode } from './tree.ts';

type Right = Pick<ComparisonNode, 'operator' | 'right'>;

/** Conditions: `not` binds tighter than `and`, and `and` tighter than `or`. */
export class ConditionParser extends BaseParser {
  readonly condition = this.RULE('condition', (): ConditionNode => {
    const of: ConditionNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Or, DEF: () => of.push(this.SUBRULE(this.conjunction)), ERR_MSG: 'condition' });
    return this.joined('or', of);
  });

  private readonly conjunction = this.RULE('conjunction', (): ConditionNode => {
    const of: ConditionNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: And, DEF: () => of.push(this.SUBRULE(this.negation)), ERR_MSG: 'condition' });
    return this.joined('and', of);
  });

  private readonly negation = this.RULE('negation', (): ConditionNode => {
    const nots: Word[] = [];
    this.MANY(() => nots.push(this.take(1, Not, 'condition')));
    const inner = this.OR<ConditionNode>({
      DEF: [{ ALT: () => this.SUBRULE(this.parenthesized) }, { ALT: () => this.SUBRULE(this.comparison) }],
      ERR_MSG: 'condition',
    });
    return nots.reduceRight<ConditionNode>((of, not) => ({ kind: 'not', of, start: not.start, end: of?.end }), inner);
  });

  private readonly parenthesized = this.RULE('parenthesized', (): ConditionNode => {
    this.take(1, LeftParen, 'condition');
    const inner = this.SUBRULE(this.condition);
    this.take(2, RightParen, 'right-paren');
    return inner;
  });

  private readonly comparison = this.RULE('comparison', (): ConditionNode => {
    const each = this.OPTION(() =>
      this.OR<Token>([
        { ALT: () => this.take(1, AnyOf, 'condition') },
        { ALT: () => this.take(2, EveryOf, 'condition') },
      ]),
    );
    const left = this.takeWord(3, 'condition');
    const rest = this.OPTION1(() => this.SUBRULE(this.right)) ?? { operator: 'is-true' as const, right: [] };
    return {
      kind: 'comparison',
      left,
      ...rest,
      ...(each === undefined ? {} : { each: each.image as 'any' | 'every' }),
      ...this.from(each ?? left),
    };
  });

  private readonly right = this.RULE('right', (): Right => {
    let result: Right = { operator: 'exists', right: [] };
    const set = (operator: Right['operator'], right: readonly Word[]): void => {
      result = { operator, right };
    };
    const word = (type: TokenType, operator: Right['operator'], expected: Expected, index: number): void => {
      this.take(index, type, 'comparison');
      set(operator, [this.takeWord(index, expected)]);
    };
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.take(1, Is, 'comparison');
            const not = this.OPTION(() => this.take(2, Not, 'value'));
            set(not === undefined ? 'is' : 'is-not', [this.takeWord(3, 'value')]);
          },
        },
        {
          ALT: () => {
            const not = this.OPTION1(() => this.take(4, Not, 'comparison'));
            this.take(5, In, 'comparison');
            set(not === undefined ? 'in' : 'not-in', this.SUBRULE(this.values));
          },
        },
        { ALT: () => word(Matches, 'matches', 'text', 6) },
        { ALT: () => word(Under, 'under', 'pattern', 7) },
        { ALT: () => word(Contains, 'contains', 'value', 8) },
        { ALT: () => void this.take(9, Exists, 'comparison') },
        {
          ALT: () => {
            const sign = this.take(10, Order, 'comparison').image;
            set(sign as '<' | '<=' | '>' | '>=', [this.takeWord(10, 'value')]);
          },
        },
      ],
      ERR_MSG: 'comparison',
    });
    return result;
  });

  private readonly values = this.RULE('values', (): readonly Word[] => {
    const words: Word[] = [];
    this.take(1, LeftParen, 'left-paren');
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => words.push(this.takeWord(2, 'value')), ERR_MSG: 'value' });
    this.take(3, RightParen, 'right-paren');
    return words;
  });

  /** `mode is plan, agent is "reviewer"`, for tests. */
  readonly context = this.RULE('context', (): readonly ContextNode[] => {
    const nodes: ContextNode[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => {
        const key = this.takeWord(1, 'context');
        this.take(2, Is, 'context');
        const value = this.takeWord(3, 'value');
        nodes.push({ key, value, ...this.from(key) });
      },
      ERR_MSG: 'context',
    });
    return nodes;
  });

  private joined(kind: 'and' | 'or', of: readonly ConditionNode[]): ConditionNode {
    const [first] = of;
    return of.length === 1 && first !== undefined
      ? first
      : { kind, of, start: first?.start ?? 0, end: of.at(-1)?.end ?? 0 };
  }
}
