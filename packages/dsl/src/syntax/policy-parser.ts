import { AnyWord, BlockToken, LeftParen, RightParen, type Token, type Word } from '../read/tokens.ts';
import { DescriptionParser } from './description-parser.ts';
import type { ConditionNode, ContextNode, Pattern } from './tree.ts';

/** The statements that are not rules, and the grammar as a whole. Each entry is parsed alone. */
export class PolicyParser extends DescriptionParser {
  constructor(check = false) {
    super(check);
    this.performSelfAnalysis();
  }

  /** `layer user`, `use std` … */
  readonly oneWord = this.RULE('oneWord', (): Word => {
    this.takeWord(1, 'word');
    return this.takeWord(2, 'name');
  });

  readonly let = this.RULE('let', (): { name: Word; patterns: readonly Pattern[] } => {
    this.takeWord(1, 'word');
    const name = this.takeWord(2, 'name');
    this.takeWord(3, 'equals');
    const { patterns } = this.SUBRULE(this.patternList) ?? { patterns: [] };
    return { name, patterns };
  });

  readonly when = this.RULE('when', (): { condition: ConditionNode; block: Token } => {
    this.takeWord(1, 'word');
    const condition = this.SUBRULE(this.condition);
    return { condition, block: this.take(2, BlockToken, 'block') };
  });

  /** `bind tool NAME(argument) as ROLE`; the words are checked by who builds the statement. */
  readonly bind = this.RULE('bind', (): { words: readonly Word[] } => {
    const words: Word[] = [];
    this.takeWord(1, 'bind-form');
    words.push(this.takeWord(2, 'bind-form'), this.takeWord(3, 'bind-form'));
    this.take(4, LeftParen, 'bind-form');
    words.push(this.takeWord(5, 'bind-form'));
    this.take(6, RightParen, 'bind-form');
    words.push(this.takeWord(7, 'bind-form'), this.takeWord(8, 'bind-form'));
    return { words };
  });

  readonly tool = this.RULE('tool', (): { tool: Word; flags: readonly Word[] } => {
    const flags: Word[] = [];
    this.takeWord(1, 'word');
    const tool = this.takeWord(2, 'name');
    this.MANY(() => flags.push(this.takeWord(3, 'word')));
    return { tool, flags };
  });

  readonly test = this.RULE('test', (): { name: Word; context: readonly ContextNode[]; block: Token } => {
    this.takeWord(1, 'word');
    const name = this.takeWord(2, 'text');
    const context = this.OPTION(() => {
      this.take(3, AnyWord, 'block');
      return this.SUBRULE(this.context);
    });
    return { name, context: context ?? [], block: this.take(4, BlockToken, 'block') };
  });

  /** `with mode is plan` inside a test block. */
  readonly with = this.RULE('with', (): readonly ContextNode[] => {
    this.takeWord(1, 'word');
    return this.SUBRULE(this.context);
  });
}
