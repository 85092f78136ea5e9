import { expect, test } from 'vitest';
import type { Act } from '../act.ts';
import { OPTIONS } from './notation.ts';
import { walk } from './walk.ts';

/** The pieces of the command that its acts point at. */
const pieces = (command: string): readonly string[] => walk(command, OPTIONS).map((act) => pieceOf(command, act));
const pieceOf = (command: string, act: Act): string => command.slice(act.span.start, act.span.end);

test.for<[command: string, pieces: readonly string[]]>([
  ['git  status ; ls', ['git  status', 'ls']],
  ['a "$(b  c)" d', ['a "$(b  c)" d', 'b  c']],
  ['a `b c`', ['a `b c`', 'b c']],
  ['a `b \\`c\\``', ['a `b \\`c\\``', '`b \\`c\\``', '`b \\`c\\``']],
  ['a >f  2>g', ['a >f  2>g', '>f', '2>g']],
  ['X=1 a', ['X=1 a', 'X=1']],
  ["eval 'rm x'", ["eval 'rm x'"]],
  ['cat <<E\n$(a b)\nE', ['cat <<E', 'a b']],
  ['f() { a b; }; f', ['a b']],
  ['a\\\nb c', ['a\\\nb c']],
])('%j', ([command, expected]) => expect([...pieces(command)].sort()).toEqual([...expected].sort()));

test('every word of a command knows where it stands', () => {
  const [act] = walk('git  "st"atus $x', OPTIONS);
  const spans = act?.kind === 'run' ? act.argv.map(({ span }) => [span.start, span.end]) : [];
  expect(spans).toEqual([
    [0, 3],
    [5, 13],
    [14, 16],
  ]);
});
