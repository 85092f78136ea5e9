import { runTests, type TestResult } from '@writ/dsl';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { contextOf } from './eval.ts';

/** `writ test`: the test blocks of the files, against all loaded layers. */
export async function testCommand(options: Options, io: Io): Promise<ExitCode | UsageProblem> {
  if (options.operands.length === 0 && options.policies.length === 0)
    return usage('no file to test', 'writ test FILE…');
  const loaded = loadEngine(options, options.operands);
  if (!loaded.ok) {
    showDiagnostics(loaded.diagnostics, options, io);
    return EXIT.badPolicy;
  }
  // A pack's tests are about the pack alone; under another policy its refusals may well be allowed.
  const own = loaded.documents.filter((document) => !document.source.file.startsWith('std/'));
  const results = own.flatMap((document) => runTests(document, loaded.engine, (own) => contextOf(options, own, io)));
  const failed = results.filter((result) => !result.passed);
  if (options.json)
    await io.out(
      `${JSON.stringify({ version: 1, passed: results.length - failed.length, failed: failed.length, results })}\n`,
    );
  else await io.out(report(results, failed, io));
  return failed.length > 0 ? EXIT.findings : EXIT.fine;
}

function report(results: readonly TestResult[], failed: readonly TestResult[], io: Io): string {
  const paint = painter(io);
  const lines = failed.flatMap((result) => [
    `${result.file}:${result.line}: ${paint('deny', 'failed')} ${result.text}`,
    `  expected ${result.expected}, found ${result.found}`,
    ...result.reasons.map((reason) => `  ${reason}`),
  ]);
  return `${[...lines, `${results.length - failed.length} passed, ${failed.length} failed`].join('\n')}\n`;
}
