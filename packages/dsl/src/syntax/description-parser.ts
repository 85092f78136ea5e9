import {
  AnyWord,
  Bang,
  BlockToken,
  Comma,
  Does,
  Ellipsis,
  LeftBracket,
  LeftOptional,
  LeftParen,
  Pipe,
  Placeholder,
  RightBracket,
  RightParen,
  type Token,
  Without,
  type Word,
} from '../read/tokens.ts';
import { RuleParser } from './rule-parser.ts';
import type { DoesNode, FormTest, OperandNode, OptionNode } from './tree.ts';

/** `describe (a|b) complete {`: names, flags, and the block if there is one. */
export interface DescriptionHead {
  readonly names: readonly Word[];
  readonly flags: readonly Word[];
  readonly block?: Token;
}

/** Entries of descriptions. */
export class DescriptionParser extends RuleParser {
  /** Behind `describe` or `command`. */
  readonly descriptionHead = this.RULE('descriptionHead', (): DescriptionHead => {
    this.takeWord(1, 'word');
    const names = this.SUBRULE(this.nameChoice);
    const { flags, block } = this.SUBRULE(this.flagsAndBlock) ?? { flags: [] };
    return { names, flags, ...(block === undefined ? {} : { block }) };
  });

  private readonly nameChoice = this.RULE('nameChoice', (): readonly Word[] =>
    this.OR<readonly Word[]>({
      DEF: [{ ALT: () => [this.takeWord(1, 'name')] }, { ALT: () => this.SUBRULE(this.choice) }],
      ERR_MSG: 'name',
    }),
  );

  /** `(a|b)`. */
  private readonly choice = this.RULE('choice', (): readonly Word[] => {
    const words: Word[] = [];
    this.take(1, LeftParen, 'left-paren');
    this.AT_LEAST_ONE_SEP({ SEP: Pipe, DEF: () => words.push(this.takeWord(2, 'word')), ERR_MSG: 'word' });
    this.take(3, RightParen, 'right-paren');
    return words;
  });

  private readonly flagsAndBlock = this.RULE('flagsAndBlock', (): { flags: readonly Word[]; block?: Token } => {
    const flags: Word[] = [];
    this.MANY(() => {
      flags.push(this.takeWord(1, 'word'));
      this.OPTION(() => this.take(2, Comma, 'word'));
    });
    const block = this.OPTION1(() => this.take(3, BlockToken, 'block'));
    return block === undefined ? { flags } : { flags, block };
  });

  /** `complete`, `style gnu` … as an entry. */
  readonly flagEntry = this.RULE('flagEntry', (): readonly Word[] => {
    const flags: Word[] = [];
    this.AT_LEAST_ONE({ DEF: () => flags.push(this.takeWord(1, 'word')), ERR_MSG: 'word' });
    return flags;
  });

  /** `form with -e, --expression { … }`. */
  readonly form = this.RULE('form', (): { tests: readonly FormTest[]; block?: Token } => {
    const tests: FormTest[] = [];
    this.takeWord(1, 'word');
    this.MANY(() => tests.push(this.SUBRULE(this.formTest)));
    return { tests, block: this.take(2, BlockToken, 'block') };
  });

