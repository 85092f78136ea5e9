import { arithmetic } from './arithmetic.ts';
import { element, subscript } from './parameters.ts';
import { redirection } from './redirections.ts';
import { freshCommand, type Scope, VARIABLES, wild, within } from './scope.ts';
import { commandSubstitution } from './substitutions.ts';
import { plain, word } from './words.ts';

/** A simple command: assignments, words and redirections, the redirections anywhere. */
export function simple(scope: Scope): string {
  const { random } = scope;
  const inner = within(scope);
  const pieces: string[] = [];
  const redirect = (probability: number): void => {
    if (random.chance(probability)) pieces.push(redirection(inner));
  };
  for (
    let count = random.weighted([
      [9, 0],
      [2, 1],
      [1, 2],
    ]);
    count > 0;
    count--
  ) {
    redirect(0.05);
    pieces.push(assignment(inner));
  }
  redirect(0.05);
  if (pieces.length === 0 || random.chance(0.6)) {
    pieces.push(...commandWords(inner));
    const count = random.weighted([
      [3, 0],
      [5, 1],
      [4, 2],
      [1, 3],
    ]);
    for (let at = 0; at < count; at++) {
      redirect(0.06);
      pieces.push(word(inner));
    }
  }
  redirect(0.15);
  redirect(0.04);
  return pieces.reduce((text, piece) => text + blank(scope) + piece);
}

function blank({ random }: Scope): string {
  return random.weighted([
    [40, ' '],
    [2, '  '],
    [2, '\t'],
    [1, ' \\\n'],
    [0.5, '\\\n '],
  ]);
}

export function assignment(scope: Scope): string {
  const { random } = scope;
  const name = random.weighted<() => string>([
    [8, () => random.pick(VARIABLES)],
    [2, () => element(scope)],
    [
      0.5,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            'IFS', 'PATH', 'HOME', 'PWD', 'OLDPWD', 'PS4', 'PROMPT_COMMAND', 'BASH_ENV', 'CDPATH', 'GLOBIGNORE',
            'POSIXLY_CORRECT', 'REPLY', 'RANDOM', 'OPTIND', 'SECONDS', 'BASH_ALIASES[c1]', 'BASH_CMDS[c1]',
          ],
        ),
    ],
  ])();
  const operator = random.weighted([
    [9, '='],
    [1.5, '+='],
  ]);
  return `${name}${operator}${assigned(scope)}`;
}

function assigned(scope: Scope): string {
  const { random } = scope;
  return random.weighted<() => string>([
    [
      4,
      () =>
        random.pick(
          // biome-ignore format: a table
          [
            '', 'a', '1', 'c40', "'c41 a'", "'a b'", '*', '~', '~/a:~', '{a,b}', 's42', '$x', '"$@"', '$*', '-n',
            "'$(c43)'", "'a[$(c44)]'",
          ],
        ),
    ],
    [5, () => word(scope)],
    [2, () => commandSubstitution(scope)],
    [1.5, () => array(scope)],
  ])();
}

function array(scope: Scope): string {
  const { random } = scope;
  const count = random.below(4);
  const items = Array.from({ length: count }, () =>
    random.chance(0.25) ? `[${subscript(within(scope))}]=${word(within(scope))}` : word(within(scope)),
  );
  const separator = random.weighted([
    [8, ' '],
    [1, '\n'],
    [0.5, ' # c39 )\n'],
  ]);
  return `(${random.chance(0.1) ? ' ' : ''}${items.join(separator)}${random.chance(0.1) ? '\n' : ''})`;
}

function commandWords(scope: Scope): readonly string[] {
  const { random } = scope;
  return random.weighted<() => readonly string[]>([
    [30, () => [freshCommand(scope)]],
    [3, () => [disguised(freshCommand(scope), scope)]],
    [wild(scope, 1), () => [word(scope)]],
    [
      wild(scope, 1.5),
      () => [
        random.pick(
          // biome-ignore format: a table
          [
            '$x', '"$x"', '${x}', '$a', '${a[@]}', '"${a[@]}"', '$(p1 c30)', '`p1 c31`', '$@', '"$@"', '${x:-c32}',
            '$x c33',
          ],
        ),
      ],
    ],
    [2, () => [random.pick(['f', 'g', 'c1', 's1', 'c2', 'p1'])]],
    [6, () => builtin(scope)],
    [
      0.7,
      () => [
        random.pick(
          // biome-ignore format: a table
          [
            '!', 'time', 'time -p', '! !', 'time !', '! time', 'time --', 'time time', 'coproc', 'then', 'do',
            'in', '{', '}', 'esac', 'function', ']]', '-c1', '#c1', '%', '\\if', '"if"', "i'f'", 'c1=', '=c1',
            '1=2', 'x-=1', 'a[', '\u00a0c1', 'c1\u00a0', '\ufeffc1', '\r', '\\\nc1', '\\', '~', '~c1', '[[', '2',
            '2c1', './c1', '..', '.', '*',
          ],
        ),
      ],
    ],
  ])();
}

