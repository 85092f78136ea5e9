import type { NameSubject, TextPattern } from '@writ/engine';
import { badVariable, emptyPattern } from '../problems/patterns.ts';
import type { Word } from '../read/tokens.ts';
import { report, type Scope } from './scope.ts';
import { textPattern } from './text.ts';

/** A word as a pattern over the names of tools, variables, users or kinds of change. */
export function namePattern(
  scope: Pick<Scope, 'problems'>,
  word: Word,
  subjects: readonly NameSubject[],
): TextPattern | undefined {
  const pattern = textPattern(scope, word);
  if (pattern.length === 0) return report(scope, emptyPattern(word));
  if (subjects.includes('env') && hasOther(pattern)) return report(scope, badVariable(word.image, word));
  return pattern;
}

/** Whether some text in it cannot be part of a variable's name. */
function hasOther(pattern: TextPattern): boolean {
  return pattern.some((part) =>
    typeof part === 'string' ? !/^[A-Za-z0-9_]+$/.test(part) : 'oneOf' in part && part.oneOf.some(hasOther),
  );
}