  private readonly formTest = this.RULE('formTest', (): FormTest => {
    const keyword = this.OR<Token>({
      DEF: [{ ALT: () => this.take(1, Without, 'block') }, { ALT: () => this.take(2, AnyWord, 'block') }],
      ERR_MSG: 'block',
    });
    const names: Word[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => names.push(this.takeWord(3, 'option')), ERR_MSG: 'option' });
    return { kind: keyword.image === 'without' ? 'without' : 'with', names, ...this.from(keyword) };
  });

  /** Behind `option`, `options`, `inherit option`. */
  readonly options = this.RULE('options', (): readonly OptionNode[] => {
    const options: OptionNode[] = [];
    this.takeWord(1, 'word');
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => options.push(this.SUBRULE(this.optionItem)), ERR_MSG: 'option' });
    return options;
  });

  private readonly optionItem = this.RULE('optionItem', (): OptionNode => {
    const names: Word[] = [];
    this.AT_LEAST_ONE({ DEF: () => names.push(this.takeWord(1, 'option')), ERR_MSG: 'option' });
    const bang = this.OPTION(() => this.take(2, Bang, 'option'));
    const values: OperandNode[] = [];
    const optional = this.OPTION1(() => this.SUBRULE(this.optionalValue));
    this.MANY(() => values.push(this.SUBRULE(this.operand)));
    const does: DoesNode[] = [];
    this.MANY1(() => does.push(this.SUBRULE(this.effect)));
    const span = this.from(names[0] ?? { start: 0, end: 0 });
    return {
      names,
      hazard: bang !== undefined,
      values,
      does,
      ...span,
      ...(optional === undefined ? {} : { optional }),
    };
  });

  /** `[=<v>]`, `[=(a|b)]`. */
  private readonly optionalValue = this.RULE('optionalValue', (): OperandNode => {
    this.take(1, LeftOptional, 'operand');
    const value = this.SUBRULE(this.operand);
    this.take(2, RightBracket, 'right-bracket');
    const bang = this.OPTION(() => this.take(3, Bang, 'operand'));
    return bang !== undefined && value?.kind === 'value' ? { ...value, hazard: true } : value;
  });

  /** Behind `operands`. */
  readonly operands = this.RULE('operands', (): readonly OperandNode[] => {
    const items: OperandNode[] = [];
    this.takeWord(1, 'word');
    this.MANY(() => items.push(this.SUBRULE(this.operand)));
    return items;
  });

  private readonly operand = this.RULE(
    'operand',
    (): OperandNode =>
      this.OR<OperandNode>({
        DEF: [
          { ALT: () => this.SUBRULE(this.value) },
          { ALT: () => this.SUBRULE(this.optionalOperands) },
          {
            ALT: () => {
              const words = this.SUBRULE(this.choice);
              return { kind: 'choice', words, ...this.from(words?.[0] ?? { start: 0, end: 0 }) };
            },
          },
          {
            ALT: () => {
              const word = this.takeWord(1, 'operand');
              return { kind: 'literal', word, start: word.start, end: word.end };
            },
          },
        ],
        ERR_MSG: 'operand',
      }),
  );

  /** `<name:role>!...(;|+)`; the signs may stand in either order. */
  private readonly value = this.RULE('value', (): OperandNode => {
    const placeholder = this.take(1, Placeholder, 'operand');
    let hazard = this.OPTION(() => this.take(2, Bang, 'operand')) !== undefined;
    let repeat = false;
    let until: readonly Word[] | undefined;
    this.OPTION1(() => {
      this.take(3, Ellipsis, 'operand');
      repeat = true;
      until = this.OPTION2({
        GATE: () => (this.LA(1) as Token).glued,
        DEF: () => this.SUBRULE(this.choice),
      });
      this.OPTION3(() => {
        this.take(4, Bang, 'operand');
        hazard = true;
      });
    });
    const span = this.from(placeholder);
    return {
      kind: 'value',
      placeholder: placeholder.image,
      hazard,
      repeat,
      ...span,
      ...(until === undefined ? {} : { until }),
    };
  });

  private readonly optionalOperands = this.RULE('optionalOperands', (): OperandNode => {
    const open = this.take(1, LeftBracket, 'operand');
    const items: OperandNode[] = [];
    this.AT_LEAST_ONE({ DEF: () => items.push(this.SUBRULE(this.operand)), ERR_MSG: 'operand' });
    this.take(2, RightBracket, 'right-bracket');
    const dots = this.OPTION(() => this.take(3, Ellipsis, 'operand'));
    return { kind: 'optional', items, repeat: dots !== undefined, ...this.from(open) };
  });

  /** `does change remote! without operands`. */
  readonly effect = this.RULE('effect', (): DoesNode => {
    const keyword = this.take(1, Does, 'act');
    const act = this.takeWord(2, 'act');
    const target: Word[] = [];
    this.MANY(() => target.push(this.takeWord(3, 'word')));
    const bang = this.OPTION(() => this.take(4, Bang, 'word'));
    const without: Word[] = [];
    this.OPTION1(() => {
      this.take(5, Without, 'word');
      this.MANY1(() => without.push(this.takeWord(6, 'word')));
    });
    return { act, target, hazard: bang !== undefined, without, ...this.from(keyword) };
  });

  /** Words with commas between them, behind `env`. */
  readonly nameList = this.RULE('nameList', (): readonly Word[] => {
    const names: Word[] = [];
    this.takeWord(1, 'word');
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => names.push(this.takeWord(2, 'name')), ERR_MSG: 'name' });
    return names;
  });
}
