import type { Span } from '@writ/engine';
import type { IParserErrorMessageProvider, IRecognitionException } from 'chevrotain';
import type { Problem } from '../diagnostic.ts';
import { type Expectation, expectedButFound } from '../problems/syntax.ts';
import { CLAUSE_WORDS, Clause, type Token } from '../read/tokens.ts';
import { EXPECTED, type Expected } from './expected.ts';

/** What could have followed where a rule of the grammar found its end, and something else stands there. */
const GOES_ON: Readonly<Record<string, Expected>> = {
  rule: 'clause',
  condition: 'comparison',
  conjunction: 'comparison',
  comparison: 'comparison',
  when: 'comparison',
};

/** Messages carry only the key of what was expected; the sentence is made in `problems/syntax.ts`. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ ruleName }) => GOES_ON[ruleName] ?? 'end',
  buildNotAllInputParsedMessage: ({ ruleName }) => GOES_ON[ruleName] ?? 'end',
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'word',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'word',
};

/** A parse error as a problem; `within` is the entry it belongs to, `tokens` what that consists of. */
export function syntaxProblem(exception: IRecognitionException, within: Span, tokens: readonly Token[]): Problem {
  const token = exception.token as Token;
  const key =
    exception.message === 'clause' && isInCondition(token, tokens) ? 'comparison' : (exception.message as Expected);
  const [code, what, help]: Expectation = EXPECTED[key] ?? EXPECTED.word;
  const atEnd = !(token.end > token.start);
  const span = atEnd ? { start: within.end, end: within.end } : token;
  return expectedButFound([code, what, help], atEnd ? undefined : token.image, span);
}

/** Whether the clause in which a token stands is a condition. */
function isInCondition(token: Token, tokens: readonly Token[]): boolean {
  const types = new Set(CLAUSE_WORDS.values());
  return tokens.slice(0, tokens.indexOf(token)).findLast((one) => types.has(one.tokenType))?.tokenType === Clause.when;
}
