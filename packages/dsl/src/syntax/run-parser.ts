import type { Span } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import type { Entry, Token } from '../read/tokens.ts';
import { PolicyParser } from './policy-parser.ts';
import { syntaxProblem } from './syntax-error.ts';

let shared: PolicyParser | undefined;

/** The grammar is analysed once, when the first policy is read. */
function parser(): PolicyParser {
  shared ??= new PolicyParser();
  return shared;
}

type Within = Span & Partial<Pick<Entry, 'unclosed'>>;

type Rules = { [K in keyof PolicyParser]: PolicyParser[K] extends () => infer R ? R : never };

/**
 * Applies one grammar rule to the tokens of one entry. Several errors may be found; with any of them the
 * result is `undefined`, so nothing that recovery made up goes further.
 */
export function runParser<K extends keyof Rules>(
  rule: K,
  tokens: readonly Token[],
  within: Within,
  problems: Problem[],
): Rules[K] | undefined {
  if (within.unclosed) return undefined;
  const grammar = parser();
  grammar.input = tokens as Token[];
  const result = (grammar[rule] as () => Rules[K])();
  if (grammar.errors.length === 0) return result;
  const seen = new Set<number>();
  for (const exception of grammar.errors) {
    const problem = syntaxProblem(exception, within, tokens);
    if (!seen.has(problem.span.start)) problems.push(problem);
    seen.add(problem.span.start);
  }
  return undefined;
}
