import { expect, test } from 'vitest';
import { closingLine } from './closing-line.js';
import { firstDifference } from './installed.js';
import { nodeTooOld } from './node-version.js';

test.for<[version: string, old: boolean]>([
  ['18.20.4', true],
  ['20.18.3', true],
  ['20.19.0', false],
  ['22.0.0', false],
  ['9.19.0', true],
])('Node.js %s is too old → %s', ([version, old]) => {
  const sentence = nodeTooOld(version);
  expect(sentence !== undefined).toBe(old);
  if (old) expect(sentence).toContain(version);
});

const lock = (packages: Readonly<Record<string, { version?: string; optional?: boolean }>>) => ({ packages });

test.for<[what: string, installed: ReturnType<typeof lock> | undefined, wish: string | undefined]>([
  ['nothing at all', undefined, 'nothing is installed yet'],
  ['what is wanted', lock({ 'node_modules/a': { version: '1.0.0' } }), undefined],
  ['more than is wanted', lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': {} }), undefined],
  ['another version', lock({ 'node_modules/a': { version: '1.0.1' } }), 'node_modules/a has another version'],
  ['too little', lock({}), 'node_modules/a is missing'],
])('with %s installed, setup finds: %s', ([, installed, wish]) => {
  const wanted = lock({
    '': {},
    'packages/engine': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-another-system': { version: '1.0.0', optional: true },
  });
  expect(firstDifference(wanted, installed)).toBe(wish);
});

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

test('the closing line counts tests, files that did not load, and what was left out', () => {
  expect(closingLine(report)).toBe('3 passed, 0 failed');
  expect(closingLine({ ...report, numFailedTests: 1, numPendingTests: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  expect(closingLine({ ...report, testResults: [{ status: 'failed', assertionResults: [] }] })).toBe(
    '3 passed, 1 failed',
  );
  expect(closingLine(undefined)).toBe('0 passed, 1 failed');
});
