/**
 * What a test run comes to in one line: `12 passed, 0 failed`, and what was left out if anything was.
 * A test file that could not be loaded counts as one failure.
 * @param {{
 *   readonly numPassedTests: number,
 *   readonly numFailedTests: number,
 *   readonly numPendingTests: number,
 *   readonly numTodoTests: number,
 *   readonly testResults: readonly { readonly status: string, readonly assertionResults: readonly unknown[] }[],
 * } | undefined} report as vitest's JSON reporter writes it
 */
export function closingLine(report) {
  if (report === undefined) return '0 passed, 1 failed';
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const left = report.numPendingTests + report.numTodoTests;
  const counts = [`${report.numPassedTests} passed`, `${report.numFailedTests + unloaded.length} failed`];
  return [...counts, ...(left > 0 ? [`${left} skipped`] : [])].join(', ');
}
