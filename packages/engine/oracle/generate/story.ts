import { isAtEnd, type Scope, wild, within } from './scope.ts';
import { builtin, option } from './story-builtins.ts';
import { odd } from './story-odd.ts';
import { rare } from './story-rare.ts';
import { assignment, NAMES, use, value } from './story-values.ts';

/*
 * Scripts about what a shell remembers: values, folders, functions, options. Each ends in commands whose arguments
 * are made of them, so that a walker that remembers wrongly says a wrong argument.
 */

const FUNCTIONS = ['f', 'g', 'c1', 's1'] as const;

/** Statements that change what the shell remembers, and commands that show it. */
export function story(scope: Scope): string {
  const { random } = scope;
  const count = 2 + random.below(5);
  const statements = Array.from({ length: count }, () => statement(scope));
  return [...beginning(scope), ...statements, use(scope)].join(random.pick(['; ', '\n', '; ']));
}

/** Values to begin with, since nothing is known of what comes from outside. */
function beginning(scope: Scope): readonly string[] {
  const { random } = scope;
  const values = NAMES.flatMap((name) =>
    random.chance(0.75) ? [`${name}=${random.chance(0.4) ? random.below(12) : value(scope)}`] : [],
  );
  return [`n=${random.below(12)}`, ...values];
}

function statement(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return assignment(scope);
  return random.weighted<(inner: Scope) => string>([
    [9, assignment],
    [6, use],
    [5, builtin],
    [9, wrapped],
    [0.2 + wild(scope, 1.5), option],
    [2, functions],
    [3, rare],
    [1.5, odd],
  ])(within(scope));
}

/** Statements that may or may not happen, happen elsewhere, or happen more than once. */
function wrapped(scope: Scope): string {
  const { random } = scope;
  const inner = within(scope);
  const body = (): string => Array.from({ length: 1 + random.below(2) }, () => statement(inner)).join('; ');
  const test = (): string =>
    random.weighted<() => string>([
      [
        4,
        () =>
          random.pick(
            // biome-ignore format: a table
            [
              'true', 'false', 's2', 'c2', '[ "$x" = a ]', '[[ $x == a* ]]', '((x))', '! true', '[ -n "$y" ]', ':',
              '[[ -v x ]]', '[[ $x =~ ^a(.)$ ]]', '[ -f f1 ]',
            ],
          ),
      ],
      [1, () => body()],
    ])();
  const name = random.pick(NAMES);
  return random.weighted<() => string>([
    [3, () => `if ${test()}; then ${body()}; fi`],
    [2, () => `if ${test()}; then ${body()}; else ${body()}; fi`],
    [1, () => `if ${test()}; then ${body()}; elif ${test()}; then ${body()}; else ${body()}; fi`],
    [2, () => `for ${name} in ${value(scope)} ${value(scope)}; do ${body()}; done`],
    [0.5, () => `for ${name}; do ${body()}; done`],
    [1, () => `for ((i=0;i<2;i++)); do ${body()}; done`],
    [
      1,
      () =>
        `${random.pick(['while', 'until'])} ${test()}; do ${body()}; ${random.pick(['break', 'break', 'break; c8', 'c2 && continue; break'])}; done`,
    ],
    [1, () => `while read ${name}; do ${body()}; done <<< ${value(scope)}`],
    [0.5, () => `s3 | while read ${name}; do ${body()}; done`],
    [
      2,
      () =>
        `case ${random.pick(['$x', '"$y"', 'a', '$1'])} in ${random.pick(['a', 'a*', '"$y"', '$x', '1|b'])}) ${body()};${random.pick([';', ';', '&', ';&'])} *) ${body()};; esac`,
    ],
    [2, () => `(${body()})`],
    [2, () => `{ ${body()}; }`],
    [1, () => `{ ${body()}; } ${random.pick(['| s4', '& wait', '>f1', '<<< a', '2>&1'])}`],
    [1, () => `s5 | { ${body()}; }`],
    [2, () => `${test()} ${random.pick(['&&', '||'])} ${body()}`],
    [1, () => `c7 "$(${body()})"`],
    [0.7, () => `${name}=$(${body()})`],
    [0.7, () => `c7 <(${body()})`],
    [0.7, () => `! ${body()}`],
    [0.5, () => `time ${body()}`],
    [0.5, () => `coproc { ${body()}; }`],
    [4, () => definition(inner, body)],
  ])();
}

function definition(scope: Scope, body: () => string): string {
  const { random } = scope;
  const name = random.pick(FUNCTIONS);
  const local = random.weighted([
    [3, ''],
    [1, 'local x; '],
    [1, 'local x=$1 y; '],
    [0.5, 'shift; '],
    [0.5, 'local -n r=x; r=7; '],
    [0.5, 'set -- p q; '],
    [0.3, 'unset x; '],
  ]);
  const end = random.weighted([
    [6, ''],
    [1, '; return'],
    [0.5, '; return 1'],
    [0.3, '; exit'],
    [0.5, '; shift'],
  ]);
  const call = random.weighted<() => string>([
    [5, () => `${name} ${value(scope)} ${value(scope)}`],
    [2, () => name],
    [1, () => `${name} "$@"`],
    [1, () => `x=${value(scope)} ${name}`],
    [0.5, () => `(${name} a)`],
    [0.5, () => `${name} | s6`],
    [0.5, () => `command ${name} a`],
    [0.3, () => `unset -f ${name}; ${name}`],
    [0.3, () => `"${name}" b`],
    [0.3, () => `$x b`],
    [0.2, () => `${name} a & wait`],
  ])();
  const head = random.pick([`${name}()`, `function ${name}`, `${name} ()`]);
  const block = random.chance(0.85) ? `{ ${local}${body()}${end}; }` : `(${local}${body()}${end})`;
  return `${head} ${block}; ${call}`;
}

function functions({ random }: Scope): string {
  return random.pick(
    // biome-ignore format: a table
    [
      'f a', 'g', 'c1 b', 's1', 'unset -f f', 'unset f', 'f() { c6 $1; }', 'g() { f "$@"; }', 'c1() { s1 "$x"; }',
      'f() { x=q; }', 'g() { local x=w; f; c5 $x; }', 'f() { g; }', 'command f', 'f $x "$y"', 'c1', 'export -f f',
      'readonly -f f', 'declare -f f', 'f | g',
    ],
  );
}
