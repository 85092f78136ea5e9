import { arithmetic } from './arithmetic.ts';
import { parameter } from './parameters.ts';
import { ansiQuoted, doubleQuoted, singleQuoted } from './quotes.ts';
import { isAtEnd, type Scope, within } from './scope.ts';
import { commandSubstitution, processSubstitution } from './substitutions.ts';

/** A word as it may stand in a command, an assignment or a list. */
export function word(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope) || random.chance(0.3)) return plain(scope);
  if (random.chance(0.04)) return random.pick(ODD_WORDS);
  const count = random.weighted([
    [6, 1],
    [3, 2],
    [2, 3],
    [1, 4],
  ]);
  return Array.from({ length: count }, () => piece(scope)).join('');
}

/** A word without expansions or quotes. */
export function plain({ random }: Scope): string {
  return random.weighted([
    [8, random.pick(PLAIN)],
    [0.6, random.pick(ODD)],
    [1, String(random.below(12))],
  ]);
}

// biome-ignore format: a table
const PLAIN = [
  'a', 'b', 'c', 'file', 'x1', 'README.md', '-n', '--all', '-x=1', 'src/a.ts', './b', 'k=v', 'a,b', 'a:b',
  'HEAD~1', '@', 'user@host', '%', '+', '-', '--', '.', '..', '1', '10', 'if', 'then', 'do', 'done', 'in', 'esac',
  'fi', 'for', 'time', 'function', 'case', '!', 'a!b', '[', ']', '{', '}', 'a{b', '{}', 'a}', '^', 'é', '日本',
] as const;

// biome-ignore format: a table
const ODD = [
  'a#b', '#', '$', 'a$', '\u00a0', 'a\u00a0b', '\u2003', '\u2028', 'a\rb', 'a\rc15', 'b\r', '\r', 'a\tb', '[[', ']]', '((', '=',
  '==', '=a', 'a=', 'x+=1', 'a[0]=1', 'a[', '!!', '!a', '\\\n', 'a\\\nb', '\\', '^a^b', '~', '~a', 'a~', ':~',
  '%1', '\u200b', '\ufeff', '\v', '\f', '\u0001', '\u007f', '\u0085', '&1', '2', '-1',
] as const;

/** Whole words that are hard to read. */
// biome-ignore format: a table
const ODD_WORDS = [
  '"$@"', '$@', '$*', '"$*"', '""', "''", '$""', "$''", '"\'"', "'\"'", '$\\x', '"$"', '$"a"', "'a'\\''b'",
  '"a\\"b"', '{a,b}', '{1..3}', '{a..c}', '{3..1}', '{1..5..2}', '{01..03}', '{a,{b,c}}', '{a,"b c"}', "{'a,b',c}",
  '{a,\\,b}', '{a\\,b}', '{,a}', '{a,}', '{,}', '{a}', '{}', '{a,b', 'a,b}', '{a,b}{1,2}', 'x{a,b}y', '"{a,b}"',
  '{"a",b}', '\\{a,b}', '{a,b\\}', '{a..}', '{..a}', '{1..a}', '{a, b}', '{$x,b}', '${x}{a,b}', '{a,b}$x',
  '{a,$(p1 x)}', '{a,`p1 x`}', '{a,$(p1 {c,d})}', '${x:-{a,b}}', '{1..$x}', '{a,b,}', '{{a,b}', '{a,b}}',
  '{{a},b}', '{a,}{b,}', '*', '?', '[ab]', '[!a]*', '[^a]', '[a', 'a]', '[]a]', '[[:alpha:]]', '[a-c]*', '**',
  '**/*.ts', 'a*b', '"*"', '\\*', '*"a b"*', '?(a)', '~', '~/a', '~+', '~-', '~/"a b"', '"~"', '\\~', '~root',
  '~u/x', 'a=~', 'a=~:~', 'a:~', '~1', '~"a"', '--x=~', '--x=~/a', 'x=~/a', '~$x', '~\\a', "$'a\\nb'", "$'\\''",
  "$'\\x41'", "$'\\u00e9'", "$'\\101'", "$'a\\0b'", "$'\\c'a", '"$\'a\'"', "$'\"'", "a$'b'", '"`', '`', '"$(',
  '$(', '${', '$((', "'", '"', '<(', '>(',
] as const;

function piece(scope: Scope): string {
  const { random } = scope;
  const make = random.weighted<(inner: Scope) => string>([
    [14, plain],
    [4, escaped],
    [5, singleQuoted],
    [9, doubleQuoted],
    [2, ansiQuoted],
    [8, parameter],
    [7, commandSubstitution],
    [3, arithmeticExpansion],
    [1.5, processSubstitution],
    [3, braces],
    [2, glob],
    [1, () => '\\\n'],
  ]);
  return make(within(scope));
}

function escaped({ random }: Scope): string {
  return `\\${random.pick([' ', '$', '"', "'", '\\', '`', ';', '&', '|', '(', ')', '<', '>', '#', '*', '~', '{', '}', ',', 'a', '\n', '!', '=', '\t', 'é'])}`;
}

export function arithmeticExpansion(scope: Scope): string {
  return scope.random.chance(0.9) ? `$((${arithmetic(scope)}))` : `$[${arithmetic(scope)}]`;
}

function braces(scope: Scope): string {
  const { random } = scope;
  if (random.chance(0.25))
    return random.pick(['{1..3}', '{a..c}', '{1..3..2}', '{3..1}', '{01..3}', '{-1..1}', '{a..c..2}', '{x}', '{1..}']);
  const count = 1 + random.below(3);
  return `{${Array.from({ length: count }, () => (random.chance(0.15) ? '' : word(within(scope)))).join(',')}}`;
}

function glob(scope: Scope): string {
  const { random } = scope;
  if (random.chance(0.2)) return `${random.pick(['?', '*', '+', '@', '!'])}(${word(within(scope))}|${plain(scope)})`;
  return random.pick(
    // biome-ignore format: a table
    [
      '*', '?', '[ab]', '[!a]', '[^a-z]', '**', '[[:digit:]]', '[a', '*.ts', '[]]', '[$x]', '["a"]', '[\\]]',
    ],
  );
}
