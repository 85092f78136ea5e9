import type { Diagnostic, TestResult } from '@writ/dsl';
import { h } from '../dom.ts';

const MOST = 50;

/** What is wrong with the policy, as a list that needs no editor; then what became of its tests. */
export function problemsView(
  diagnostics: readonly Diagnostic[],
  tests: readonly TestResult[],
  goTo: (line: number, column: number) => void,
): readonly HTMLElement[] {
  const rows = diagnostics
    .slice(0, MOST)
    .map(({ severity, code, message, help, span }) =>
      h(
        'li',
        { class: `problem is-${severity}` },
        h(
          'button',
          { type: 'button', class: 'link', onclick: () => goTo(span.line, span.column) },
          `${severity} in line ${span.line}`,
        ),
        h('span', {}, message),
        h('span', { class: 'because' }, help ?? '', ' ', h('code', {}, code)),
      ),
    );
  const failed = tests.filter(({ passed }) => !passed);
  const misses = failed
    .slice(0, MOST)
    .map(({ line, text, expected, found }) =>
      h(
        'li',
        { class: 'problem is-error' },
        h('button', { type: 'button', class: 'link', onclick: () => goTo(line, 1) }, `test in line ${line}`),
        h('code', {}, text),
        h('span', { class: 'because' }, `expected ${expected}, found ${found}`),
      ),
    );
  const unlisted = diagnostics.length + failed.length - rows.length - misses.length;
  return [
    h('p', { class: 'summary' }, summary(diagnostics, tests.length, failed.length)),
    ...(rows.length + misses.length === 0 ? [] : [h('ul', { class: 'problems' }, ...rows, ...misses)]),
    ...(unlisted > 0 ? [h('p', { class: 'because' }, `${unlisted} more are not listed.`)] : []),
  ];
}

/** What to say while a policy that takes long to check is being typed. */
export function waitingView(tookMs: number): HTMLElement {
  const seconds = (tookMs / 1000).toFixed(1);
  return h(
    'p',
    { class: 'summary' },
    `Checking a policy this long takes ${seconds} s, so it waits until you pause. The answer is that of the text before.`,
  );
}

function summary(diagnostics: readonly Diagnostic[], tests: number, failed: number): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const parts = [
    errors > 0 ? count(errors, 'error') : 'sound',
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(tests > 0 && errors === 0
      ? [failed === 0 ? `${count(tests, 'test')} hold` : `${failed} of ${count(tests, 'test')} fail`]
      : []),
  ];
  return parts.join(', ');
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
