import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  ['git status && ls | wc -l > f', 'run git status; run ls; run wc -l; write f'],
  [
    '[[ a ]] && b; ((a)); a=(b); a+=b; a[1]=c',
    'opaque syntax; run b; opaque syntax; opaque code; opaque syntax; opaque syntax; opaque syntax',
  ],
  ['function f { a; }', 'opaque syntax'],
  [
    'echo $\'a\' $"b" {a,b} ~+ ${x:1} ${x/a/b} ${x^} ${!x} $[1]',
    'run echo a b a b ‹?› ‹…› ‹…› ‹…› ‹…› ‹*›; opaque syntax; opaque syntax; opaque syntax; opaque syntax; opaque syntax; opaque syntax; opaque code; opaque syntax; opaque syntax',
  ],
  [
    'cat <<< x; diff <(a) b; a &>f; a |& b',
    'run cat; opaque syntax; run diff /dev/fd/‹*› b; run a; run a; write f; run a; run b',
  ],
  [
    'select x in a; do b; done; coproc a; time a; for ((;;)); do a; done',
    'opaque syntax; run b; opaque syntax; run a; opaque syntax; run a; opaque syntax; run a',
  ],
  [
    'export A=1; local b=2; . ./x; x=1 export y',
    'run export A=1 {env A=1}; run local b=2; run . ./x; opaque command; env x=1; run export y @? {env y=‹?›}',
  ],
  ['a >&f; echo "${x:-y}" ${x%y} $((1+2)); case x in (y) z;; esac', 'run a; write f; run echo ‹?› ‹…› ‹*›; run z'],
  ['echo @(a|b)', 'run echo ‹…›; opaque syntax'],
  // Where nobody knows these, the first is `a &` and `>f rm b`, and `10` and `{x}` are arguments.
  ['a &>f rm b; cd c &>f; d', 'run a rm b; write f; opaque syntax; opaque syntax; write f; run d @/w/c,/w'],
  ['a b &>f; command -v c &>/dev/null', 'run a b; write f; run command -v c'],
  ['eval "a &>f rm b"', '!opaque syntax; run eval "a &>f rm b" {!write f; !run a rm b}'],
  ['a &>f && b', 'run a; write f; run b'],
  ['x=1 && b &>f; c "$x"', 'opaque syntax; run b; write f; run c 1'],
  ['x=a; a $((x=2)) &>f; [ b ] &>/dev/null && c', 'run a ‹*›; opaque syntax; write f; run [ b ]; run c'],
  ['f() { local d="$(a "$1")"; cd "$d" && b; }; f c', 'run local d=‹?›; run a c; run cd ‹?›; run b @?'],
  [
    `y='a b=7'; command export x=$y`,
    'opaque syntax; run command export x=a b=7 {!run export x=a b=7 {env x=a; env b=7}}',
  ],
  ['HOME=; a ~', 'env HOME=""; run a ‹…›'],
  ['a 10>f; a {x}>f', 'run a; opaque syntax; write f; run a; opaque syntax; write f'],
  ['x=a; declare x=b; c $x; pushd d; c', 'run declare x=b; run c ‹…›; run c @/w,/w/d'],
  ['f() { local x; a "$x"; }; x=b; f; c $RANDOM', 'run local x; run a ‹?›; run c ‹…›'],
  ['x=a; x=b >$x', 'connect *; write ‹?›'],
  ['alias x=y', 'run alias x=y {!run y}; opaque command'],
])('sh: %s → %s', ([command, acts]) => expect(actsOf(command, { dialect: 'sh' })).toBe(acts));

test.for<[command: string, acts: string]>([
  ['git status && ls | wc -l > f', 'run git status; run ls; run wc -l; write f'],
  [
    'echo *(.) =ls ~[x] =(a) a>!b',
    'run echo ‹…› =ls ‹?› =; opaque syntax; opaque syntax; opaque syntax; opaque syntax',
  ],
  ['for x (a b) c', 'opaque syntax; opaque syntax'],
  ['for x in a; do b $x; done; repeat 3 a', 'run b a; opaque syntax; run repeat 3 a'],
  [`x='a b'; echo $x "$x"; y=a; echo $y`, 'run echo ‹…› "a b"; run echo a'],
  [
    'echo $x[1] ${(e)x} ${x:h} $#x $+x',
    'run echo ‹…› ‹(e)x‹?›…›+ ‹…› ‹…‹?›x›+ $+x; opaque syntax; opaque syntax; opaque syntax; opaque code; opaque syntax; opaque syntax',
  ],
  ['if [[ a ]] { b }', 'opaque syntax'],
  ['a &! b; a &| b; a >>!f; noglob a *; foreach x (a b) c; end', 'run a; run b; run a; opaque syntax'],
  ['() { rm x; }', 'opaque syntax'],
  ['function { rm x; }', 'opaque syntax'],
  ['echo **/*.ts', 'run echo ‹…‹?›.ts›+'],
  ['x==a; y=(b c); d "$y"; d >{e,f} g', 'opaque syntax; run d ‹?›; run d g; write e; write f'],
  [
    'a $"b" $10 $\'\\q\' ${#%c} ${x#{d,e}}',
    'run a b ‹…‹?›0›+ \\q ‹…› ‹…‹?›}›+; opaque syntax; opaque syntax; opaque syntax; opaque syntax; opaque syntax',
  ],
  ['export x==ls', 'run export x==ls {env x==ls}; opaque syntax'],
  ['a {1}>f', 'run a "{1}"; opaque syntax; write f'],
  ['time (a); b 10>f; {x}>g', 'run a; run b; opaque syntax; write f; opaque syntax; write g'],
  ['a ~$x {b..f..2} ${#x%$(c)}', 'run a ‹‹?›‹?›…› b d f ‹*›; opaque syntax; opaque syntax'],
  ['time a -b; time { c; }; time x=1', 'run a -b; opaque syntax; run c; opaque syntax'],
  ['a {,b}; a b{,c}', 'run a b; opaque syntax; run a b bc'],
  ['a {1..} $BASHPID $RANDOM', 'run a "{1..}" ‹…› ‹…›; opaque syntax'],
  ['a ( )\n{ b; }', 'opaque syntax'],
  ['a >&1-', 'run a; opaque syntax'],
  ['a=(b c); echo $a[1] "${a[@]}"', 'run echo ‹…› b c; opaque syntax; opaque syntax'],
])('zsh: %s → %s', ([command, acts]) => expect(actsOf(command, { dialect: 'zsh' })).toBe(acts));
