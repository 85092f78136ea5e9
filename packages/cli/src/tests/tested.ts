import type { TestResult } from '@writ/dsl';
import { type Engine, shorten, underlined } from '@writ/engine';

/** A test line with what is told of it when it fails. */
export interface Tested {
  readonly result: TestResult;
  /** The command with its deciding part underlined, the reasons, the rules with their places; nothing if it passed. */
  readonly why: readonly string[];
}

/** Rules that are quoted; what may be anything may be what many of them are about. */
const MOST = 3;

export function tested(result: TestResult, engine: Engine): Tested {
  if (result.passed) return { result, why: [] };
  const { command, deciding, effect, reasons, causes, nearMisses } = engine.explain(result.request, result.context);
  return {
    result,
    why: [
      ...underlined(command, deciding),
      ...reasons.map((reason) => `${effect}: ${reason}`),
      ...causes
        .slice(0, MOST)
        .map(({ cause, text }) => `${cause.file}:${cause.line}:${cause.column}  ${shorten(text)}`),
      ...nearMisses.map(
        ({ cause, text, why }) => `near: ${cause.file}:${cause.line}:${cause.column}  ${shorten(text)}  (${why})`,
      ),
    ],
  };
}
