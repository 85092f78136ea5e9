import { type Scope, wild } from './scope.ts';
import { expansion, NAMES, use, value } from './story-values.ts';

/** A builtin that changes what the shell remembers. */
export function builtin(scope: Scope): string {
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
        `((${random.pick(['x=5', 'n++', 'n+=2', 'n', 'n==1', 'x=n', '1', '0', '--n', 'n?y=1:0', 'n&&(y=2)', 'n=0', 'x=y=2'])}))`,
    ],
    [wild(scope, 2), () => `((${random.pick(['x++', 'y+=2', 'x', 'x==1', 'a[1]=3', 'x=y', '--x', 'x&&(y=2)'])}))`],
    [1, () => `let ${random.pick(['x=5', 'n++', '"y = n + 1"', 'x=n'])}`],
    [2, () => `set -- ${random.pick(['', 'a b', '"a b" c', '$x', '"$@" d', '*', '"$x" $y'])}`],
    [1.5, () => random.pick(['shift', 'shift 2', 'shift 9', 'shift $#', 'set a b', 'set - a', 'set --'])],
    [
      2,
      () =>
        `cd ${random.pick(['/', '..', '.', '-', '', '~', '/nowhere', 'a', '$x', '"$y"', '-P .', '-- ..', '//', '/d/..', '"$PWD"', '/ a', 'f1'])}`,
    ],
    [0.5, () => random.pick(['pushd /', 'popd', 'pushd', 'pushd .', 'cd - >f2', 'cd /; cd -'])],
    [wild(scope, 1.5), () => `eval '${random.pick([set(), use(scope)]).replaceAll("'", '"')}'`],
    [wild(scope, 1), () => `eval "${random.pick(['x=\\$y', 'x=$y', 'c9 $x', 'c9 \\$x', "y='$x'"])}"`],
    [0.7, () => random.pick(['>f1', '>f2', ': >f3', '>"f 4"', 's1 >f1'])],
    [0.5, () => `mapfile ${random.pick(['', '-t '])}${name} <<< ${value(scope)}`],
    [0.4, () => `getopts ${random.pick(['ab:', ':x'])} ${name} ${random.pick(['-a', '-b c', 'd', ''])}`],
    [
      wild(scope, 1),
      () => `trap '${use(scope).replaceAll("'", '"')}' ${random.pick(['EXIT', 'DEBUG', 'ERR', 'RETURN', '0'])}`,
    ],
    [
      wild(scope, 1),
      () =>
        `command ${random.pick([set(), `export ${set()}`, 'cd /', 'c9 $x', 'eval x=1', '-p c9 $x', `unset ${name}`])}`,
    ],
    [wild(scope, 1), () => `builtin ${random.pick([`export ${set()}`, 'cd /', 'c9', 'eval "c9 $x"'])}`],
    [
      0.3,
      () =>
        random.pick(['return', 'exit', 'break', 'exec', 'wait', 'exec 3>f1', 'true', 'false', 'return 1', 'continue']),
    ],
    [0.3, () => `select ${name} in ${value(scope)}; do ${use(scope)}; break; done <<< 1`],
  ])();
}

/** An option or a variable that changes how the shell reads or expands. */
export function option({ random }: Scope): string {
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
