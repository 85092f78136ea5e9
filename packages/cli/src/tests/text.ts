import { shorten } from '@writ/engine';
import type { Paint } from '../paint.ts';
import { decidedRules, percent, type RuleCoverage } from './coverage.ts';
import type { Tested } from './tested.ts';

/** What failed, with its explanation, and the counts. */
export function textReport(all: readonly Tested[], paint: Paint): string {
  const failed = all.filter(({ result }) => !result.passed);
  const lines = failed.flatMap(({ result, why }) => [
    `${result.file}:${result.line}: ${paint('deny', 'failed')} ${shorten(result.text)}`,
    `  expected ${result.expected}, found ${result.found}`,
    ...why.map((line) => `  ${line}`),
  ]);
  return [...lines, counts(all)].join('\n');
}

/** The last line of a report, with its line break. */
export function counts(all: readonly Tested[]): string {
  const passed = all.filter(({ result }) => result.passed).length;
  const none = all.length === 0 ? ': there is no `test` block, and `writ help test` shows one' : '';
  return `${passed} passed, ${all.length - passed} failed${none}\n`;
}

/** Which rules decided nothing, and which parts of the others were never tried. */
export function coverageReport(coverage: readonly RuleCoverage[], paint: Paint): string {
  const parts = coverage.flatMap((rule) => rule.parts);
  const tried = parts.filter(({ hits }) => hits > 0).length;
  const rules = decidedRules(coverage);
  const lines = coverage.flatMap((rule) => uncovered(rule, paint));
  const summary =
    `${rules} of ${coverage.length} rules decided something (${percent(rules, coverage.length)} %), ` +
    `${tried} of ${parts.length} of their parts were tried (${percent(tried, parts.length)} %)`;
  return `${[...lines, summary].join('\n')}\n`;
}

function uncovered({ file, line, text, decided, parts }: RuleCoverage, paint: Paint): readonly string[] {
  const place = `${file}:${line}:`;
  if (decided === 0) return [`${place} ${paint('ask', 'never decided')} ${shorten(text, 90)}`];
  const missing = parts.filter(({ hits }) => hits === 0).map(({ name }) => name);
  return missing.length === 0 ? [] : [`${place} ${paint('dim', 'never tried')} ${shorten(missing.join(', '), 110)}`];
}
