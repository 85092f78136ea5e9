import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTests } from '@writ/dsl';
import { githubAnnotation } from '../github.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../io.ts';
import { loadEngine, showDiagnostics } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { coverageOf, decidedRules, percent, type RuleCoverage } from '../tests/coverage.ts';
import { junit } from '../tests/junit.ts';
import { lcov } from '../tests/lcov.ts';
import { type Tested, tested } from '../tests/tested.ts';
import { counts, coverageReport, textReport } from '../tests/text.ts';
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
  const results = own.flatMap((document) => runTests(document, loaded.engine, (one) => contextOf(options, one, io)));
  const all = results.map((result) => tested(result, loaded.engine));
  const { coverage, threshold, lcov: trace } = options.given;
  const wanted = coverage === true || threshold !== undefined || trace !== undefined;
  const covered = wanted ? coverageOf(own, results, loaded.engine) : undefined;
  if (trace !== undefined && covered !== undefined) {
    const problem = write(resolve(options.base, trace), lcov(covered));
    if (problem !== undefined) return usage(`\`${trace}\` cannot be written: ${problem}`, 'name another file');
  }
  await io.out(report(all, covered, options, io));
  const reached = covered === undefined ? 100 : percent(decidedRules(covered), covered.length);
  if (reached < (threshold ?? 0)) io.err(`writ: ${reached} % of the rules decided something, below ${threshold} %\n`);
  return results.some((one) => !one.passed) || reached < (threshold ?? 0) ? EXIT.findings : EXIT.fine;
}

function write(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function report(
  all: readonly Tested[],
  covered: readonly RuleCoverage[] | undefined,
  options: Options,
  io: Io,
): string {
  switch (options.json ? 'json' : options.given.format) {
    case 'json':
      return json(all, covered);
    case 'junit':
      return junit(all);
    case 'github':
      return [...all.filter(({ result }) => !result.passed).map(annotation), counts(all)].join('\n');
    default: {
      const paint = painter(io);
      return textReport(all, paint) + (covered === undefined ? '' : coverageReport(covered, paint));
    }
  }
}

const annotation = ({ result, why }: Tested): string =>
  githubAnnotation(
    'error',
    result,
    `${result.text}: expected ${result.expected}, found ${result.found}`,
    why.join('\n'),
  );

/** Results with why they failed; coverage only where it was asked for. */
function json(all: readonly Tested[], covered: readonly RuleCoverage[] | undefined): string {
  const results = all.map(({ result, why }) => {
    const { request: _request, context: _context, ...told } = result;
    return { ...told, ...(why.length === 0 ? {} : { why }) };
  });
  const passed = results.filter((result) => result.passed).length;
  const body = { version: 1, passed, failed: results.length - passed, results };
  return `${JSON.stringify(covered === undefined ? body : { ...body, coverage: covered })}\n`;
}
