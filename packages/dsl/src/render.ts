import type { Diagnostic } from './diagnostic.ts';
import { createLineMap, type LineMap } from './line-map.ts';
import { visible } from './visible.ts';

/** How much of a long line is shown. */
const WINDOW = 120;

/** A diagnostic for people: what, where, the line with carets under the place, and help; lines end with `\n`. */
export function renderDiagnostic(source: string | LineMap, diagnostic: Diagnostic): string {
  const lines = typeof source === 'string' ? createLineMap(source) : source;
  const { span } = diagnostic;
  const number = String(span.line);
  const gutter = ' '.repeat(number.length);
  const text = lines.line(span.line);
  const end = span.endLine > span.line ? text.length + 1 : span.endColumn;
  const { before, marked, after } = cut(text, span.column - 1, Math.max(end - 1, span.column));
  const place =
    diagnostic.file === undefined
      ? `line ${span.line}, column ${span.column}`
      : `${diagnostic.file}:${span.line}:${span.column}`;
  return [
    `${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`,
    `${gutter}--> ${place}`,
    `${gutter} |`,
    `${number} | ${before}${marked}${after}`.trimEnd(),
    `${gutter} | ${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
    ...(diagnostic.help === undefined ? [] : [`${gutter} = help: ${diagnostic.help}`]),
    '',
  ].join('\n');
}

/** The marked part of a line and what stands around it, as far as there is room. */
function cut(
  text: string,
  start: number,
  end: number,
): { readonly before: string; readonly marked: string; readonly after: string } {
  const marked = text.slice(start, Math.min(end, start + WINDOW));
  const room = Math.max(20, WINDOW - marked.length);
  const left = Math.max(0, start - room);
  const right = Math.min(text.length, start + marked.length + room);
  return {
    before: (left > 0 ? '…' : '') + visible(text.slice(left, start)),
    marked: visible(marked),
    after: visible(text.slice(start + marked.length, right)) + (right < text.length ? '…' : ''),
  };
}
