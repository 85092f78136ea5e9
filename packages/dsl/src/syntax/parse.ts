import { inOrder, type Problem } from '../diagnostic.ts';
import { tooLong } from '../problems/text.ts';
import { exceedsBytes, hiddenCharacters } from '../read/characters.ts';
import { createCursor } from '../read/cursor.ts';
import { readEntries } from '../read/reader.ts';
import { buildStatement } from './statements.ts';
import type { Statement, SyntaxTree } from './tree.ts';

/** What a text says, as far as it could be read, and everything that is wrong with its form. */
export interface ParsedText {
  readonly tree: SyntaxTree;
  readonly problems: readonly Problem[];
}

/** Longer policies are refused unread. */
export const MAX_BYTES = 1024 * 1024;

/** Reads a policy. Total: any string gives a tree, and every mistake a problem. */
export function parseText(source: string): ParsedText {
  if (exceedsBytes(source, MAX_BYTES)) {
    return { tree: { statements: [], comments: [] }, problems: [tooLong({ start: 0, end: 0 })] };
  }
  const cursor = createCursor(source);
  const entries = readEntries(cursor, 'statements', false);
  const problems: Problem[] = [...hiddenCharacters(source), ...cursor.problems];
  const statements = entries
    .map((entry) => buildStatement(entry, problems))
    .filter((one): one is Statement => one !== undefined);
  return { tree: { statements, comments: cursor.comments }, problems: inOrder(problems) };
}
