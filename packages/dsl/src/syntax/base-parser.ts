import type { Span } from '@writ/engine';
import { EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain';
import { ALL_TOKENS, AnyWord, type Token, type Word } from '../read/tokens.ts';
import type { Expected } from './expected.ts';
import { errorMessages } from './syntax-error.ts';

/**
 * What every part of the grammar shares. Recovery is on, so that one statement can have several errors,
 * but it never invents a token: what was not written is not there.
 */
export class BaseParser extends EmbeddedActionsParser {
  constructor(check: boolean) {
    super(ALL_TOKENS, {
      recoveryEnabled: true,
      maxLookahead: 2,
      nodeLocationTracking: 'none',
      skipValidations: !check,
      errorMessageProvider: errorMessages,
    });
  }

  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }

  /** The next token, which must be of this type; the error says what was expected instead. */
  protected take(index: number, type: TokenType, expected: Expected): Token {
    return this.consume(index, type, { ERR_MSG: expected }) as IToken as Token;
  }

  protected takeWord(index: number, expected: Expected): Word {
    return this.take(index, AnyWord, expected);
  }

  /** Everything from the first of two places to the end of the last token taken. */
  protected from(first: Span): Span {
    const last = this.LA(0) as Token;
    return { start: first.start, end: last.end ?? first.end };
  }
}
