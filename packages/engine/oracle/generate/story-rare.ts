import type { Scope } from './scope.ts';
import { assignment, expansion, NAMES, use, value } from './story-values.ts';

/** Statements about what changes in ways that are easily forgotten: from elsewhere, at any time, in part, or not at all. */
export function rare(scope: Scope): string {
  return scope.random.weighted<(scope: Scope) => string>([
    [2, nestedScope],
    [2, handler],
    [2, leftLoop],
    [3, elements],
    [2, keys],
    [1, numbers],
    [2, inFront],
    [1, noCommand],
    [2, reads],
    [1, options],
  ])(scope);
}

/** Such statements alone, from known values. */
export function rares(scope: Scope): string {
  const { random } = scope;
  const values = `n=${random.below(5)}; x=${random.pick(['a', "'a b'", '3', 'f*'])}; y=${random.pick(['b', '2', "'$x'", "' c'"])}`;
  return [values, ...Array.from({ length: 1 + random.below(2) }, () => rare(scope))].join('; ');
}

/** What one function hides, another uncovers, sets or hides again. */
function nestedScope(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const hide = random.pick([`local ${name}=l`, `local ${name}`, `declare ${name}=l`, `local -i ${name}=4`, ':']);
  const inner = random.pick([
    `unset ${name}`,
    `local ${name}`,
    `declare -g ${name}=g`,
    `export ${name}=e`,
    ':',
    'set -- q',
  ]);
  const call = random.pick(['f', 'f a', `${name}=t f`, '(f)', 'f | s7', `${name}=t g`, 'f; g']);
  return `f() { ${hide}; g b; ${use(scope)}; }; g() { ${inner}; ${assignment(scope)}; ${use(scope)}; }; ${call}; ${use(scope)}`;
}

function handler(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const does = random.pick([
    assignment(scope).replaceAll("'", '"'),
    random.pick(
      // biome-ignore format: a table
      [
        `${name}=h`, `unset ${name}`, `declare -i ${name}`, `((${name}=7))`, 'cd /', 'set +B', 'f', 'return',
        'break', 'continue', 'f() { c6; }', `export ${name}=h`, `read ${name} <<< h`, `printf -v ${name} h`, 'IFS=h', 'set -f',
      ],
    ),
  ]);
  const signal = random.pick(['DEBUG', 'DEBUG', 'ERR', 'RETURN', 'EXIT', 'DEBUG ERR', 'CHLD', 'USR1']);
  const then = random.pick([
    'false',
    'c3',
    's3',
    'f() { s3; }; f',
    ':',
    'for i in 1 2; do c3; done',
    '(c3)',
    `trap - ${signal}`,
  ]);
  return `trap '${does}' ${signal}; ${random.pick([then, assignment(scope)])}; ${use(scope)}`;
}

/** A loop that is left before its last test or step. */
function leftLoop(scope: Scope): string {
  const { random } = scope;
  const leave = random.pick([
    'break',
    's2 && break',
    'c2 || break',
    '[[ a ]] && break',
    'eval break',
    '{ break; }',
    'break 1',
  ]);
  const body = random.pick([
    `${assignment(scope)}; ${leave}`,
    `${leave}; ${assignment(scope)}`,
    `${assignment(scope)}; ${leave}; ${use(scope)}`,
  ]);
  const head = random.pick([
    `while ${assignment(scope)}`,
    `until ! ${assignment(scope)}`,
    `for ((${random.pick(['x=1', ''])};${random.pick(['x=2', '1', ''])};${random.pick(['x=3', 'x++', 'n=3', ''])}))`,
    `while ${assignment(scope)}; s1`,
    `for ${random.pick(NAMES)} in ${value(scope)} ${value(scope)}`,
  ]);
  return `${head}; do ${body}; done; ${use(scope)}`;
}

const INDEX = ['0', '1', '2', 'n', 'n+1', '-1', 'n-1', '1+1', '$n', 'n=1', 'n++'] as const;

/** Elements of arrays by numbers. */
function elements(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const change = random.pick([
    `${name}=(${value(scope)} [${random.below(4)}]=${value(scope)} ${random.pick(['b=~', '~', 'a:~', '{a,b}', '[1]=~', '"${x[@]}"', '$y'])})`,
    `${name}[${random.pick(INDEX)}]${random.pick(['=', '=', '+='])}${value(scope)}`,
    `${name}+=([${random.below(4)}]=${value(scope)})`,
    `${name}+=(${value(scope)} ${value(scope)})`,
    `unset '${name}[${random.pick(INDEX)}]'`,
    `declare -a ${name}=(${value(scope)} b)`,
    `mapfile ${random.pick(['-t', '-t -O 1', '-tn1', '-s 1', '-c 1 -C :'])} ${name} <<< $'a\\nb'`,
    `read -a ${name} <<< ${value(scope)}`,
    `for ${name} in "\${${name}[@]}"; do ${use(scope)}; done`,
  ]);
  const shown = random.pick([
    `"\${${name}[@]}"`,
    `\${${name}[*]}`,
    `"\${${name}[${random.pick(INDEX)}]}"`,
    `"\${${name}[@]:1}"`,
    `"\${${name}[@]%a}"`,
    `"\${${name}[0]}" $${name}`,
    `"\${!${name}[@]}" \${#${name}[@]}`,
    `"\${${name}[@]:-d}"`,
    `a"\${${name}[@]}"b`,
  ]);
  return `${change}; c4 ${shown}`;
}

