import { expect, test } from 'vitest';
import { format } from './format.ts';

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

function formatted(source: string): string {
  const result = format(source, { file: 'a.writ', layer: 'managed' });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.text;
}

test.for<[what: string, before: string, after: string]>([
  ['nothing', '', ''],
  ['only a comment', '  # why', text('# why')],
  ['a file without its last newline', 'default ask', text('default ask')],
  ['blanks', '  allow   run\tgit   status  ', text('allow run git status')],
  ['commas', 'allow read ./a ,  ./b', text('allow read ./a, ./b')],
  ['groups', 'allow run git ( log |  diff ) [ -p ]', text('allow run git (log|diff) [-p]')],
  ['joined subjects', 'allow read | edit ./x', text('allow read|edit ./x')],
  ['quotes stay as they are', `deny run a 'b' "c" d"e f"`, text(`deny run a 'b' "c" d"e f"`)],
  ['an address in a group keeps its blanks', 'deny run x [ ::1 ]', text('deny run x [ ::1]')],
  [
    'conditions',
    'deny run a when not(mode is b)and cwd under ./x',
    text('deny run a when not (mode is b) and cwd under ./x'),
  ],
  ['values', 'deny run a when mode in("b","c")', text('deny run a when mode in ("b", "c")')],
  [
    'one blank line between groups, none around',
    '\n\nuse std\n\n\n\ndefault ask\n\n\n',
    text('use std', '', 'default ask'),
  ],
  [
    'clauses that fit are joined',
    text('ask run a', '    because "b"', '  locked'),
    text('ask run a because "b" locked'),
  ],
  [
    'clauses of neighbours stand in one column',
    text('ask run a because "x"', 'ask run abc locked', 'ask run b', 'ask run b locked'),
    text('ask run a   because "x"', 'ask run abc locked', 'ask run b', 'ask run b locked'),
  ],
  [
    'a long rule has each clause on its own line',
    `deny run a because "${'x'.repeat(60)}" instead "${'y'.repeat(60)}"`,
    text('deny run a', `  because "${'x'.repeat(60)}"`, `  instead "${'y'.repeat(60)}"`),
  ],
  ['a block on one line stays there', 'allow run { a;b }', text('allow run { a; b }')],
  [
    'a block on several lines has a line for each pattern',
    text('allow run { a; b', '   c } except b'),
    text('allow run {', '  a', '  b', '  c', '} except b'),
  ],
  ['an empty block', 'describe a complete {\n\n}', text('describe a complete { }')],
  [
    'a block too long for one line is opened',
    `allow run { ${'a'.repeat(60)}; ${'b'.repeat(60)} }`,
    text('allow run {', `  ${'a'.repeat(60)}`, `  ${'b'.repeat(60)}`, '}'),
  ],
  [
    'rules under a condition',
    text('when mode is plan {', 'deny run a because "x"; deny run b', '', '', '# c', 'deny run c', '}'),
    text('when mode is plan {', '  deny run a because "x"', '  deny run b', '', '  # c', '  deny run c', '}'),
  ],
  [
    'comments at every place',
    text(
      '# above',
      'allow run { # behind the brace',
      '# in front',
      'a # behind a pattern',
      '# last',
      '} # behind the block',
      '# in front of a clause',
      '  except a # behind a clause',
      'deny run x (y # behind a word',
      '  # between words',
      '  |z) because "w"',
      '# below',
    ),
    text(
      '# above',
      'allow run {  # behind the brace',
      '  # in front',
      '  a  # behind a pattern',
      '  # last',
      '}  # behind the block',
      '  # in front of a clause',
      '  except a  # behind a clause',
      'deny run x (y  # behind a word',
      '    # between words',
      '    |z) because "w"',
      '# below',
    ),
  ],
  [
    'comments of neighbours stand in one column',
    text('allow run a # x', 'allow run abc # y'),
    text('allow run a    # x', 'allow run abc  # y'),
  ],
  [
    'the lines of a test are kept as they are',
    text('test  "x"  {  # why', 'git   push    =>   ask', '', '', '   # note', '     echo "# {"  \\ => allow', '}'),
    text('test "x" {  # why', '  git   push    =>   ask', '', '  # note', '  echo "# {"  \\ => allow', '}'),
  ],
  [
    'a context in a test',
    text('test "x" with mode is plan,agent is b {', 'with   cwd is ./a {', 'ls => ask', '}', '}'),
    text('test "x" with mode is plan, agent is b {', '  with cwd is ./a {', '    ls => ask', '  }', '}'),
  ],
  ['bindings', 'bind  tool fs.read ( path )  as read', text('bind tool fs.read(path) as read')],
  [
    'descriptions',
    text('describe ( a | b )   complete {', ' options -a<x:read>! , --b [=<v>]', 'operands [<f>]... <c:run>...(;|+) }'),
    text('describe (a|b) complete {', '  options -a <x:read>!, --b[=<v>]', '  operands [<f>]... <c:run>...(;|+)', '}'),
  ],
])('%s', ([, before, after]) => {
  expect(formatted(before)).toBe(after);
  expect(formatted(after)).toBe(after);
});

test.for<[what: string, source: string, code: string]>([
  ['a mistake in the form', 'allow run (', 'unclosed-bracket'],
  ['a mistake in the meaning', 'allow   rn   x', 'unknown-subject'],
  ['foreign line ends', 'allow run x\r\n', 'hidden-character'],
  ['a byte order mark', '\ufeffallow run x\n', 'hidden-character'],
  ['a megabyte of brackets', '('.repeat(1_048_576), 'nested-too-deep'],
])('%s: the errors, and no text', ([, source, code]) => {
  const result = format(source, { file: 'a.writ' });
  expect(result.ok ? [] : result.diagnostics.map((one) => one.code)).toContain(code);
});
