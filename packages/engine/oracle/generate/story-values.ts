import { freshCommand, type Scope, wild } from './scope.ts';

/** The variables of a story. */
export const NAMES = ['x', 'y', 'a'] as const;
/** Always a number, until something is done about it. */
const SHOWN = [...NAMES, ...NAMES, 'n'] as const;
/** A parameter in all the forms that a known value can be worked out for. */
export function expansion(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(SHOWN);
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
          [wild(scope, 1), '!'],
        ])}${name}[${random.pick(['@', '*', '0', '1', '-1', '2'])}]}`,
    ],
    [0.7, () => `\${${name}[@]${random.pick([':1', ':0:1', '#a', '%b', '/a/b', '^', ':-c', '@Q', ': -1'])}}`],
    [
      0.7,
      () =>
        `\${${name}@${random.pick(['Q', 'U', 'L', 'u', 'E', 'a', 'A', random.chance(scope.script.wildness) ? 'P' : 'K'])}}`,
    ],
    [wild(scope, 1), () => `\${!${name}}`],
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
export function use(scope: Scope): string {
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

/** Something that gives a variable a value. */
export function assignment(scope: Scope): string {
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
    [0.7, () => `IFS=${random.pick([',', "' '", '', 'a', "$' \\t'", ':', 'b,', '1'])}`],
    [0.4, () => `${random.pick(['HOME', 'PWD', 'OLDPWD'])}=${random.pick(['/h', '', "'/a b'", '~', '.'])}`],
  ])();
}

/** What a variable may get. */
export function value(scope: Scope): string {
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
        `$((${random.pick(['1+1', 'n', 'n+1', 'x=5', 'n++', '2*3', '7/2', '-7%3', '1<2', '2**3', '010', '0x1f', 'n?1:2', '~1', '!1', '-1', '1,2', '5&3', '5^3', '(1+2)*3', '36#z', '--n', 'n=7', 'n*=2', 'n<<1', '(n)', 'y=n', 'n>3?n:3'])}))`,
    ],
  ])();
}
