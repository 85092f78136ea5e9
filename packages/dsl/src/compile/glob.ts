import type { Span, TextPattern } from '@writ/engine';
import type { Problem } from '../diagnostic.ts';
import { badGlob } from '../problems/conditions.ts';
import type { WordPart } from '../read/tokens.ts';
import { report } from './scope.ts';
import { textPattern } from './text.ts';

/** The pattern in the quotes of `matches "…"`: wildcards and braces mean something there, and a backslash takes their meaning away. */
export function globPattern(
  scope: { readonly problems: Problem[] },
  text: string,
  span: Span,
): TextPattern | undefined {
  const parts: WordPart[] = [];
  let braces = 0;
  for (const piece of text.match(/\\[\s\S]?|[^\\]+/g) ?? []) {
    const escaped = piece.startsWith('\\');
    if (escaped && !/^\\[*?{},\\]$/.test(piece)) return report(scope, badGlob(`\`${piece}\` is no escape`, span));
    parts.push({ text: escaped ? piece.slice(1) : piece, quoted: escaped, start: span.start });
    if (!escaped)
      for (const character of piece) braces = character === '{' ? braces + 1 : character === '}' ? braces - 1 : braces;
    if (braces < 0) return report(scope, badGlob('a `}` closes nothing', span));
  }
  if (braces > 0) return report(scope, badGlob('a `{` is never closed', span));
  return textPattern(scope, { parts, image: text, start: span.start, end: span.end });
}
