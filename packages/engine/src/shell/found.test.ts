import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

/* Texts that the walker once read otherwise than bash; the oracle found each of them. */

test.for<[command: string, acts: string]>([
  ['a | time b', 'run a; run time b'],
  ['z=($(coproc a))', 'opaque syntax; run a'],
  [', <&--', 'run , -'],
  ['a {..$()} {>-', 'run a ‹…› "{"; opaque limit; write -'],
  [
    `a >&'$(rm b)' >&"$x" >&c`,
    'run a; opaque code; run rm b; write "$(rm b)"; opaque code; connect *; write ‹?›; write c',
  ],
  ['x=a\nx=b >$x; x=c d >$x', 'write b; env x=c; run d; write b'],
  ['a $x{,b} ${x}{,b} "$x"{,b}', 'run a ‹…› ‹…› ‹…› ‹…‹?›b›+ ‹?› ‹?›b'],
  ['local x=a; b "$x"', 'run local x=a; run b ‹?›'],
  ['x=()a =', 'env x=‹?›; run a =; opaque syntax'],
  ['a $${b..d}', 'run a ‹…›; opaque syntax; opaque limit'],
  ['a ${x-$${}b}', 'run a ‹…‹?›b}›+; opaque syntax'], // it reads to the first brace, and then takes the second one for the end
  [`a "\${x-$'b'}" "\${x-\\$'b'}"`, 'run a ‹?› ‹?›'], // one `b`; behind a backslash it is `$'b'`
  [`a "\${x-\\\\$'b'}"`, 'run a ‹?›'],
  ['coproc x=a [[ b ]]', 'env x=a; run [[ b ]]'], // no name, and no place for a keyword
  ['shopt -s nullglob; a b$x "$x"$(c)d', 'run shopt -s nullglob; run a ‹…› ‹…›; run c'], // where `*` comes out, all of it may vanish
  ['shopt -s nocaseglob; a b$x', 'run shopt -s nocaseglob; run a ‹…›+'],
  ['a b[$x]', 'run a ‹…›+'], // it may be the file `ba`
  ['shopt -s dotglob; a b/*', 'run shopt -s dotglob; run a ‹…b/‹.*››+'],
  ['GLOBIGNORE=x; a *b', 'env GLOBIGNORE=x; run a ‹…‹.*›b›+'], // which sets `dotglob`
  ['f() { a *b; }; GLOBIGNORE=x f; a *b', 'run a ‹…‹.*›b›+; env GLOBIGNORE=x; run a ‹…‹.*›b›+'],
  ["IFS='*'; a '*'*", 'env IFS=*; run a ‹…›+'], // the quotes around a wildcard of IFS are forgotten
  ["shopt -s extglob; x='@(a|b)'; c $x d$x", 'run shopt -s extglob; run c ‹…›+ ‹…›+'],
  ['shopt -s extglob; x=@; y="(b)"; a $x$y @$z b$z', 'run shopt -s extglob; run a ‹…›+ ‹…›+ ‹b‹?›…›+'],
  ['IFS=1; a $((1+1)) "$((1))" b$[2]', 'env IFS=1; run a ‹…› ‹…› ‹b‹?›…›+'],
  ['IFS=1; a ${#x} "${#x}" ${#y[@]}', 'env IFS=1; run a ‹…› ‹…› ‹…›'], // a number may hold a separator
  ['IFS=,; a $((1+1))', 'env IFS=,; run a ‹*›'],
  ['a $((b) # \\\nc d\n)', 'run a ‹…›; opaque syntax; run b; run c d'], // bash has left the continuation out, so that `c` is a comment
  ['x=1; xa=2; a "$x"{a,b} $x{a,b}', 'run a 1a 1b 2 ‹…›'],
  ['cd //tmp && a "$PWD"', 'run cd //tmp; run a ‹?› @?'], // two slashes are kept
  ['cd -P a/.. && b', 'run cd -P a/..; run b @?'],
  ['set -P; cd a/.. && b', 'run set -P; run b @?'],
  ['cd a || exit --help; b', 'run exit --help; run b @/w/a,/w'],
  ['pushd a || exit; pushd b; popd && c', 'run exit; run c @/w/a,/w'], // it may have failed
  ['pushd a && pushd b && popd && c && popd && d', 'run c @/w/a; run d'],
  ['COLUMNS=5; a "$COLUMNS"', 'run a ‹?›'], // set after every command
  ["for i in {01..40}; do x='a b'; ((x=i)); a $x; done", 'run a ‹…›'], // `08` is no number
  ['x=5; printf "a$b" "$b"; c "$x" d/e', 'run printf a‹?› ‹?›; run c ‹?› d/e'], // it may hold `%n`
  ['set -- a b; c "${*+$@}" "${*-x}"', 'run set -- a b; run c ‹…› ‹?›'],
  ['a "${x-${!y@}}"', 'run a ‹…›'],
  ['((x=5)); a "${!x-$@}"', 'run a ‹…›'],
  ['a {+01..3} {1..+03} {01..3}', 'run a 1 2 3 1 2 3 01 02 03'],
  ['p=9; : ${a[]}; p=5\na $p', 'run a ‹*›'], // an error, which ends the line
  ['p=9; : ${x:}; p=5\na $p', 'run a ‹*›'],
  ['BASH_COMPAT=4.3; a', 'env BASH_COMPAT=4.3; opaque syntax; run a @?'],
  ["trap 'cd / && a' EXIT; cd() { :; }", 'run trap "cd / && a" EXIT {!run cd / @?; !run a @/}; opaque command'],
  ["trap 'a {b,c}' EXIT; set +B", 'run trap "a {b,c}" EXIT {!run a b c @?}; opaque syntax; run set +B'],
  ['set -a; a() { b; }', 'run set -a; opaque command'], // given to every shell
  [
    'export OPTARG=1; getopts a: o -a b; c',
    'run export OPTARG=1 {env OPTARG=‹?›}; run getopts a: o -a b {env OPTARG=‹?›}; run c',
  ],
  ['export LINENO=5; a', 'run export LINENO=5 {env LINENO=‹?›}; run a'],
  [
    `for a in 1 2; do for b in 1 2; do for c in 1 2; do for d in 1 2; do (for e in 1 2; do a x; a() { f; }; done); done; done; done; done`,
    'opaque limit; run a x @?',
  ],
  ['cd a || exit; cd - >&- || c', 'run exit; run c @/w/a,/w'], // it moves before it prints
  ['readonly PWD; cd a || c', 'run readonly PWD; run c @/w,/w/a'],
  ['f() { local PWD; cd a || exit; }; f; c "$PWD" ~+', 'run local PWD {env PWD}; run exit; run c ‹?› ‹?› @/w/a'],
  ['shopt -s cdable_vars; x=/bin; pushd x && c', 'run shopt -s cdable_vars; run pushd x; run c @?'],
  ['test a = b -o "$x" "$y"; test a = b -a "$x"', 'run test a = b -o ‹?› ‹?›; opaque code; run test a = b -a ‹?›'], // it may be `-v`
  ['f() { local x=b; local -a x; c "$x"; }; f', 'run local x=b; run local -a x; run c ‹?›'], // empty then
  ['POSIXLY_CORRECT=1 :; c', 'env POSIXLY_CORRECT=1; opaque syntax; run c @?'], // it stays
  ['declare -a POSIXLY_CORRECT', 'run declare -a POSIXLY_CORRECT; opaque syntax'],
  ['set -oo errexit pipefail a; c "$1"', 'run set -oo errexit pipefail a; opaque command; run c ‹?› @?'],
  [
    'shopt -s execfail; x=a; exec export x=b; c "$x"',
    'run shopt -s execfail; run exec export x=b {!run export x=b}; run c a',
  ], // a program
  ['read -p -d "$x"', 'opaque code; run read -p -d ‹?›; opaque command'], // `-d` is the prompt
  ['ulimit -n 3; x=a; eval x=b <<< q; c "$x"', 'run ulimit -n 3; run eval x=b; run c ‹?›'],
  ['trap -- -p EXIT', 'run trap -- -p EXIT {!run -p @?}'],
  [`a <((:); : # '\n) # '); c`, 'run a /dev/fd/‹*›; opaque syntax'],
  [`((: # \\\n'\nb\n#'\n); :)`, `opaque syntax; run "\\nb\\n#"`],
  [`x=a; a "\${x#<\\\n(b)}"`, 'run a ‹?›; opaque syntax'],
  [`x=([<\\\n(b)])`, 'opaque syntax'],
  [`((: <\\\n<E\nb\nE\n) | :)`, 'opaque syntax'],
  [`local x\\\n[|b]; a`, 'run local ‹…x‹?››+; opaque syntax; run a'],
  [`a "\`b "{1.\\\n.2}"\`"`, 'run a ‹?›; opaque syntax; run b "{1..2}"'],
  [`a <<$( b )\n$(b)\nc\n$( b )`, 'run a; opaque syntax; run b'],
  [">c5; shopt -s extglob; eval '!(a)'", 'write c5; run shopt -s extglob; !opaque syntax; run eval !(a) {!run a}'],
  [`shopt -s extglob\na {a,@(b}c)`, 'run shopt -s extglob; run a ‹…›; opaque limit'],
  [`a {a\\,b..c}`, 'run a ‹…›; opaque limit'],
  [`a {a\\,b,c}`, 'run a a,b c'],
  [`a a\\ {},b}`, 'run a ‹…›; opaque limit'],
  [`x=(['{a,b}'/c]); a "\${x[@]}"`, 'run a ‹…›+ ‹…›+'],
  ['x=([a-c]* [1]=b [x]+y); a "${x[@]}"', 'run a ‹…›'],
  ["p=a; ((p='1')); a $p", 'opaque syntax; run a ‹*›'],
  [`x[0]=(a); p=1\na "$p"`, 'run a ‹?›'], // an error, which ends the line
  [`p=9; : {a,$[1,2]}; p=5\na $p`, 'opaque limit; run a 5'],
  ['a=(./*.ts b); c "${a[0]}" "${a[1]}"', 'run c ./‹*›.ts ‹?›'], // the first is one of them for certain
  ['shopt -s nullglob; a=(./*.ts b); c "${a[0]}"', 'run shopt -s nullglob; run c ‹?›'],
  ['x="@(b)"; a $x @$z', 'run a @(b) ‹@‹?›…›+'],
  ['shopt -s nullglob; a ${x+@(}', 'run shopt -s nullglob; run a ‹…›'],
  ['declare -n x=PATH; x=a; b', 'run declare -n x=PATH {env PATH=‹?›}; run b @?'],
  ['f() { local -n r=$1; r=a; }; f PATH', 'run local -n r=PATH {env PATH=‹?›}'],
  ['export y; declare -n x=y; x=a', 'run export y {env y=‹?›}; run declare -n x=y {env y=‹?›}'],
  ["declare -n x=PS4; set -x; x='$(rm y)'; :", 'run declare -n x=PS4 {env PS4=‹?›}; opaque code; run set -x @?'],
  ['declare -n x=PA; declare -n x+=TH', 'run declare -n x=PA; run declare -n x+=TH @?; opaque code'],
  ['declare -n x=y; for x in PATH; do x=a; done', 'run declare -n x=y; opaque code'],
  ['declare -xi x; x=1+1; a', 'run declare -xi x {env x=‹?›}; env x=‹*›; run a'],
  ['declare -xl x; x=A; a', 'run declare -xl x {env x=‹?›}; env x=‹?›; run a'],
  ['x=(a) b', 'env x=‹?›; run b'], // `(a)`
  ['f() { local x=a; b; x=c; }; x=y f', 'run local x=a {env x=‹?›}; run b; env x=‹?›; env x=y'],
  [
    'export x; a {x}>b; ((POSIXLY_CORRECT=1))',
    'run export x {env x=‹?›}; run a; write b; env x=‹*›; env POSIXLY_CORRECT=‹*›; opaque syntax',
  ],
  ['x=a b {x}<>c', 'env x=a; env x=‹?›; run b; read c; write c'],
  ["f() { a; }; trap 'x=b' CHLD; x=c f", 'run a @?; run trap x=b CHLD; env x=c; env x=‹?›; run f @?'],
  ['CDPATH=a; cd ""; b', 'env CDPATH=a; run cd ""; run b @?'],
  ['PWD=a; cd b; c >$OLDPWD/d', 'env PWD=a; run c @/w/b,/w; connect *; write ‹?›/d @/w/b,/w'],
  ['a *//b c//* "$x"//d $x//d', 'run a ‹…‹?››+ ‹…c//‹*››+ ‹?›//d ‹…›+'], // `d/b`
  ['x= y=$(a {x}>b) c', 'env x=""; run c; env y=‹?›; run a; write b; env x=‹?›'],
  ['declare -n x=y; x=a b', 'run declare -n x=y; opaque code; env x=a; run b @?'],
  ['f() { local a; readonly -a a=\'(b)\'; c "${a[@]}"; }; f', 'run local a; run readonly -a a=(b); run c ‹…›'],
  ['x=$((%)); a=()\ndeclare a="([x=3]=)"; b "$x"', 'run declare a=([x=3]=); run b ‹?›'],
  ['a x[[]=~ x[2]=~', 'run a ‹…› ‹…x‹*›=/h›+'],
  ['f=a; ((${f?)})); ((${f:-$(b)}))', 'opaque syntax; opaque code; opaque code; run b'], // the first runs `a`
  ['x=a; b "${}"; x=c\nd "$x"', 'run b ‹?›; run d ‹?›'], // an error that ends the line
  ['x= y=$(((x=1))) a', 'env x=""; run a; env x=‹?›; env y=‹*›'],
  ['f() { x=a; local -a x=($x b); c "${x[@]}" $x; }; f', 'run local -a x; run c a b a'],
  ['[[ a = (b) ]]; c', 'opaque syntax'],
  ['[[ ! ( a = b ) && ( c ) ]] && d', 'run d'],
  ['declare -n x=y; declare -x x=a; b', 'run declare -n x=y; run declare -x x=a @? {env x=‹?›}; opaque code; run b @?'],
  ['f() { x=a local x; x=b; c; }; x=d f', 'env x=a; run local x; env x=‹?›; run c; env x=d'],
  ['t && x=$(cat f); ((x))', 'run t; run cat f; opaque code'], // what is believed of one of two values is not so of the other
  ['a */"$x"/b', 'run a ‹…‹*›/‹?››+'],
  ['a "$(git rev-parse a)$(git rev-parse b).env"', 'run a ‹*›.env; run git rev-parse a; run git rev-parse b'],
  ['declare -n r=x; f() { r=2; c; }; x=1 f', 'run declare -n r=x; run c @?; env x=1; env x=‹?›; run f @?'],
  ["trap 'a' INT; x=b c", 'run trap a INT {!run a @?}; env x=b; run c'],
  ['a $(( ${x:-(1+2)} * 3 ))', 'run a ‹*›; opaque code'],
  ['x=a; y=$(<"${z[-1]:=b}"); x=b\nc "$x"', 'connect *; read ‹?›; run c ‹?›'],
  ['y=a; y=${#1@P}\nc "$y"', 'run c ‹?›'],
  ['a $(\\\ntime { b; })', 'run a ‹…›; run b; opaque syntax'],
  ['a $(\n time { b; })', 'run a ‹…›; run b; opaque syntax'],
  ["trap 'x=a' DEBUG; set -a; b", 'run trap x=a DEBUG; opaque command; run set -a @?; run b @?'],
  ['IFS=,; a *.b', 'env IFS=,; run a ‹…‹*›.b›+'],
  ['shopt -s nullglob; a ~* x=~b]', 'run shopt -s nullglob; run a ‹…~‹*›› x=~b]'],
  ['a ~"" ~b"" x""', 'run a ~ ~b x'],
  [`x=' '; a $x$ $x%`, 'run a ‹…› %'],
  ['for x in a #\ndo b\ndone', 'run b'],
  ['a {b[]}>- {c[1]}>d {e}>f', 'run a "{b[]}"; opaque syntax; write -; write d; write f'],
  ['a {b,${c#{}} {b,${c#d}}', 'run a ‹…› b ‹…›; opaque limit'],
  ["((<<'E'\nE\n) | b)", 'opaque syntax; run b'], // bash loses its place in the document and runs `E`
  ['x=4; while read x; do x=5; done; a $x', 'run read x; run a ‹…›'], // the last `read` is behind the last `x=5`
  ['set -- "$@" d; a b"$@" "$@"c', 'run set -- ‹…› d; run a ‹b‹?›…›+ ‹…‹?›c›+'], // of nothing and d it makes bd
  ['f() { unset x; a "$x"; }; x=$b; x= f', 'run unset x {env x}; run a ‹?›; env x=""'],
  ['a {$!b,$(c)}', 'run a ‹…›; run c'], // each alternative is looked at, though the first may stay whole
  ["a 'b\n'\\", 'run a ‹b\n‹?›…›+'], // bash drops the last backslash
  ['a b\\', 'run a b\\'],
  ['a "${##<(b})}"', 'run a ‹?›)}; opaque syntax'],
  ['local z[|]', 'run local ‹…z‹?››+; opaque syntax'], // a pipe to `]`
  ['declare z[1 +2]=x', 'opaque code; run declare ‹…z‹?››+; opaque command; opaque syntax'],
  ['a "`b "c{d,e}"`"', 'run a ‹?›; opaque syntax; run b "c{d,e}"'], // bash's braces see the quotes another way
  ['a "`b "c"`"', 'run a ‹?›; run b c'],
  ['x=([<(b)])', 'opaque syntax'], // no subscript, since no `=` follows: bash runs `b`
  ['a <(! !\n)', 'run a ‹…›'], // as an empty one, it leaves no argument
  ["a ${!?:$'\\x24(b)'}", 'run a ‹…›; opaque code; opaque syntax; opaque syntax; opaque syntax'], // the offset is arithmetic, which expands once more
  ['a ${!?-$(b)} ${!-$(c)}', 'run a ‹…› ‹…›; run b; run c'],
  ["'a\n' \\", 'run "a\\n" ‹…›'],
  ['[[ a =~ (<(b)) ]]; [[ a == @(<(b)) ]]', 'run b; run b'],
  ['shopt -s nullglob; a [x]!$(b)', 'run shopt -s nullglob; run a ‹…›; run b'],
  ['shopt -s nullglob; a [x]!$(:)', 'run shopt -s nullglob; run a ‹…‹*›!›'], // which prints nothing
  ['a $b*"c"', 'run a ‹…›+'],
  ['a v[$(:)]=~ v[$(:)]=~/b', 'run a ‹…›+ ‹…›+'],
  ['let "x=1/$y"; a $x', 'run let x=1/‹?›; opaque code; run a ‹…›'],
  ['y=0; ((x=1/y)); a $x', 'run a ‹…›'], // it fails, and x is nothing
  ['((x=1, y=x+1)); a $x $y', 'run a ‹*› ‹*›'],
  ['y=z=; ((x=y)); a $x $z', 'run a ‹…› ‹…›'],
  ['((z && (x=1))); a $x', 'opaque code; run a ‹…›'],
  ['a "${x^<(b)}"', 'run a ‹?›; opaque syntax'], // bash runs `b`, and here too:
  ['a "${x/>(b)}"', 'run a ‹?›; opaque syntax'],
  ['a "${x/y/<(b)}"', 'run a ‹?›; opaque syntax'],
  ['a "${x:?<(b)}"', 'run a ‹?›; opaque syntax'],
  ['a "${x:-<(b)}"', 'run a ‹?›; opaque syntax'], // bash does not run `b`, but may write it another way
  ['a <<E $(\nE\nb)\nx\nE\nc', 'run a ‹…›; run E; run b; run c'], // the document begins behind the parenthesis
  ['a <<E "$(b\nc)"\nE\nd', 'run a ‹?›; run b; run c; run d'],
  ['a $(b <<E | c; d\nx\nE\ne)', 'run a ‹…›; run b; run c; opaque syntax; run d; run e'],
  ['a $(b <<E; c\nx\nE\ne)', 'run a ‹…›; run b; run c; run e'],
  ['a=$(case b in (esac|c) esac)', 'opaque syntax'],
  ['a b<() <() <(c)', 'run a ‹b‹?›…›+ ‹…› /dev/fd/‹*›; run c'],
  ['IFS=/; a <(b)c$((1))', 'env IFS=/; run a ‹…‹?›c‹*››+; run b'], // bash cuts the path too
  ['IFS=1; x=; a <(b)<(c)$x', 'env IFS=1; run a ‹…›; run b; run c'],
  ["IFS=$'\\n'; a <(b)$((1))", 'env IFS="\\n"; run a /dev/fd/‹.*›; run b'],
  ["eval 'a\\'\n!", '!opaque syntax; run eval a\\ {!run a\\}'], // bash runs a command `!`
  ["eval 'a \\\\'\n! b", 'run eval "a \\\\\\\\" {!run a \\}; run b'],
  ["eval 'a \\\n'\n!", '!opaque syntax; run eval "a \\\\\\n" {!run a}'], // and behind a continuation of nothing
  ["eval 'a \\\\\n'\n! b", 'run eval "a \\\\\\\\\\n" {!run a \\}; run b'],
  ["trap 'a\\' EXIT; b", '!opaque syntax; run trap a\\ EXIT {!run a\\ @?}; run b'],
  ['x[y=(0)]=$(a $y)', 'run a ‹…›'], // the value comes first
  ['x=([y=7]=1 [2]=$(a $y)); b $y', 'run a ‹…›; run b ‹*›'],
  ['x[y=7]= a; b $y', 'env x=‹?›; run a; run b ‹…›'], // bash says that this is no name
  ["trap 'x= a' EXIT; declare -n x=y", 'run trap "x= a" EXIT {!env x=""; !run a @?}; run declare -n x=y; opaque code'],
  ['>a x[ ]=b', 'write a; opaque syntax'],
  ['a "$${""}"', 'run a ‹*›{}; opaque syntax'],
  ['shopt -s nullglob; a [] [b', 'run shopt -s nullglob; run a ‹…[]› [b'],
  [
    'f() { local x=a; g; b "$x"; }; g() { unset x; x=d; }; x=c; f; e "$x"',
    'run local x=a; run b ‹?›; run unset x; run e ‹?›',
  ],
  ['f() { unset x; x=b; }; x=a; x=c f; d "$x"', 'run unset x {env x}; env x=‹?›; env x=c; run d ‹?›'],
  ['x=a; trap x=b DEBUG; c "$x"', 'run trap x=b DEBUG; run c ‹?› @?'],
  [`trap 'set +B' ERR; a {b,c}`, '!opaque syntax; run trap "set +B" ERR {!run set +B @?}; run a ‹…› @?; opaque limit'],
  [`x=a; trap 'declare -i x' DEBUG; x='y[$(b)]'`, 'run trap "declare -i x" DEBUG {!run declare -i x @?}; opaque code'],
  ['trap break ERR; while x=a; do x=b; c; done; d "$x"', 'run trap break ERR {!run break @?}; run c; run d ‹?›'],
  ['x=a; x=b printf -v x c; d "$x"', 'env x=b; run printf -v x c {env x=‹?›}; run d ‹?›'],
  [`RANDOM='x[$(a)]'; OPTIND='x[$(b)]' SECONDS=0`, 'opaque code; opaque code'],
  [`PS4='$(a)' eval 'set -x; b'`, 'run a; env PS4=$(a); !opaque code; run eval "set -x; b" {!run set -x; !run b}'],
  ['x=(b=~ ~); a "${x[@]}"', 'run a b=~ /h'],
  ['while x=a; do x=b; c && break; done; d "$x"', 'run c; run break; run d ‹?›'],
  ['for ((;;x=1)); do x=b; break; done; d "$x"', 'run break; run d ‹?›'],
  ['x=a; {x}>f; b "$x"', 'write f; run b a'],
  ['declare -A x=(a b c d); e "${x[@]}" ${#x[@]}', 'run declare -A x; run e ‹…› ‹*›'],
  ['f() { declare -g x=a; b "$x"; }; x=c f; d "$x"', 'run declare -g x=a {env x=‹?›}; run b ‹?›; env x=c; run d ‹?›'],
  ['y=$((y=3)) cd /w; a "$y"', 'env y=‹*›; run a ‹*›'],
  ['x=0; x=1 y=$((x=2)) a; b "$x"', 'env x=1; run a; env x=‹?›; env y=‹*›; run b ‹?›'],
  [
    'f() { local -i x=1; g; }; g() { local x; x=a; b "$x"; }; x=c f',
    'run local -i x=1 {env x=‹?›}; run local x; opaque code; env x=‹?›; run b ‹?›; env x=c',
  ],
  ['export SECONDS=x=3; a "$x"', 'run export SECONDS=x=3 {env SECONDS=‹?›}; run a ‹?›'],
  [
    'while getopts a x; do b; done; shift $((OPTIND - 1)); OPTIND=1; c $((OPTIND))',
    'run getopts a x; run b; run shift ‹*›; run c ‹*›',
  ],
  ['time -- -p a', 'run -p a'],
  ['time -p -- -- a', 'run -- a'],
  [`readarray -C 'a b' x <<< c`, 'run readarray -C "a b" x {!run a b ‹?› ‹?›}; opaque command'],
  ['set +o braceexpand; a {b,c}', 'run set +o braceexpand; run a ‹…›; opaque limit'],
  ['x=a; export x=(b) >"$x"', 'run export x {env x=b}; write b'],
  ['x=a; declare x=(b) y="$x"; c "$y"', 'run declare x y=b; run c b'],
  ['declare -i x=(1+1); a "${x[0]}"', 'run declare -i x; run a ‹?›'],
  ['f() { local -A x=(a b c d); e "${x[@]}"; }; f', 'run local -A x; run e ‹…›'],
  ['>a b=(c d) e', 'write a; run e; env b=‹?›'],
  ['>a b=c >d e=(f)', 'write a; write d; opaque syntax'],
  ["declare -A a; a['b c']=d; e \"${a['b c']}\"", 'run declare -A a; run e ‹?›'],
  ["a['b`c`']=d", 'opaque syntax; opaque code; run c'],
  ['x=a; b "${x+$"c"}" "${x+"$"d}"', 'run b $c $d; opaque syntax; opaque syntax'],
  ['x=a; b "${x+\\$"c"}" "a$"', 'run b $c a$'],
  ['a {x,y}=~ b{=,c=}~ x{z}=~', 'run a x=~ y=~ b=~ bc=~ "x{z}=~"'],
  ['export {x,y}=~; a "$x"', 'run export x=~ y=~ {env x=~; env y=~}; run a ~'],
  ['y=a; g() { y=b local y; }; g; c $y', 'env y=b; run local y; run c ‹…›'],
  [`x=' b'; a $x$!`, 'run a ‹…›'],
  ['unset x; [[ a || ${x:=5} ]]; b "$x"', 'run unset x; run b ‹?›'],
  ['coproc x { a; }; b "${x_PID-c}"', 'run a; run b ‹?›'],
  ['x=a; let 1/0 x=5; b "$x"', 'run let 1/0 x=5; run b ‹?›'],
  ['POSIXLY_CORRECT=1; a x=~', 'env POSIXLY_CORRECT=1; opaque syntax; run a x=‹?› @?'],
  ['set -o history; set -H', 'run set -o history; opaque syntax; run set -H'],
  ['shopt -so histexpand', 'opaque syntax; run shopt -so histexpand'],
  ['unset x; a ${x:y=1} "$y"', 'run unset x; run a ‹?›'],
  ['a {\r1..3}', 'run a ‹…›; opaque limit'],
  [`foo='y[$(a)]'; x=(1); declare -A x; x[foo]=2`, 'run declare -A x; opaque code'],
  ['x=a; b {x}>/c; d "$x"', 'run b; write /c; run d ‹?›'],
  ['x=1 y=$(a; b "$x") c', 'env x=1; run c; env y=‹?›; run a; run b ‹?›'],
  ['x=a=b; ((x=5)); c "$a"', 'run c ‹?›'],
  ['set -- \'a b\' c; d "${x:+$@}" "${x+"$*"}"', 'run set -- "a b" c; run d ‹…› ‹?›'],
  [`set -- a ''; IFS=:; b $*c`, 'run set -- a ""; env IFS=:; run b ‹…‹?›c›+'],
  [
    `x='a b'; export y=$x{,c}; d "$y"`,
    'opaque code; run export y=a b ‹y=‹?›…›+ {env y=a; env b=‹?›}; opaque command; run d ‹?› @?',
  ],
  ['set -- a b; c "$@${*:1}"', 'run set -- a b; run c ‹…›'],
  [`x=a; let '5=x=3' 'y=(1'; b "$x" "$y"`, 'run let 5=x=3 y=(1; run b ‹?› ‹?›'],
  ['unset a; b "${!a[*]}"', 'run unset a; run b ‹?›'],
  ['x=y; a ${!x[*]=$(b)}', 'run a ‹…›; run b'],
  ["set -- 'a[$(b)]'; c ${!@@}", 'run set -- a[$(b)]; run c ‹@‹?›…›+; opaque syntax; opaque code'],
  ['x=1; a "${!x[@]:-$(b)}"', 'run a ‹…›; run b'],
  ['a ${!x[@]+$(b)}', 'run a ‹…›; opaque code; run b'],
  ["x=(y 'a[$(b)]'); a ${!x[1]-c} ${!x[*]%c}", 'run a ‹…› ‹…›; opaque code; opaque code'],
  [
    'x=a; getopts -- b x -b; c "$x"; getopts "$o" y z',
    'run getopts -- b x -b; run c ‹?›; opaque code; run getopts ‹?› y z; opaque command',
  ],
  ['set -- a b; shift 0x1; c "$@"', 'run set -- a b; run shift 0x1; run c ‹…›'],
  ['x=a; f() { local -I x; c "${x-d}" "$x"; }; f', 'run local -I x; run c ‹?› ‹?›'],
  ['y=a; printf -v x -v y b; c "$y"', 'run printf -v x -v y b; run c ‹?›'],
  ['x=a y=b; wait -np x; wait -fpy; c "$x" "$y"', 'run wait -np x; run wait -fpy; run c ‹?› ‹?›'],
  ['x=(a); b ${x[1]:=c}; d "${x[1]}" "${x[@]}"', 'run b c; run d ‹?› ‹…›'],
  ["y=$(wc -l); x=y; a ${!x:='b[$(c)]'}; ((y))", 'run wc -l; run a ‹…›; opaque code'],
  ['x=(0 1 2 3 4 5 6 7 8 9); a ${x[010]} ${x[7]}', 'run a ‹…› 7'],
  ['jobs -x a b; jobs -l', 'opaque code; run jobs -x a b; run jobs -l @?'],
  [
    'BASH_XTRACEFD=1; set -x; a "$(echo b)" "$(nproc)"',
    'env BASH_XTRACEFD=1; run set -x; run a ‹?› ‹?›; run echo b; run nproc',
  ],
  ['pushd src; DIRSTACK[1]=/; popd; a', 'run popd @/w/src,/w; run a @?'],
  ['readonly x x=~; a "$x"', 'run readonly x x=/h; run a ‹?›'],
  [`y=1; case a in a) y='b[$(c)]';;& $((y))) ;; esac`, 'opaque code'],
  ['case a in a) f() { b; };;& $(f)) ;; esac', 'run b; run f'],
  ['y=1; x=$((y=3)) a >f$y', 'env x=‹*›; run a; write f‹*›'],
  ['unset y; f() { a "$x"; }; x=${y-b} f >f${y:=d}', 'run unset y; run a b; env x=b; write fd'],
  ['x=1; x=2 a >f$x; b "$x"', 'env x=2; run a; write f1; run b 1'],
  ['x=a; f() { (local x=b); local x; c "${x-d}"; }; f; e "$x"', 'run local x=b; run local x; run c d; run e a'],
  ['x=a; f() { t && local x=b; local x=c; }; f; e "$x"', 'run t; run local x=b; run local x=c; run e ‹?›'],
  ['x=a y=b; read -ax <<< c; read -rsay <<< c; d "$x" "$y"', 'run read -ax; run read -rsay; run d ‹?› ‹?›'],
  ['x=1; f() { a "$x"; }; x=2 f >g$((x=3)); b "$x"', 'run a ‹?›; env x=2; env x=‹?›; write g‹*›; run b ‹?›'],
  [`t && x=(); declare x='(b c)'; d "$x"`, 'run t; run declare "x=(b c)"; run d ‹?›'],
  ['unset x; y=a; c ${#x[y=5]}; d "$y"', 'run unset x; run c ‹*›; run d ‹?›'],
  ['f() { local -i x; c ${x=}; }; f', 'run local -i x; run c ‹…›'],
  ['f() { local -u x; c ${x=a}; }; f', 'run local -u x; run c ‹…›'],
  ['x=a; g() { local x=b; trap "x=c" DEBUG; }; g; d "$x"', 'run local x=b; run trap x=c DEBUG; run d ‹?› @?'],
  [`set a; f() { trap 'shift' DEBUG; }; f; b "$@"`, 'run set a; run trap shift DEBUG {!run shift @?}; run b ‹…› @?'],
  [`trap 'set h' DEBUG; set k; a "$@"`, 'run trap "set h" DEBUG {!run set h @?}; run set k @?; run a ‹…› @?'],
  [`f() { a "$1"; }; trap 'f b' EXIT`, 'run trap "f b" EXIT {!run a b @?; !run f b @?}'],
  [
    'x=a; f() { local x; g() { export x; }; x=t g; }; f; b "$x"',
    'run local x; run export x {env x=t}; env x=t; run b ‹?›',
  ],
  [`x=; a "\${x+$'\\x24(b)'}"`, 'run a ‹?›; opaque syntax'], // bash runs `b`
  [`x=; a "\${x+$'b'}" "\${x+"$'b'"}" "\${y//$'\\n'/ }"`, `run a ‹?› "$'b'" ‹?›`],
  ['x=; a "${x+"\\b\\$y"}" "${x+\\b}"', 'run a b$y \\b'],
  [`a {b,"\${x+"'"}"}`, 'run a b ‹?›; opaque syntax'], // bash makes one word of it
  [`i='a[$(b)]'; declare -i i+=`, 'run declare -i i+=; opaque code'],
  ['a >&1-""; b >&1-', 'run a; write 1-; run b'],
  [`a "$(b \${y-$'\\x24(c)'})"`, 'run a ‹?›; run b ‹…›; opaque syntax'], // bash runs `c`
  [`a "$(b \${y//$'\\n'/ })"`, 'run a ‹?›; run b ‹…›'],
  ['a "${x+"`b \'\\\'\'`"}"', 'run a ‹‹?›‹?›…›; opaque syntax; opaque syntax; run b ‹\\‹?›…›+'],
  [`a {c,"\`b '"'\`"}`, 'run a c ‹?›; opaque syntax; run b "\\""'],
  ['y=0; readonly x; x=($((y=1))); a\nb $y', 'run readonly x; run a; run b ‹*›'],
  ['shopt -s lastpipe; a | { ! { cd /; }; }; b', 'run shopt -s lastpipe; run a; run cd /; run b @/w,/'],
  ['trap "cd b" DEBUG; cd /c && a', 'run trap "cd b" DEBUG {!run cd b @?}; run cd /c @?; run a @?'],
  ['shopt -s globstar; a **/b c/**/d', 'run shopt -s globstar; run a ‹…‹?›b›+ ‹…c/‹?›d›+'],
  ['readonly x; x=$((y=1)) a; b "$y"', 'run readonly x; env x=‹*›; run a; run b ‹?›'],
  [
    'x=a y=b; printf "%%n %-3n" x; printf "a$z" y; c "$x" "$y"',
    'run printf "%%n %-3n" x; run printf a‹?› y; run c ‹?› ‹?›',
  ],
  ['x=a y=x; printf %%n%s x; printf %n "$y"; c "$x"', 'run printf %%n%s x; run printf %n x; run c ‹?›'],
  ['x=(a b); read -a IFS; c "${x[@]}"', 'run read -a IFS {env IFS=‹?›}; run c ‹…›'],
  ['unset x; a ${x#$((y=1))}; b "$y"', 'run unset x; run a; run b ‹?›'],
  ['x=a; x= printf %n x; b "$x"', 'env x=""; run printf %n x {env x=‹*›}; run b ‹?›'],
  [`shopt -s globstar; a **'/b' **$x/c *''*/d`, 'run shopt -s globstar; run a ‹…‹?›b›+ ‹…‹?›c›+ ‹…‹?›d›+'],
  ['coproc b { a; }; b_PID=k; unset b; b=k; wait; c "$b" "$b_PID"', 'run a; run unset b; run wait; run c ‹?› ‹?›'],
  ['x=a; f() { local -n r=x; local x; r=b; c "$x"; }; f', 'run local -n r=x; run local x @?; run c ‹?› @?'],
  [`eval x=('$(a)' $(b))`, 'run eval ‹…›; opaque command; run b'],
  ['let x=(1)', 'run let ‹…›; opaque code'],
  [`y='a b'; \\export x=$y; c "$x"`, 'run export x=a b {env x=a; env b=‹?›}; run c a'],
  [`k='y[$(a)]'; f() { local -A x; unset x; x[k]=1; }; f`, 'run local -A x; run unset x; opaque code'],
  [`k='y[$(a)]'; readonly -A x; b "\${x[k]}"`, 'run readonly -A x; run b ‹?›; opaque code'],
  [`k='y[$(a)]'; readonly -A x=([b]=c); b "\${x[k]}"`, 'run readonly -A x; run b ‹?›'],
  [`k='y[$(a)]'; declare -A DIRSTACK; DIRSTACK[k]=1`, 'run declare -A DIRSTACK; opaque code'],
  [`k='y[$(a)]'; declare -A x; coproc x { b; }; x[k]=1`, 'run declare -A x; run b; opaque code'],
  [`trap 'set b' ERR; set c; a "$1" "$@"`, 'run trap "set b" ERR {!run set b @?}; run set c @?; run a ‹?› ‹…› @?'],
  [
    `trap 'unset -f f' ERR; f() { a; }; f`,
    'run trap "unset -f f" ERR {!run unset -f f @?}; run a @?; run a @?; run f @?',
  ],
  ['x=a; f() { declare -Z x; x=b; }; f; c "$x"', 'run declare -Z x; run c b'],
  ['x=a; f() { local x; g; }; g() { wait -p x; x=b; }; f; c "$x"', 'run local x; run wait -p x; run c ‹?›'],
  ['x=a; f() { local x; g; }; g() { coproc x { b; }; x=c; }; f; d "$x"', 'run local x; run b; run d ‹?›'],
  ['coproc x { a; }; x=b; wait; c "$x"', 'run a; run wait; run c ‹?›'],
  ['x=; declare -i x; x+=(1); a "$x"', 'run declare -i x; run a ‹?›'],
  [`declare -i x; f() { a "$x"; }; x= f`, 'run declare -i x; run a ‹?›; env x=‹?›'],
  ['declare -i x; f() { x=2+3; a "$x"; }; x=1 f', 'run declare -i x; env x=‹?›; run a ‹?›; env x=‹?›'],
  [`declare -A x; k='y[$(a)]'; f() { x[k]=1; }; x=1 f`, 'run declare -A x; env x=‹?›; opaque code; env x=1'],
  [`k='y[$(a)]'; f() { local x; declare -gA x; x[k]=1; }; f`, 'run local x; run declare -gA x; opaque code'],
  [`k='y[$(a)]'; f() { declare -gA x=([b]=c); x[k]=1; }; f; x[k]=2`, 'run declare -gA x'],
  ['x=k; a ~:$x ~=~${x}', 'run a ‹?›k ‹?›k; opaque syntax; opaque syntax'], // bash expands neither parameter
  ['a $(b << -E\nE\n-E\n); c << -E\n-E\nd', 'run a ‹…›; run b; opaque syntax; run c; run d'],
  [`a "$(b $((x=$';c d'; e)\n))"`, 'run a ‹?›; run b ‹…›; opaque syntax; run e'], // bash runs `c d`
  [`x='$(b)'; eval y=("$x")`, 'run eval ‹…›; opaque command'], // bash runs `b`
  [`alias y=("$x")`, 'run alias y; opaque command'],
  [`a "$(b <((c)& $';d'))"`, 'run a ‹?›; run b /dev/fd/‹*›; opaque syntax; opaque syntax; run c; run ";d"'],
  ['local x=(); a "${x[@]}"', 'run local x; run a ‹…›'],
  ['declare -lW x=(A); a "$x"', 'run declare -lW x; run a ‹?›'], // an error, after it was assigned
  ['a$ () { b; }; a$', 'opaque syntax; run b'], // bash does not define it
  [`eval '-a() { b; }'; -a`, 'run eval "-a() { b; }"; opaque command; run b @?; run -a @?'],
  [`x='y[$(rm z)]'; [[ !(x -eq 1) ]]`, 'opaque code'], // a negation
  ['[[ ! (a) ]] && [[ $b == !(c) ]]', ''],
  ['shopt -s extglob; [[ !(-v $y) ]]', 'run shopt -s extglob; opaque syntax; opaque code'],
  [`a <<'E'\nx\nE\u0000\nrm y\nE\n`, 'opaque syntax; run a'],
  ['declare "-A" m=(k v); b', 'run declare -A m; opaque code; run b'], // the array is made without it
  ['o=-g; declare $o a=(b)', 'run declare -g a; opaque code'],
  ['declare -A m=(k v); declare -a "x=1" n=(1)', 'run declare -A m; run declare -a x=1 n'],
  ['unset y; (b) > ${y:=f}; c "$y"', 'run unset y; run b; write f; run c ""'], // in its own process
  ['x=/etc; (b) <<< $((x=1)); c "$x"', 'run b; run c /etc'],
  ['(cd a && b) >f; c', 'run b @/w/a; write f; run c'],
  [
    'OLDPWD=/usr; OLDPWD=/x cd /tmp && cd - && b',
    'env OLDPWD=/usr; env OLDPWD=/x; run cd /tmp; run cd - @/tmp; run b @?',
  ],
  ['PWD=/foo; PWD=/x cd /tmp; a "$PWD"', 'env PWD=/foo; env PWD=/x; run cd /tmp; run a ‹?› @/tmp,/w'],
  ['x=/etc; declare -i y; y=x=1 a; b "$x"', 'run declare -i y; env y=‹?›; run a; run b ‹?›'],
  ['a=(1 2 3); p $((a[1]))', 'run p ‹*›'],
  ['a=(1 x 3); p $((a[1]))', 'run p ‹*›; opaque code'],
  [`IFS=$'\\n\\t'; x=build; rm -rf $x`, 'env IFS="\\n\\t"; run rm -rf build'],
  ['IFS=u; x=build; rm -rf $x', 'env IFS=u; run rm -rf ‹…›'],
  [
    'f() { local IFS=,; x=a,b; c $x; x=ab; c $x; }; f; x=a; c $x',
    'run local IFS=, {env IFS=,}; run c ‹…›; run c ab; run c a',
  ],
  [`IFS=$'\\n'; a $((1)) $?`, 'env IFS="\\n"; run a ‹*› ‹*›'],
  ['x=1; y=/tmp/; yb=/etc/b; rm "${x+$y"b"}"', 'run rm /tmp/b; opaque syntax'], // it is `$yb`
  ['x=1; y=/tmp/; rm "${x+"$y"b}"', 'run rm /tmp/b; opaque syntax'],
  ['x=1; y=/tmp/; rm "${x+"$y"/b}" "${x+${y}"b"}"', 'run rm /tmp//b /tmp/b'],
  ['unset x; : < /nonexist > ${x:=f}; c "$x"', 'run unset x; read /nonexist; write f; run c ‹?›'],
  ['unset y; command rm > ${y:=f}; c "$y"', 'run unset y; run command rm {!run rm}; write f; run c ‹?›'],
  ['f() { local PATH; ls; }; f', 'run local PATH {env PATH}; run ls'], // programs are run from the current folder
  ['export -n PATH', 'run export -n PATH {env PATH}'],
  [
    'a=(rm); f() { local a=(x); g; p "${a[@]}"; }; g() { export a=(z); }; f',
    'run local a; run p ‹…›; run export a {env a=‹?›}',
  ],
  [`k='a[$(b)]'; declare -A m=([a]=$((1/0)))\nm[$k]=1`, 'run declare -A m; opaque code'], // nothing is declared
  ['declare -A m=([a]=1 ["b c"]=2)\nm[$k]=1', 'run declare -A m'],
  ['TEXTDOMAIN=x; a $"b"', 'env TEXTDOMAIN=x; opaque syntax; run a b @?'], // is translated, and expanded
  ['f=src/a.ts; mv "$f" "${f%.ts}.js"', 'run mv src/a.ts src/a.js'],
  [
    'f=src/a.b.ts; a "${f%.*}" "${f%%.*}" "${f#*.}" "${f##*.}" "${f##*/}" "${f%/*}" "${f#src/}" "${f%x}"',
    'run a src/a.b src/a b.ts ts a.b.ts src a.b.ts src/a.b.ts',
  ],
  [
    `f=src/a.ts; a \${f%.ts} \${f:0:3} "\${f:4}" "\${f:1:2}" "\${f: -2}" "\${f%?}" "\${f%$x}" "\${f%\\*}" "\${f%'*'}"`,
    'run a src/a src a.ts rc ‹?› ‹?› ‹?› ‹?› ‹?›',
  ],
  ['for f in *.ts; do mv "$f" "${f%.ts}.js"; done', 'run mv ‹*›.ts ‹*›.js'],
  [
    'for f in src/*.ts; do mv "$f" "${f##*/}" "${f%/*}" "${f%.*}" "${f%%.*}" "${f#src/}"; done',
    'run mv src/‹*›.ts ‹*›.ts src src/‹*› ‹?› ‹*›.ts',
  ],
  ['for f in src/*; do a "${f%.ts}" "${f##*/}" "${f%/*}/x"; done', 'run a ‹?› ‹*› src/x'],
  ['unset f; a "${f%b}" "${f:0:1}"', 'run unset f; run a "" ""'],
  ['for f in a*; do b "x/${f#a}/y" "${f%.ts}"; done', 'run b x/‹?›/y ‹?›'], // `a..` without its `a`
  ['for f in *.ts; do mv "$f" "${f%.ts}.js"; done', 'run mv ‹*›.ts ‹*›.js'],
  ['shopt -s dotglob; for f in *.ts; do a "${f%.ts}"; done', 'run shopt -s dotglob; run a ‹?›'],
  ['a $(stat -c %s /x 2>&1) $(stat -c %s /x 2>/dev/null)', 'run a ‹…› ‹…‹*››; run stat -c %s /x; run stat -c %s /x'],
  [
    'a $(wc -l 2>&1 <f) $(wc -l <f) $(date +%s > >(b))',
    'run a ‹…› ‹…‹*›› ‹…›; run wc -l; read f; run wc -l; read f; run date +%s; run b',
  ],
  [
    'a $(stat -c %s $f) x$(stat -c %s *) $(stat -f %i /) $(stat -c %s "x$f")',
    'run a ‹…› ‹x‹?›…›+ ‹…› ‹…‹*››; run stat -c %s ‹…›; run stat -c %s ‹…‹*››+; run stat -f %i /; run stat -c %s x‹?›',
  ],
  [
    `set -E; trap 'echo /etc' ERR; a $(stat -c %s /x)`,
    'run set -E; run trap "echo /etc" ERR {!run echo /etc @?}; run a ‹…›; run stat -c %s /x',
  ],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

/* Texts that bash does not take, though they look well, beside some that it takes. */

test.for<[command: string, acts: string]>([
  ['case a in (#) b;; esac', 'opaque syntax'],
  ['a >#b', 'run a; opaque syntax'],
  ['a <<#E\nb\n#E', 'run a; opaque syntax'],
  ['a >2>b', 'run a; write 2; opaque syntax'],
  ['a >&2>b >c', 'run a; write b; write c'],
  ['a; in', 'run a; opaque syntax'],
  ['x=1 in', 'env x=1; run in'],
  ['a | ]]', 'run a; opaque syntax'],
  ['for a { b; }', 'opaque syntax'],
  ['for a; { b; }', 'run b'],
  ['time || a', 'opaque syntax'],
  ['! | a', 'opaque syntax'],
  ['x=$(time (a))', 'run a; opaque syntax'],
  ['x=$(time\n(a)); time (b)', 'run a; run b'],
  ['! ;; a', 'opaque syntax'],
  ['case x in x) ! ;; esac', 'opaque syntax'],
  ['case x in x) !; ;; esac', ''],
  ['{ ! }', 'opaque syntax'],
  ['if time then a; fi', 'opaque syntax'],
  ['a $(! )', 'run a ‹…›; opaque syntax'],
  ['a $(time -p)', 'run a ‹…›'],
  ['(time)', 'opaque syntax'],
  ['a $(time f() (b))', 'run a ‹…›; opaque syntax'],
  ['a $(time b z=(c))', 'run a ‹…›; run b z=; opaque syntax'],
  ['a $(time [[ b ]]; time -p -- c)', 'run a ‹…›; run c'],
  ['case # in\nx in esac', 'opaque syntax'],
  ['case x in a) for y\nin b; do c; done;; esac', 'opaque syntax'],
  ['case x in a) for y\ndo c; done;; esac; for y\nin b; do d; done', 'run c; run d'],
  ['{ case x in a) b;; } ) c;; esac; }', 'run b; opaque syntax; run c'], // it ends the group
  [`case x in '}') a;; esac`, 'run a'],
  ['coproc a do', 'opaque syntax'], // `a` may have been its name
  ['coproc a b do', 'run a b do'],
  ['coproc a time', 'run a time'],
  ['coproc f() { a; }', 'opaque syntax'],
  ['coproc coproc a', 'run a; opaque syntax'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
