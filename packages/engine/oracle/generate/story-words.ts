import type { Scope } from './scope.ts';

/** A word of pieces that each become no, one or several words, where every value is known. */
export function pieced(scope: Scope): string {
  const { random } = scope;
  return `${random.pick(PARAMETERS)}${random.pick(ARRAYS)}${random.pick(VALUES)}${random.pick(SPLITTING)}${use(scope)}`;
}

const PARAMETERS = [
  '',
  "set -- 'a b' c; ",
  'set --; ',
  "set -- ''; ",
  "set -- '' ''; ",
  "set -- ' x' 'y '; ",
  "set -- '*' a; ",
] as const;
const ARRAYS = ['', "a=('p q' r); ", 'a=(); ', "a=(''); ", "a=('' z); ", 'a=(s); '] as const;
const VALUES = [
  'x=; ',
  "x='a b'; ",
  "x=' a '; ",
  "x='*'; ",
  'x=a; ',
  "x='~'; ",
  "x='{a,b}'; ",
  'unset x; ',
  "x='  '; ",
  "x='\\*'; ",
  'x=a; xf=1; xg=2; x1=3; x2=4; ',
  'x=5; ',
] as const;
const SPLITTING = ['', '', '', '', 'IFS=; ', 'IFS=:; ', "IFS=' '; ", 'IFS=a; ', 'IFS=1; '] as const;

// biome-ignore format: a table
const EXPANSIONS = [
  '$@', '$*', '$x', '${x}', '${a[@]}', '${a[*]}', '${@:1}', '${@:2}', '${*:1}', '${x:-d e}', '${x:+d}', '${x-}', '${a[0]}',
  '$1', '$2', '${1:-"$@"}', '${x:-"$@"}', '${x+"$@"}', '${x+$@}', '${@:-u}', '${@+v w}', '${a[@]:-u}', '${a[@]+v}', '${x#a}',
  '${x%b}', '${x// /_}', '${@#a}', '${a[@]/p/P}', '${#x}', '${#@}', '$(p1 "$x")', '$(p1 a b)', '`p1 $x`', '$((1+1))', '$?',
  '$-', '$#', '$!', '$_', '$$', '${x@Q}', '${x^^}', '${x:0:1}', '${x:1}', '${x: -1}', '${a[@]:0:1}', '${a[1]}', '${x:=n}',
  '${y:=m n}', '${y-"q r"}', '${y-*}', "${y-'q r'}", '${y+z}', '${x/#/k}', '${*+$@}', '${a[*]:+${!a[@]}}', '${y-${!x@}}', '${!x-$@}', '${!x@}', '${x//?/j }',
] as const;

// biome-ignore format: a table
const PLAIN = [
  'a', '""', "''", '"b c"', "'d e'", '\\ ', '\\*', '*', '~', '/', '{f,g}', '{,h}', '{1..2}', '{+01..2}', '$', "$'i\\n'", '$"j"', '[k]', '?', '-n',
  ':', '=', 'x=', '.', '\\\n', '<(p1)',
] as const;

function word({ random }: Scope): string {
  const count = random.weighted([
    [3, 1],
    [5, 2],
    [4, 3],
    [1, 4],
  ]);
  const piece = (): string =>
    random.weighted([
      [5, random.pick(EXPANSIONS)],
      [5, `"${random.pick(EXPANSIONS)}"`],
      [2, `"${random.pick(EXPANSIONS)}${random.pick(EXPANSIONS)}"`],
      [1, `"l${random.pick(EXPANSIONS)} m"`],
      [4, random.pick(PLAIN)],
    ]);
  return Array.from({ length: count }, piece).join('');
}

/** Every place in which a word may stand. */
function use(scope: Scope): string {
  const one = word(scope);
  const other = word(scope);
  return scope.random.weighted([
    [8, `c1 ${one} ${other}`],
    [1, `for i in ${one}; do c1 "$i"; done`],
    [1, `b=(${one}); c1 "\${b[@]}"`],
    [1, `b=${one}; c1 "$b"`],
    [1, `f() { c1 "$@"; }; f ${one}`],
    [0.5, `export b=${one}; c1 "$b"`],
    [0.5, `c1 <<< ${one} "$x"`],
    [0.5, `case ${one} in ${other}) c1;; *) c2;; esac`],
    [0.5, `: >f${one}`],
    [0.5, `[[ ${one} == ${other} ]] && c1; c2 $x`],
    [0.3, `set -- ${one}; c1 "$@" $#`],
  ]);
}
