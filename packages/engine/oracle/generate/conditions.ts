import { element } from './parameters.ts';
import { isAtEnd, type Scope, VARIABLES, within } from './scope.ts';
import { word } from './words.ts';

/** What stands between `[[` and `]]`. */
export function condition(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return random.pick(['a', '-n $x', 'a == b', '1 -eq 1']);
  const inner = within(scope);
  return random.weighted<() => string>([
    [2, () => word(inner)],
    [4, () => `${random.pick(['-n', '-z', '-f', '-e', '-d', '-v', '-o', '-t', '-R'])} ${word(inner)}`],
    [1, () => `-v ${random.pick(['', "'"])}${element(inner).replaceAll("'", '')}`],
    [5, () => `${word(inner)} ${random.pick(['==', '=', '!=', '<', '>', '-nt', '-ef'])} ${matched(inner)}`],
    [3, () => `${number(inner)} ${random.pick(['-eq', '-lt', '-ge', '-ne'])} ${number(inner)}`],
    [4, () => `${word(inner)} =~ ${expression(inner)}`],
    [2, () => `${condition(inner)} ${random.pick(['&&', '||'])}${random.pick([' ', '\n'])}${condition(inner)}`],
    [1.5, () => `! ${condition(inner)}`],
    [1.5, () => `(${random.pick(['', ' '])}${condition(inner)}${random.pick(['', ' '])})`],
  ])();
}

function number(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [3, () => String(random.below(5))],
    [2, () => random.pick(VARIABLES)],
    [2, () => element(scope)],
    [2, () => word(scope)],
    [1, () => random.pick(["'a[$(c8)]'", '"a[$(c9)]"', 'a[\\$(c7)]', 'i++', "'1+1'"])],
  ])();
}

function matched(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [5, () => word(scope)],
    [
      2,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '*', 'a*', '@(a|b)', '!(a)', '?(a|b)*', '*(a)', '+([0-9])', '"*"', '[ab]', '(a)', 'a\\ b', '{a,b}',
            '~', '@(a|$(c6))', '@(a|"b c")', '@(a|\n b)', '!(*.@(a|b))',
          ],
        ),
    ],
  ])();
}

/** A regular expression, in which brackets are plain and `|` is no pipe. */
function expression(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [
      4,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '^a', 'a|b', '(a|b)', '(a b)', '^(a)$', '[a-z]+', '[[:digit:]]', '"a b"', "'('", '\\(', '(', ')', '(a',
            '$x', '"$x"', '^$', 'a{1,2}', '[ab', '(a|(b))', '.*', '()', '(;)', '(&)', '(<)', '(#)', '[;]', '[ ]',
            '[(]', 'a;b', 'a&b', '<a', '(a)(b)', '(a\n)', 'a#b', '#a', '\\ ', '(a)|(b)', '||', '!', '$', '(`c4`)',
            '($(c5))', '("a)")',
          ],
        ),
    ],
    [3, () => word(scope)],
    [1, () => `(${word(scope)}|${word(scope)})`],
  ])();
}
