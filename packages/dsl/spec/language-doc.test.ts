import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadDocument, type PolicyDocument } from '@writ/engine';
import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { print } from '../src/print/document.ts';
import { renderDiagnostic } from '../src/render.ts';
import { CONSTRUCTS, type Construct } from './constructs.ts';
import { EVALUATIONS } from './evaluations.ts';

const page = fileURLToPath(new URL('../../../docs/language.md', import.meta.url));
const START = '<!-- constructs: made by packages/dsl/spec/language-doc.test.ts -->';
const END = '<!-- /constructs -->';

function compiled(source: string): PolicyDocument {
  const result = compile(source, { file: 'language.md' });
  if (!result.ok) throw new Error(result.diagnostics.map((one) => renderDiagnostic(source, one)).join('\n'));
  return result.document;
}

/** The document as printed, without the two lines that every one starts with. */
const printed = (document: PolicyDocument): string =>
  print(document)
    .replace(/^writ 1\nlayer user\n\n?/, '')
    .trim();

test.for(CONSTRUCTS.map((one) => [`${one.section}: ${one.construct}`, one] as const))('%s', ([, { source }]) => {
  const document = compiled(source);
  expect(loadDocument(document).ok).toBe(true);
  expect(compile(print(document), { file: 'printed', layer: document.layer })).toMatchObject({
    ok: true,
    document: { revision: document.revision },
  });
});

/** Text as one cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<code>${escaped(line)}</code>`)
    .join('<br>');
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('|', '&#124;')
    .replaceAll('*', '&#42;')
    .replaceAll('_', '&#95;')
    .replaceAll('`', '&#96;')
    .replace(/^ +/, (blanks) => '&nbsp;'.repeat(blanks.length))
    .replaceAll('  ', ' &nbsp;');

function row(one: Construct): string {
  const canonical = printed(compiled(one.source));
  const shown = canonical === one.source ? 'the same' : code(canonical === '' ? 'writ 1' : canonical);
  const outcome = (EVALUATIONS[`${one.section}: ${one.construct}`] ?? []).map(code).join('<br>');
  return `| ${one.construct} | ${code(one.source)} | ${cell(one.note)} | ${shown} | ${outcome} |`;
}

function table(): string {
  const sections = [...new Set(CONSTRUCTS.map((one) => one.section))];
  const parts = sections.map((section) => {
    const rows = CONSTRUCTS.filter((one) => one.section === section).map(row);
    return `### ${section}\n\n| construct | example | meaning | printed | evaluated |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${START}\n\n${parts.join('\n')}\n${END}`;
}

test('the table in docs/language.md is the one made from these examples', () => {
  const text = readFileSync(page, 'utf8');
  const fresh = text.slice(0, text.indexOf(START)) + table() + text.slice(text.indexOf(END) + END.length);
  // `UPDATE_DOCS=1` writes it.
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, fresh);
  expect(process.env.UPDATE_DOCS === '1' ? fresh : text).toBe(fresh);
});

test('every policy in docs/language.md is one', () => {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```writ\n([\s\S]*?)^```/gm)].map((found) => found[1] ?? '');
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  for (const block of blocks) expect(compiled(block).version).toBe(1);
});
