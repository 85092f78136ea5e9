import { compile } from '../src/compile.ts';
import type { Diagnostic } from '../src/diagnostic.ts';

/**
 * One case of a spec file:
 *
 *     === a misspelt subject [layer=project]
 *       deny rn rm
 *     >      ^^
 *     > error[unknown-subject]: unknown subject `rn`
 *     > help: did you mean `run`?
 *
 * Lines that start with two blanks are the source, lines that start with `> ` what is said about the line above.
 * `‹200b›` in the source is that character.
 */
export interface SpecCase {
  readonly title: string;
  readonly layer: string | undefined;
  readonly lines: readonly string[];
}

export function readSpec(text: string): readonly SpecCase[] {
  const blocks = text.split(/^=== /m).slice(1);
  return blocks.map((block) => {
    const [title = '', ...rest] = block.trimEnd().split('\n');
    const lines = rest.filter((line) => line === '' || line.startsWith('  ')).map((line) => line.slice(2));
    return { title: title.trim(), layer: /\[layer=([a-z]+)\]/.exec(title)?.[1], lines };
  });
}

/** A case with what the compiler says to it now, written as in the file. */
export function annotated({ title, layer, lines }: SpecCase): string {
  const source = lines.map(withHidden).join('\n');
  const result = compile(source, { file: 'spec.writ', ...(layer === undefined ? {} : { layer }) });
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  const out = lines.flatMap((line, index) => [
    line === '' ? '' : `  ${line}`,
    ...diagnostics.filter((one) => one.span.line === index + 1).flatMap((one) => note(one, line)),
  ]);
  return `=== ${title}\n${out.join('\n')}\n`;
}

function note({ severity, code, message, help, span }: Diagnostic, line: string): readonly string[] {
  const end = span.endLine > span.line ? line.length + 1 : span.endColumn;
  const carets = ' '.repeat(span.column - 1) + '^'.repeat(Math.max(1, end - span.column));
  return [`> ${carets}`, `> ${severity}[${code}]: ${message}`, ...(help === undefined ? [] : [`> help: ${help}`])];
}

const withHidden = (line: string): string =>
  line.replace(/‹([0-9a-f]+)›/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
