import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

/* ---- words, quotes and globs ---- */

test.for<[command: string, acts: string]>([
  ["a\"b\"'c'\\d$'e'", 'run abcde'],
  [`echo "" '' x""`, 'run echo "" "" x'],
  ['echo a\\\nb "c\\\nd" \'e\\\nf\'', 'run echo ab cd "e\\\\\\nf"'],
  ['echo a#b #c', 'run echo a#b'],
  ['echo "\\$\\`\\"\\\\\\a" \'\\\' \\\\ \\a', 'run echo "$`\\"\\\\\\\\a" \\ \\ a'],
  [
    'echo {a,b}{1..2} {a} {} {x,} {01..3} {c..a..2} {1..x} {,}',
    'run echo a1 a2 b1 b2 "{a}" "{}" x 01 02 03 c a "{1..x}"',
  ],
  ['echo {a,{b} {a,b}} "{a,b}" {"a,b"} {a\\,b,c}', 'run echo "{a,{b}" "a}" "b}" "{a,b}" "{a,b}" a,b c'],
  ['echo {a,b}$x $x{,b} "$x"{a,b}', 'run echo ‹a‹?›…›+ ‹b‹?›…›+ ‹…› ‹…› ‹?›a ‹?›b'],
  ['echo {1..99999}', 'run echo ‹…›; opaque limit'],
  [
    'echo *.ts src/*/[ab]?.js [x \\*.c "*" [!a]/x [[:alpha:]]y',
    'run echo ‹…‹*›.ts›+ ‹…src/‹*›/‹*›.js›+ [x *.c * ‹…‹*›/x›+ ‹…‹*›y›+',
  ],
  ['HOME=; echo ~ ~/a', 'env HOME=""; run echo "" /a'],
  ['unset HOME; echo ~/a', 'run unset HOME {env HOME}; run echo ‹?›/a'],
  ['n=1; x=${n:+~}; echo $x', 'run echo ‹…›'], // it is /h
  ['n=1; x="${n:+~}"; echo $x', 'run echo ~'],
  ['unset y; echo ${y:=~} "$y"', 'run unset y; run echo ‹…› ‹?›'],
  ['unset y; echo ${y-~} "${y-~}"', 'run unset y; run echo /h ~'],
  ['echo ~ ~/a ~bob/x "~" a~ x=~/y --p=~ x=~:~', 'run echo /h /h/a ‹?›/x ~ a~ x=/h/y --p=~ x=/h:/h'],
  ['x="a b"; echo $x "$x" p$x$x', 'run echo a b "a b" pa ba b'],
  [`x='*.c'; echo $x "$x"`, 'run echo ‹…‹*›.c›+ *.c'],
  ['x=a; echo "${x:-b}" "${x:+c}" ${x} ${#x} "${x%a}"', 'run echo a c a ‹*› ""'],
  ['echo "${y:-b}" ${y:-b} "${y+c}" "${#y}"', 'run echo ‹?› ‹…› ‹?› ‹*›'],
  ['echo "$@" "a$@b" $1 "$*" $# $? $$ "$!"', 'run echo ‹…› ‹a‹?›…‹?›b›+ ‹…› ‹?› ‹*› ‹*› ‹*› ‹*›'],
  [
    `set -- a 'b c'; echo "$@" $2 "x$@y"; shift; echo "$1" "$2"`,
    'run set -- a "b c"; run echo a "b c" b c xa "b cy"; run shift; run echo "b c" ""',
  ],
  ['set --; c "$@${x}" "${x}$@" "$@$(b)" "$@a"', 'run set --; run c ‹…‹?›› ‹…‹?›› ‹…‹?›› a; run b'],
  ['a=(); c "${a[@]}${x}" "${a[@]}${a[*]}"', 'run c ‹…‹?›› ‹…‹?››'],
  [`set --; c "$@" "$@"'' "$@$@"`, 'run set --; run c ‹…›'],
  ['set --; y=("$@$x"); c "${y[@]}"', 'run set --; run c ‹…‹?››'],
  ['c ~:$# ~:a ~$# ~/$# x=~:$#', 'run c ‹?› ‹?› ~‹*› /h/‹*› x=/h:‹*›; opaque syntax'],
  ['a=(x \'y z\'); echo "${a[@]}" ${a[1]} "${a[0]}" "${a[*]}"', 'run echo x "y z" y z x ‹?›'],
  ['echo $((1+2)) "$((2*3))" $[4]', 'run echo ‹*› ‹*› ‹*›'],
  [
    "echo $'\\x72\\u0041\\'\\t\\101\\cA' $\"text\" $'\\xc3\\xa9' $'\\xff' $'a\\0b'c",
    'run echo "rA\'\\tA\\u0001" text é ‹?› ac',
  ],
  ['echo <(a) >(b)', 'run echo /dev/fd/‹*› /dev/fd/‹*›; run a; run b'],
  [`echo $x $(a) "$x$(a)" 'a'$x"b"`, 'run echo ‹…› ‹…› ‹?› ‹a‹?›…‹?›b›+; run a; run a'],
  ['IFS=,; x=a,b; echo $x "$x"', 'env IFS=,; run echo ‹…› a,b'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
