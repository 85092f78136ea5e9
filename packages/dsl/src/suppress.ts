import type { Span } from '@writ/engine';
import { type Diagnostic, inOrder, locate, type Problem } from './diagnostic.ts';
import { createLineMap, type LineMap } from './line-map.ts';
import { badSuppression, unusedSuppression } from './problems/suppressions.ts';
import type { Comment } from './read/cursor.ts';
import { parseText } from './syntax/parse.ts';
import type { Statement } from './syntax/tree.ts';

/** `# writ-ignore CODE: why`, and the lines whose warnings of that code it takes away. */
interface Suppression {
  readonly code: string;
  readonly comment: Span;
  readonly from: number;
  readonly to: number;
}

/**
 * What is left of the warnings about one file when its comments have spoken: `# writ-ignore CODE: why` behind something
 * holds for that line, alone on a line for the rule or line below it. Errors stay. A comment of that form without code or
 * reason, and one that took nothing away, is a warning itself; the latter only where `complete`: all checks were made.
 */
export function suppress(
  source: string,
  diagnostics: readonly Diagnostic[],
  { complete, file }: { readonly complete: boolean; readonly file?: string },
): readonly Diagnostic[] {
  const { tree } = parseText(source);
  const lines = createLineMap(source);
  const marks = tree.comments.filter((one) => /^#\s+writ-ignore(?![\w-])/.test(one.text));
  const suppressions = marks.flatMap((comment) => suppressionOf(comment, tree.statements, lines) ?? []);
  const used = new Set<Suppression>();
  const kept = diagnostics.filter((one) => {
    const mark = suppressions.find((other) => takesAway(other, one));
    if (mark !== undefined) used.add(mark);
    return mark === undefined;
  });
  const unused = complete ? suppressions.filter((one) => !used.has(one)) : [];
  const bad = marks.filter((comment) => partsOf(comment) === undefined).map(badSuppression);
  const problems: readonly Problem[] = [...bad, ...unused.map((one) => unusedSuppression(one.code, one.comment))];
  return [...kept, ...inOrder(problems).map((problem) => locate(problem, lines, file))];
}

const partsOf = ({ text }: Comment): string | undefined => /^#\s+writ-ignore\s+([a-z-]+):\s*\S/.exec(text)?.[1];

const takesAway = ({ code, from, to }: Suppression, { severity, code: other, span }: Diagnostic): boolean =>
  severity === 'warning' && other === code && span.line >= from && span.line <= to;

function suppressionOf(comment: Comment, statements: readonly Statement[], lines: LineMap): Suppression | undefined {
  const code = partsOf(comment);
  if (code === undefined) return undefined;
  const { line, column } = lines.position(comment.start);
  const alone =
    lines
      .line(line)
      .slice(0, column - 1)
      .trim() === '';
  const from = alone ? nextLine(line, lines) : line;
  return { code, comment, from, to: alone ? lastLine(from, statements, lines) : line };
}

/** The next line with something on it that is no comment. */
function nextLine(line: number, lines: LineMap): number {
  let next = line + 1;
  while (/^\s*#(?:\s|$)/.test(lines.line(next))) next++;
  return next;
}

/** Where the rule ends that starts on a line; of everything else only the line itself is meant. */
function lastLine(line: number, statements: readonly Statement[], lines: LineMap): number {
  for (const one of statements) {
    if (one.kind === 'when') {
      const inside = lastLine(line, one.statements, lines);
      if (inside !== line) return inside;
    }
    if (one.kind === 'rule' && lines.position(one.start).line === line) return lines.position(one.end).line;
  }
  return line;
}
