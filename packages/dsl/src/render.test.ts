import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { renderDiagnostic } from './render.ts';

const rendered = (source: string, file = 'a.writ'): string => {
  const result = compile(source, { file });
  return (result.ok ? result.warnings : result.diagnostics).map((one) => renderDiagnostic(source, one)).join('\n');
};

test('the line, carets and help', () => {
  expect(rendered('writ 1\ndeny rn rm')).toBe(
    [
      'error[unknown-subject]: unknown subject `rn`',
      ' --> a.writ:2:6',
      '  |',
      '2 | deny rn rm',
      '  |      ^^',
      '  = help: did you mean `run`?',
      '',
    ].join('\n'),
  );
});

test('what cannot be seen is shown, and carets stay under their place', () => {
  expect(rendered('\tdeny run "a\u202eb" x;').split('\n').slice(3, 5)).toEqual([
    '1 |  deny run "a\\u{202e}b" x;',
    '  |             ^^^^^^^^',
  ]);
});

test('the end of a statement has a caret too', () => {
  expect(rendered('deny run').split('\n').slice(3, 5)).toEqual(['1 | deny run', '  |      ^^^']);
  expect(rendered('allow read ./a,').split('\n').slice(3, 5)).toEqual(['1 | allow read ./a,', '  |                ^']);
});

test('of a long line, only what stands around the place', () => {
  const lines = rendered(`deny run ${'x '.repeat(5000)} | ${'y '.repeat(5000)}`).split('\n');
  expect(lines[3]?.length).toBeLessThan(300);
  expect(lines[3]?.[lines[4]?.indexOf('^') ?? 0]).toBe('|');
});
