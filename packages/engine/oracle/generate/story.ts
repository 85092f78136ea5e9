import { freshCommand, isAtEnd, type Scope, within } from './scope.ts';

/*
 * Scripts about what a shell remembers: values, folders, functions, options. Each ends in commands whose arguments
 * are made of them, so that a walker that remembers wrongly says a wrong argument.
 */

const NAMES = ['x', 'y', 'a'] as const;
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
  return NAMES.flatMap((name) =>
    random.chance(0.75) ? [`${name}=${random.chance(0.4) ? random.below(12) : value(scope)}`] : [],
  );
}

function statement(scope: Scope): string {
  const { random } = scope;
  if (isAtEnd(scope)) return assignment(scope);
  return random.weighted<(inner: Scope) => string>([
    [9, assignment],
    [6, use],
    [5, builtin],
    [9, wrapped],
    [0.8, option],
    [2, functions],
  ])(within(scope));
}

function assignment(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  return random.weighted<() => string>([
    [8, () => `${name}=${value(scope)}`],
    [2, () => `${name}+=${value(scope)}`],
    [2, () => `${name}=(${value(scope)} ${value(scope)})`],
    [1, () => `${name}+=(${value(scope)})`],
    [1, () => `${name}[${random.below(3)}]${random.pick(['=', '+='])}${value(scope)}`],
    [1, () => `${name}=([${random.below(3)}]=${value(scope)} ${value(scope)})`],
    [2, () => `${name}=${value(scope)} ${random.pick(NAMES)}=${value(scope)}`],
    [1.5, () => `${name}=${value(scope)} ${use(scope)}`],
    [
      1,
      () =>
        `${name}=${value(scope)} ${random.pick([':', 'true', 'f', 'export y', 'eval :', 'unset y', 'command :', 'local y'])}`,
    ],
    [0.7, () => `IFS=${random.pick([',', "' '", '', 'a', "$' \\t'", ':', 'b,'])}`],
    [0.4, () => `${random.pick(['HOME', 'PWD', 'OLDPWD'])}=${random.pick(['/h', '', "'/a b'", '~', '.'])}`],
  ])();
}

function value(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [
      6,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            'a', 'b', '1', '0', '2', "'a b'", "' a'", "'b '", '"a,b"', '', "''", 'abc', 'a.b.c', '/a/b.c', '*',
            "'*'", 'f*', '~', '~/a', 'a:~', '-n', '{a,b}', '"a"b', "$'a\\nb'", 'é', 'a=b', "'a\"b'", '"it\'s"',
            '\\$y', "'\\a'", 'c1', 's1', "'[a]'", 'xyx', '//', "'  '",
          ],
        ),
    ],
    [6, () => expansion(scope)],
    [2, () => `"${expansion(scope)}"`],
    [2, () => `${random.pick(['a', 'b', ''])}${expansion(scope)}${random.pick(['', 'c', '.d'])}`],
    [1.5, () => `$(p1 ${random.pick(['a', 'b', '"$x"'])})`],
    [
      1.5,
      () =>
        `$((${random.pick(['1+1', 'x', 'x+1', 'x=5', 'y++', '2*3', '7/2', '-7%3', '1<2', '2**3', '010', '0x1f', 'x?1:2', '~1', '!1', '-1', '1,2', '5&3', '5^3', '(1+2)*3', '36#z'])}))`,
    ],
  ])();
}

