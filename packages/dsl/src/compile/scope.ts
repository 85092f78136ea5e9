import type { Problem } from '../diagnostic.ts';
import type { Word } from '../read/tokens.ts';
import type { Pattern } from '../syntax/tree.ts';

/** What compiling a file carries along. */
export interface Scope {
  readonly problems: Problem[];
  /** The `let` lists of the file, by name. */
  readonly lists: ReadonlyMap<string, readonly Pattern[]>;
  /** The words of lists that were used, those of the lists in them included. */
  readonly opened: Map<string, readonly Word[]>;
}

export function report(scope: Pick<Scope, 'problems'>, problem: Problem): undefined {
  scope.problems.push(problem);
  return undefined;
}