/** Elements of arrays by words. */
function keys(scope: Scope): string {
  const { random } = scope;
  const key = (): string => random.pick(['a', 'a b', '"a b"', '$x', '"$y"', '1', "'*'", '~', '{a,b}', 'n', '@', '1+1']);
  const change = random.pick([
    `h[${key()}]=${value(scope)}`,
    `h[${key()}]+=${value(scope)}`,
    `h=([${key()}]=${value(scope)} [b]=${value(scope)})`,
    `h=(a ${value(scope)} b ${value(scope)})`,
    'unset "h[a]"',
    `h+=([${key()}]=${value(scope)})`,
    `${random.pick(NAMES)}=\${h[${key()}]}`,
  ]);
  const shown = random.pick([
    `"\${h[${key()}]}"`,
    '"${h[@]}"',
    '"${!h[@]}"',
    '${#h[@]} $h',
    '"${h[a]:-d}"',
    '"${h[@]:0:1}"',
  ]);
  return `declare -A h${random.pick(['', '=([a]=1)'])}; ${change}; c4 ${shown}`;
}

/** Variables that are numbers, and evaluate what they are given. */
function numbers(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(['RANDOM', 'OPTIND', 'SECONDS', 'HISTCMD', 'SRANDOM', 'LINENO', 'i']);
  const given = random.pick(['1', '1+1', 'n', 'n=3', 'x=3', "'a[$(c9)]'", '$x', '$n']);
  return `${random.pick(['', 'declare -i i; '])}${random.pick(['', '', 'export ', 'local '])}${name}${random.pick(['=', '+='])}${given}; ${use(scope)}`;
}

/** A value in front of a builtin or function that sets the same variable. */
function inFront(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const command = random.pick(
    // biome-ignore format: a table
    [
      `printf -v ${name} p`, `read ${name} <<< r`, `mapfile ${name} <<< m`, `export ${name}`, `declare ${name}=d`, `eval ${name}=e`,
      `unset ${name}`, `let ${name}=3`, `getopts a ${name} -a`, `readonly y`, `command eval ${name}=e`, 'set -- s', 'shift', 'cd /',
      `builtin export ${name}=b`, `trap - INT`, `. /dev/null`, `wait`, 'exec', `[ "$${name}" ]`, `declare -g ${name}=g`,
    ],
  );
  return `${name}=${value(scope)} ${command}; ${use(scope)}`;
}

/** Redirections without a command, and those that set something. */
function noCommand(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const redirection = random.pick([
    `{${name}}>f1`,
    `>f$((${name}=3))`,
    `<<< "\${${name}:=w}"`,
    `{${name}}<<< a`,
    `2>f1 >f$((n++))`,
  ]);
  return `${random.pick(['', `${random.pick(NAMES)}=${value(scope)} `, ': ', 's4 ', 'exec ', 'eval : ', 'f '])}${redirection}; ${use(scope)}`;
}

function reads(scope: Scope): string {
  const { random } = scope;
  const option = random.pick([
    '',
    '-r',
    '-a',
    '-n 1',
    '-d ,',
    '-N 2',
    '-p q',
    '-rn1',
    '-ra',
    '-t 1',
    '-u 0',
    '-e',
    '-s',
    '-d ""',
    '-rd ""',
  ]);
  const text = random.pick([value(scope), '"a b c"', '" a  b "', "$'a\\nb'", "'a\\ b c'", '"a,b"', expansion(scope)]);
  return `${random.pick(['', '', 'IFS=, ', 'IFS= '])}read ${option} ${random.pick(NAMES)} ${random.pick(['', 'y', 'x n'])} <<< ${text}; ${use(scope)}`;
}

function options(scope: Scope): string {
  const { random } = scope;
  const words = random.pick(['-a -b c', '-ab c', '"$@"', '-x', 'd -a', '-b', '-a -- -b', '']);
  return `${random.pick(['OPTIND=1; ', '', 'set -- -a -b "c d" e; '])}while getopts ${random.pick(['ab:', ':ab:'])} ${random.pick(NAMES)} ${words}; do c4 "$x" "$OPTARG" "$y"; done; ${random.pick(['shift $((OPTIND-1)); ', ''])}${use(scope)}`;
}