/** A parameter in all the forms that a known value can be worked out for. */
function expansion(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const word = (): string =>
    random.pick(
      // biome-ignore format: a table
      [
        'a', 'b', '', '*', '?', "'*'", '"$y"', '$y', 'a*', '[ab]', '*b', '.', '/', 'x', "' '", '~', '\\*', '"a b"',
        'a b', '{a,b}', '[!a]', '.*', '*/', '@(a|b)', '[[:alpha:]]', 'é', '\\a',
      ],
    );
  return random.weighted<() => string>([
    [8, () => `$${name}`],
    [1, () => `\${${name}}`],
    [4, () => `\${${name}${random.pick([':-', '-', ':=', '=', ':+', '+', ':?', '?'])}${word()}}`],
    [4, () => `\${${name}${random.pick(['#', '##', '%', '%%'])}${word()}}`],
    [
      4,
      () =>
        `\${${name}${random.pick(['/', '//', '/#', '/%'])}${word()}${random.pick(['', '/', `/${word()}`, '/[&]'])}}`,
    ],
    [
      3,
      () =>
        `\${${name}:${random.pick(['0', '1', ' -1', '2', 'x', '(-2)', '1+1', '9'])}${random.pick(['', ':1', ':2', ':0', ': -1', ':9'])}}`,
    ],
    [
      2,
      () => `\${${name}${random.pick(['^', '^^', ',', ',,', '~', '~~'])}${random.pick(['', '', 'a', '[a-c]', '?'])}}`,
    ],
    [1, () => `\${#${name}}`],
    [
      1.5,
      () =>
        `\${${random.weighted([
          [8, ''],
          [2, '#'],
          [0.5, '!'],
        ])}${name}[${random.pick(['@', '*', '0', '1', '-1', '2'])}]}`,
    ],
    [0.7, () => `\${${name}[@]${random.pick([':1', ':0:1', '#a', '%b', '/a/b', '^', ':-c', '@Q', ': -1'])}}`],
    [0.7, () => `\${${name}@${random.pick(['Q', 'U', 'L', 'u', 'E', 'a', 'A', 'K', 'P'])}}`],
    [0.15, () => `\${!${name}}`],
    [
      2.5,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '$1', '$2', '$#', '$@', '$*', '${@:1}', '${@:2}', '${1:-d}', '${*%a}', '${#@}', '${@:1:1}', '${1#a}',
            '$0', '${!#}', '${@/a/b}',
          ],
        ),
    ],
    [
      1.5,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '$PWD', '$OLDPWD', '$HOME', '$?', '$IFS', '$_', '$REPLY', '$-', '${#}', '$!', '${PWD%/*}',
            '${HOME##*/}', '$BASH_SUBSHELL',
          ],
        ),
    ],
  ])();
}

/** A command that shows values. */
function use(scope: Scope): string {
  const { random } = scope;
  const shown = Array.from({ length: 1 + random.below(3) }, () => {
    const text = expansion(scope);
    return random.weighted([
      [5, text],
      [5, `"${text}"`],
      [2, `a${text}`],
      [2, `${text}b`],
      [1, `"a${text}b"`],
      [1, `${text}${expansion(scope)}`],
      [1, `"${text}"${expansion(scope)}`],
      [0.5, `{a,${text}}`],
      [0.3, '~'],
      [0.3, '~/a'],
      [0.2, '~+'],
      [0.2, '~-'],
      [0.3, '*'],
      [0.3, 'f?'],
      [0.3, '{a,b}'],
      [0.2, '[a-c]*'],
    ]);
  });
  return `${freshCommand(scope)} ${shown.join(' ')}`;
}

