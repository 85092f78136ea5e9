import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { suppress } from './suppress.ts';

/** What is said of a text when its comments have spoken, as `line code`. */
function said(source: string): readonly string[] {
  const result = compile(source, { file: 'a.writ', layer: 'managed' });
  const diagnostics = result.ok ? result.warnings : result.diagnostics;
  return suppress(source, diagnostics, { complete: result.ok }).map((one) => `${one.span.line} ${one.code}`);
}

test.for<[what: string, source: string, said: readonly string[]]>([
  ['without a comment', 'default allow', ['1 default-allow']],
  ['behind the line', 'default allow # writ-ignore default-allow: a sandbox', []],
  ['above the line', '# writ-ignore default-allow: a sandbox\ndefault allow', []],
  ['above other comments', '# writ-ignore default-allow: a sandbox\n# and more\ndefault allow', []],
  ['above a rule of several lines', '# writ-ignore unguarded: trusted\nallow run x\n  because "y"\n  unguarded', []],
  ['above a block of patterns', '# writ-ignore unguarded: trusted\nallow run {\n  x\n} unguarded', []],
  ['inside a condition', 'when mode is plan {\n  # writ-ignore unguarded: x\n  allow run x\n    unguarded\n}', []],
  ['on the line in front of a clause', 'allow run x\n  # writ-ignore unguarded: x\n  unguarded', []],
  [
    'not across a blank line',
    '# writ-ignore default-allow: x\n\ndefault allow',
    ['3 default-allow', '1 unused-suppression'],
  ],
  [
    'not for the rest of the file',
    '# writ-ignore unguarded: x\nallow run a unguarded\nallow run b unguarded',
    ['3 unguarded'],
  ],
  ['another code', 'default allow # writ-ignore unguarded: x', ['1 default-allow', '1 unused-suppression']],
  ['without a reason', 'default allow # writ-ignore default-allow', ['1 default-allow', '1 bad-suppression']],
  ['with an empty reason', 'default allow # writ-ignore default-allow: ', ['1 default-allow', '1 bad-suppression']],
  ['without a code', 'default allow # writ-ignore: why', ['1 default-allow', '1 bad-suppression']],
  ['nothing to suppress', 'default ask # writ-ignore default-allow: x', ['1 unused-suppression']],
  ['an error stays', 'allow rn x # writ-ignore unknown-subject: x', ['1 unknown-subject']],
  ['another word', 'default ask # writ-ignored things: x', []],
  ['in a string', 'deny run x because "# writ-ignore default-allow: x"\ndefault allow', ['2 default-allow']],
  ['in a test line', 'test "x" {\n  ls # writ-ignore default-allow: x => ask\n}\ndefault allow', ['4 default-allow']],
  ['a comment in a test', 'test "x" {\n  # writ-ignore default-allow: x\n  ls => ask\n}', ['2 unused-suppression']],
])('%s', ([, source, expected]) => expect(said(source)).toEqual(expected));
