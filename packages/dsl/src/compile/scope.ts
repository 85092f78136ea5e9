import type { Problem } from '../diagnostic.ts';
import type { Pattern } from '../syntax/tree.ts';

/** What compiling a file carries along. */
export interface Scope {
  readonly problems: Problem[];
  /** The `let` lists of the file, by name. */
  readonly lists: ReadonlyMap<string, readonly Pattern[]>;
}

export function report(scope: Pick<Scope, 'problems'>, problem: Problem): undefined {
  scope.problems.push(problem);
  return undefined;
}
