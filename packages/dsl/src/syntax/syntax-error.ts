import type { Span } from '@writ/engine';
import type { IParserErrorMessageProvider, IRecognitionException } from 'chevrotain';
import type { Problem } from '../diagnostic.ts';
import { type Expectation, expectedButFound } from '../problems/syntax.ts';
import type { Token } from '../read/tokens.ts';
import { EXPECTED, type Expected } from './expected.ts';

/** Messages carry only the key of what was expected; the sentence is made in `problems/syntax.ts`. */
export const errorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: () => 'word',
  buildNotAllInputParsedMessage: () => 'end',
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'word',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'word',
};

/** A parse error as a problem; `within` is the entry it belongs to. */
export function syntaxProblem(exception: IRecognitionException, within: Span): Problem {
  const [code, what, help]: Expectation = EXPECTED[exception.message as Expected] ?? EXPECTED.word;
  const token = exception.token as Token;
  const atEnd = !(token.end > token.start);
  const span = atEnd ? { start: within.end, end: within.end } : token;
  return expectedButFound([code, what, help], atEnd ? undefined : token.image, span);
}