function builtin(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const set = (): string => `${name}=${value(scope)}`;
  return random.weighted<() => string>([
    [
      3,
      () =>
        `${random.pick(['export', 'declare', 'local', 'readonly', 'typeset', 'declare -g', 'declare -x', 'local -r', 'export --'])} ${set()}`,
    ],
    [
      1,
      () =>
        `${random.pick(['declare -i', 'declare -u', 'declare -l', 'declare -a', 'declare -n', 'declare -A', 'local -n', 'declare +x', 'declare -c'])} ${random.pick([set(), name])}`,
    ],
    [2, () => `unset ${random.pick(['', '-v ', '-f ', '-n '])}${name}${random.pick(['', '', '[0]', ' y'])}`],
    [2, () => `read ${random.pick(['', '-r ', '-a ', 'y '])}${name} <<< ${value(scope)}`],
    [1, () => `printf -v ${name} ${random.pick(['%s', 'a', "'%d'", 'a%sb'])} ${value(scope)}`],
    [2, () => `: ${expansion(scope)}`],
    [
      2,
      () =>
        `((${random.pick(['x=5', 'x++', 'y+=2', 'x', 'x==1', 'a[1]=3', 'x=y', '1', '0', '--x', 'x?y=1:0', 'x&&(y=2)'])}))`,
    ],
    [1, () => `let ${random.pick(['x=5', 'x++', '"y = x + 1"', 'x=y'])}`],
    [2, () => `set -- ${random.pick(['', 'a b', '"a b" c', '$x', '"$@" d', '*', '"$x" $y'])}`],
    [1.5, () => random.pick(['shift', 'shift 2', 'shift 9', 'shift $#', 'set a b', 'set - a', 'set --'])],
    [
      2,
      () =>
        `cd ${random.pick(['/', '..', '.', '-', '', '~', '/nowhere', 'a', '$x', '"$y"', '-P .', '-- ..', '//', '/d/..', '"$PWD"', '/ a', 'f1'])}`,
    ],
    [0.5, () => random.pick(['pushd /', 'popd', 'pushd', 'pushd .', 'cd - >f2', 'cd /; cd -'])],
    [1, () => `eval '${random.pick([set(), use(scope)]).replaceAll("'", '"')}'`],
    [0.7, () => `eval "${random.pick(['x=\\$y', 'x=$y', 'c9 $x', 'c9 \\$x', "y='$x'"])}"`],
    [0.7, () => random.pick(['>f1', '>f2', ': >f3', '>"f 4"', 's1 >f1'])],
    [0.5, () => `mapfile ${random.pick(['', '-t '])}${name} <<< ${value(scope)}`],
    [0.4, () => `getopts ${random.pick(['ab:', ':x'])} ${name} ${random.pick(['-a', '-b c', 'd', ''])}`],
    [0.5, () => `trap '${use(scope).replaceAll("'", '"')}' ${random.pick(['EXIT', 'DEBUG', 'ERR', 'RETURN', '0'])}`],
    [
      0.4,
      () =>
        `command ${random.pick([set(), `export ${set()}`, 'cd /', 'c9 $x', 'eval x=1', '-p c9 $x', `unset ${name}`])}`,
    ],
    [0.3, () => `builtin ${random.pick([`export ${set()}`, 'cd /', 'c9', 'eval "c9 $x"'])}`],
    [
      0.3,
      () =>
        random.pick(['return', 'exit', 'break', 'exec', 'wait', 'exec 3>f1', 'true', 'false', 'return 1', 'continue']),
    ],
    [0.3, () => `select ${name} in ${value(scope)}; do ${use(scope)}; break; done <<< 1`],
  ])();
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

function option({ random }: Scope): string {
  return random.pick(
    // biome-ignore format: a table
    [
      'set -f', 'set +f', 'set -u', 'set -e', 'set -k', 'set -a', 'set +B', 'set -B', 'set -x', 'set -o noglob',
      'set -o posix', 'set +o posix', 'shopt -s nullglob', 'shopt -u nullglob', 'shopt -s failglob',
      'shopt -s dotglob', 'shopt -s extglob', 'shopt -s lastpipe', 'shopt -s nocasematch', 'shopt -s nocaseglob',
      'shopt -s globstar', 'shopt -s patsub_replacement', 'shopt -u patsub_replacement', 'shopt -s expand_aliases',
      'alias c1="c3 \\$x "', "alias y='x=al'", 'alias x=c4', 'unalias -a', 'shopt -s inherit_errexit', 'set -n',
      'set -T', 'set -o errtrace', 'set -C', 'set -P', 'set -h', 'shopt -s xpg_echo', 'shopt -s localvar_inherit',
      'shopt -s cdable_vars', 'shopt -s autocd', 'shopt -s assoc_expand_once', 'shopt -s globskipdots',
      'shopt -u globskipdots', 'shopt -s extquote', 'shopt -u extquote', 'shopt -s compat43', 'shopt -s cdspell',
      'BASH_COMPAT=4.2', 'POSIXLY_CORRECT=1', 'GLOBIGNORE=f*', 'CDPATH=/', 'LC_ALL=C', 'TMOUT=1', 'OPTIND=1',
      'FUNCNEST=2', 'EXECIGNORE=*', 'unset IFS',
    ],
  );
}
