import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  ['((x = 1, y = x + 2)); echo $x', 'run echo ‹*›'],
  [`x='a[$(b)]'; ((x))`, 'opaque code'],
  ["x='a[$(b)]'; echo $((x)) ${y[x]} ${y:x}", 'run echo ‹*› ‹…› ‹…›; opaque code; opaque code; opaque code'],
  ['x=1; y=x; ((y++)); echo "$y"', 'run echo ‹*›'],
  ['x=1+1; [[ $x -gt 1 ]]', ''],
  ["n1='a[$(b)]'; ((n$#)); ((${#}n1)); (($!n1))", 'opaque code; opaque code'],
  ['n=08; x=$((n))\nc "$x"', 'run c ‹?›'],
  ['t && n=08; x=1; : $((x=n)); x=2\nc "$x"', 'run t; opaque code; run c 2'],
  ['n=$?$#; x=1; : $((x=n)); : $((0$#)); x=2\nc "$x"', 'run c ‹*›'],
  ['n=1$#; x=1; : $((x=3$#)) $((n)); x=2\nc "$x"', 'run c 2'],
  ['c $#$# "$?$#" f$((1))$((2))', 'run c ‹.*› ‹.*› f‹.*›'],
  ['((a[)])); b', 'opaque command; run ‹…a‹?››+; run b'],
  ['((a; b[c)]++))', 'run a; opaque command; run ‹…b‹?››+'],
  ['((a[(1])); for ((a[)];;)); do b; done', 'opaque command; run ‹…a‹?››+; opaque code; opaque syntax'],
  [
    '((a[1])); ((a[(1)]++)); b $[c[(] $((c[$(d)]))',
    'opaque code; opaque code; run b ‹‹*›‹?›…›; opaque code; opaque code; run d; opaque syntax',
  ],
  ['a[(]=1; a[)]=2 b', 'env a=‹?›; run b'],
  [
    "(('`b`${')); (('$(b')); c",
    'opaque syntax; opaque syntax; opaque code; run b; opaque syntax; opaque syntax; opaque syntax; opaque code; run b; opaque syntax; run c',
  ],
  [`(('1' + x[')'])); b`, 'opaque syntax; opaque code; run b'],
  ['((x))', 'opaque code'],
  ['read x; ((x))', 'run read x; opaque code'],
  ['x=$(a); echo $((x + 1))', 'run a; run echo ‹*›; opaque code'],
  ['for ((i=0; i<9; i++)); do a[i]=1; done', ''],
  [`let x=1 'y=$(a)' "z=$w"`, 'run let x=1 y=$(a) z=‹?› {run a}; opaque code; opaque code'],
  [`[[ -v x ]]; [[ -v 'x[$(a)]' ]]; [[ -v $y ]]`, 'run a; opaque code; opaque code'],
  [
    `test -v 'x[$(a)]'; [ -v x[1] ]; test "$a" "$b"; [ "$a" ]; [ "$a" = "$b" ]`,
    'run test -v x[$(a)] {run a}; opaque code; run [ -v ‹…x‹*››+ ]; opaque code; run test ‹?› ‹?›; opaque code; run [ ‹?› ]; run [ ‹?› = ‹?› ]',
  ],
  [
    `printf -v 'x[$(a)]' y; read 'x[$(b)]'; unset 'x[$(c)]'; declare 'x[$(d)]=1'`,
    'opaque code; run printf -v x[$(a)] y {run a}; opaque code; run read x[$(b)] {run b}; run unset x[$(c)] {run c}; opaque code; run declare x[$(d)]=1 {run d}; opaque code',
  ],
  [`declare -i x; x='a[$(b)]'; x=5; x+=1; echo $x`, 'run declare -i x; opaque code; run echo ‹*›'],
  ['declare -A x; x[k]=1; echo ${x[k]}; x[$(a)]=1', 'run declare -A x; run echo ‹…›; run a'],
  [`declare -n x=y; declare -n z='a[$(b)]'`, 'run declare -n x=y; run declare -n z=a[$(b)] @?; opaque code'],
  [`((a['$(b)']))`, 'opaque code; opaque syntax; run b'],
  ['n=$#; ((n > 1)) && echo $((n - 1)) $((RANDOM % 6)) $((${#n} + 1))', 'run echo ‹*› ‹*› ‹*›'],
  ['wait $!; kill $!', 'run wait ‹…‹*››; run kill ‹…‹*››'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
