import type { Diagnostic } from '@writ/dsl';
import type { DiagnosticExample } from './diagnostic-examples.ts';

/** One code as the page tells of it: what was really said about the bad example. */
export interface ToldCode extends DiagnosticExample {
  readonly code: string;
  readonly said: Diagnostic;
}

/** docs/diagnostics.md, made from the examples and what is said about them. */
export const diagnosticsPage = (codes: readonly ToldCode[]): string =>
  [
    '# Diagnostics',
    '',
    '<!-- Made from packages/cli/src/testing/diagnostic-examples.ts by diagnostics-page.test.ts: UPDATE_DOCS=1 writes it anew. -->',
    '',
    'Everything `writ check` can say, by its code. A policy with an error yields no rules at all; a warning is about what is',
    'legal and doubtful, and `# writ-ignore CODE: why` behind the line or above the rule takes it away. Every example is',
    'checked by a test: the first of each pair gets this diagnostic, the second none.',
    '',
    'Version 1 of the language has no deprecated forms yet, and so no warning about them.',
    ...codes.flatMap(section),
    '',
  ].join('\n');

function section({ code, said, bad, good, files }: ToldCode): readonly string[] {
  const others = Object.keys(files ?? {});
  return [
    '',
    `## ${code}`,
    '',
    `${said.severity === 'error' ? 'Error' : 'Warning'}: ${said.message}.`,
    ...(said.help === undefined ? [] : ['', `Help: ${said.help}`]),
    '',
    ...fenced(bad),
    '',
    ...(bad === good
      ? [`Right where ${others.map((name) => `\`${name}\``).join(', ')} is as it should be.`]
      : fenced(good)),
  ];
}

/** Long examples are cut; what nobody could see is shown as its number. */
const fenced = (text: string): readonly string[] => {
  const shown = text.replaceAll('\u200b', '\u2039200b\u203a');
  return ['```text', shown.length > 200 ? `${shown.slice(0, 80)}\u2026` : shown, '```'];
};