/** The same command name, written otherwise. */
function disguised(name: string, { random }: Scope): string {
  const head = name.slice(0, 1);
  const tail = name.slice(1);
  return random.pick(
    // biome-ignore format: a table
    [
      `"${name}"`, `'${name}'`, `\\${name}`, `${head}\\\n${tail}`, `${head}''${tail}`, `${head}""${tail}`,
      `$'${name}'`, `$'\\x${head.charCodeAt(0).toString(16)}'${tail}`, `${head}{${tail},x}`, `{${name},a}`,
      `$"${name}"`, `${head}\\${tail}`, `${head}'${tail}'`, `{,}${name}`, `${head}"${tail}"`,
    ],
  );
}

function builtin(scope: Scope): readonly string[] {
  const { random } = scope;
  const variable = random.pick(VARIABLES);
  return random
    .weighted<() => readonly string[]>([
      [4, () => [random.pick(['echo', ':', 'true', 'false', 'echo'])]],
      [2, () => ['cd', random.pick(['..', '.', '/', '-', '~', '/nowhere', '', '$x', '"$(p1 /)"'])]],
      [
        2,
        () => [
          '[',
          random.weighted([
            [8, random.pick(['a', '-n', '-z', '"$x"', '!', '-f', '-d'])],
            [wild(scope, 1), '$x'],
            [3, ''],
          ]),
          random.chance(scope.script.wildness)
            ? word(scope)
            : random.pick(['a', '"$y"', '"$(p1 a)"', '-f', '= a', 'x -o y', '"a b"']),
          ']',
        ],
      ],
      [
        1,
        () => [
          'test',
          random.pick(['-n', '-z', '!', 'a', '-n', '-f', random.chance(scope.script.wildness) ? '-v' : '-f']),
          random.chance(0.3) ? `'a[$(c20)]'` : word(scope),
        ],
      ],
      [
        3,
        () => [
          random.pick(
            // biome-ignore format: a table
            [
              'export', 'local', 'declare', 'readonly', 'typeset', 'declare -a', 'local', 'declare -A',
              'export -n', 'declare -x', 'export', 'declare -g',
            ],
          ),
          random.chance(0.8) ? assignment(scope) : random.chance(0.8) ? variable : plain(scope),
        ],
      ],
      [1.5, () => ['read', random.pick(['', '-r', '-a']), variable, random.pick(['<<< "b c"', '<<<c21', ''])]],
      [
        1.5,
        () => [
          random.pick(
            // biome-ignore format: a table
            [
              'set --', 'shift', 'set -f', 'set -e', 'set -u', 'set +e', 'set a b', 'set -', 'set -x', 'shift 2',
            ],
          ),
        ],
      ],
      [
        wild(scope, 1),
        () => [random.pick(['declare -n', 'declare -i', 'declare -u', 'declare -p']), assignment(scope)],
      ],
      [
        1,
        () => [
          'unset',
          random.pick([variable, '-v', '-f f', 'f', random.chance(scope.script.wildness) ? `'a[0]'` : variable]),
        ],
      ],
      [1, () => ['let', `"${variable}=${arithmetic(scope).replaceAll('"', '')}"`]],
      [1, () => ['printf', random.pick(["'%s\\n'", '-v x', `-v ${variable} %s`, "'%s'"])]],
      [
        1,
        () => [
          random.pick(
            // biome-ignore format: a table
            [
              'return', 'break', 'continue', 'exit', 'wait', 'times', 'pwd', 'umask', 'getopts a x',
              'mapfile a <<<b', 'hash', 'type c1', 'break 2', 'return 1', 'exit 0',
            ],
          ),
        ],
      ],
      [
        wild(scope, 2),
        () => [
          random.pick(
            // biome-ignore format: a table
            [
              'eval', 'command', 'builtin', 'exec', 'trap', '.', 'source', 'alias', 'shopt -s', 'command -v',
              'command -p', 'exec -a x', 'set -o',
            ],
          ),
        ],
      ],
      [0.6, () => ['eval', `'${freshCommand(scope)} ${plain(scope)}'`]],
      [0.4, () => ['trap', `'${freshCommand(scope)}'`, random.pick(['EXIT', 'DEBUG', 'ERR', '0', 'RETURN', 'TERM'])]],
      [
        0.4,
        () => [
          'shopt',
          '-s',
          random.pick(
            // biome-ignore format: a table
            [
              'extglob', 'nullglob', 'expand_aliases', 'dotglob', 'lastpipe', 'nocasematch', 'failglob',
              'globstar', 'extquote', 'sourcepath',
            ],
          ),
        ],
      ],
      [0.3, () => ['alias', random.pick(["c1='c22 '", 'c2=c23', "x='c24;'", "echo='c25 a'", 'if=c26', "c3='c27 \"'"])]],
    ])()
    .filter((piece) => piece !== '');
}
