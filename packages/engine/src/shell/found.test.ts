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
  ['a $x{,b} ${x}{,b} "$x"{,b}', 'run a ‹…› ‹…› ‹…› ‹…‹?›b›+ ‹?› ‹?›'],
  ['local x=a; b "$x"', 'run local x=a; run b ‹?›'],
  ['x=()a =', 'env x=‹?›; run a =; opaque syntax'],
  ['a $${b..d}', 'run a ‹…›; opaque limit'],
  ['a ~"" ~b"" x""', 'run a ~ ~b x'],
  [`x=' '; a $x$ $x%`, 'run a ‹…› %'],
  ['for x in a #\ndo b\ndone', 'run b'],
  ['a {b[]}>- {c[1]}>d {e}>f', 'run a "{b[]}"; opaque syntax; write -; write d; write f'],
  ['a {b,${c#{}} {b,${c#d}}', 'run a ‹…› b ‹…›; opaque limit'],
  ["((<<'E'\nE\n) | b)", 'opaque syntax; run b'], // bash loses its place in the document and runs `E`
  ['x=4; while read x; do x=5; done; a $x', 'run read x; run a ‹…›'], // the last `read` is behind the last `x=5`
  ['set -- "$@" d; a b"$@" "$@"c', 'run set -- ‹…› d; run a ‹b‹?›…›+ ‹…‹?›c›+'], // of nothing and d it makes bd
  ['f() { unset x; a "$x"; }; x=$b; x= f', 'run unset x; run a ‹?›; env x=""'],
  ["a 'b\n'\\", 'run a ‹b\n‹?›…›+'], // bash drops the last backslash
  ['a b\\', 'run a b\\'],
  ['a "${##<(b})}"', 'run a ‹?›)}; opaque syntax'],
  ['local z[|]', 'run local ‹…z‹?››+; opaque syntax'], // a pipe to `]`
  ['declare z[1 +2]=x', 'opaque code; run declare ‹…z‹?››+; opaque command; opaque syntax'],
  ['a "`b "c{d,e}"`"', 'run a ‹?›; opaque syntax; run b "c{d,e}"'], // bash's braces see the quotes another way
  ['a "`b "c"`"', 'run a ‹?›; run b c'],
  ['x=([<(b)])', 'opaque syntax'], // no subscript, since no `=` follows: bash runs `b`
  ["'a\n' \\", 'run "a\\n" ‹…›'],
  ['[[ a =~ (<(b)) ]]; [[ a == @(<(b)) ]]', 'run b; run b'],
  ['shopt -s nullglob; a [x]!$(:)', 'run shopt -s nullglob; run a ‹…›'],
  ['a $b*"c"', 'run a ‹…›+'],
  ['a v[$(:)]=~ v[$(:)]=~/b', 'run a ‹v[‹?›…‹?›‹?››+ ‹v[‹?›…‹?›‹?››+'],
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
  ['>a x[ ]=b', 'write a; opaque syntax'],
  ['a "$${""}"', 'run a ‹*›{}; opaque syntax'],
  ['shopt -s nullglob; a [] [b', 'run shopt -s nullglob; run a ‹…[]› [b'],
  [
    'f() { local x=a; g; b "$x"; }; g() { unset x; x=d; }; x=c; f; e "$x"',
    'run local x=a; run b ‹?›; run unset x; run e ‹?›',
  ],
  ['f() { unset x; x=b; }; x=a; x=c f; d "$x"', 'run unset x; env x=c; run d ‹?›'],
  ['x=a; trap x=b DEBUG; c "$x"', 'run trap x=b DEBUG; run c ‹?› @?'],
  [`trap 'set +B' ERR; a {b,c}`, 'run trap "set +B" ERR {!run set +B @?}; run a ‹…› @?; opaque limit'],
  [`x=a; trap 'declare -i x' DEBUG; x='y[$(b)]'`, 'run trap "declare -i x" DEBUG {!run declare -i x @?}; opaque code'],
  ['trap break ERR; while x=a; do x=b; c; done; d "$x"', 'run trap break ERR {!run break @?}; run c; run d ‹?›'],
  ['x=a; x=b printf -v x c; d "$x"', 'env x=b; run printf -v x c; run d ‹?›'],
  [`RANDOM='x[$(a)]'; OPTIND='x[$(b)]' SECONDS=0`, 'opaque code; opaque code'],
  [`PS4='$(a)' eval 'set -x; b'`, 'run a; env PS4=$(a); !opaque code; run eval "set -x; b" {!run set -x; !run b}'],
  ['x=(b=~ ~); a "${x[@]}"', 'run a b=~ /h'],
  ['while x=a; do x=b; c && break; done; d "$x"', 'run c; run break; run d ‹?›'],
  ['for ((;;x=1)); do x=b; break; done; d "$x"', 'run break; run d ‹?›'],
  ['x=a; {x}>f; b "$x"', 'write f; run b a'],
  ['declare -A x=(a b c d); e "${x[@]}" ${#x[@]}', 'run declare -A x; run e ‹…› ‹*›'],
  ['f() { declare -g x=a; b "$x"; }; x=c f; d "$x"', 'run declare -g x=a; run b ‹?›; env x=c; run d ‹?›'],
  ['y=$((y=3)) cd /w; a "$y"', 'env y=‹*›; run a ‹*›'],
  ['x=0; x=1 y=$((x=2)) a; b "$x"', 'env x=1; run a; env y=‹*›; run b ‹?›'],
  [
    'f() { local -i x=1; g; }; g() { local x; x=a; b "$x"; }; x=c f',
    'run local -i x=1; run local x; opaque code; run b ‹?›; env x=c',
  ],
  ['export SECONDS=x=3; a "$x"', 'run export SECONDS=x=3 {env SECONDS=x=3}; run a ‹?›'],
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
  ['POSIXLY_CORRECT=1; a x=~', 'opaque syntax; env POSIXLY_CORRECT=1; run a x=‹?› @?'],
  ['set -o history; set -H', 'run set -o history; opaque syntax; run set -H'],
  ['shopt -so histexpand', 'opaque syntax; run shopt -so histexpand'],
  ['unset x; a ${x:y=1} "$y"', 'run unset x; run a ‹…› ‹?›'],
  ['a {\r1..3}', 'run a ‹…›; opaque limit'],
  [`foo='y[$(a)]'; x=(1); declare -A x; x[foo]=2`, 'run declare -A x; opaque code'],
  ['x=a; b {x}>/c; d "$x"', 'run b; write /c; run d ‹?›'],
  ['x=1 y=$(a; b "$x") c', 'env x=1; run c; env y=‹?›; run a; run b ‹?›'],
  ['x=a=b; ((x=5)); c "$a"', 'run c ‹?›'],
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
  ['x=$(time (a))', 'opaque syntax'],
  ['x=$(time\n(a)); time (b)', 'run a; run b'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
