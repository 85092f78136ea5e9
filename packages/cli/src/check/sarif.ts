import type { Diagnostic } from '@writ/dsl';
import { VERSION } from '../version.ts';

/** Diagnostics as a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS), for code scanning services. */
export function sarifLog(diagnostics: readonly Diagnostic[]): string {
  const codes = [...new Set(diagnostics.map((one) => one.code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'writ', version: VERSION, rules: codes.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((one) => resultOf(one, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf({ code, severity, message, help, span, file }: Diagnostic, codes: readonly string[]): object {
  const region = {
    startLine: span.line,
    startColumn: span.column,
    endLine: span.endLine,
    endColumn: span.endColumn,
  };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: help === undefined ? message : `${message} (${help})` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file ?? '') }, region } }],
  };
}

/** A relative reference, or a `file:` URI of an absolute path. */
const uriOf = (file: string): string =>
  (file.startsWith('/') ? 'file://' : '') + file.split(/[\\/]/).map(encodeURIComponent).join('/');
