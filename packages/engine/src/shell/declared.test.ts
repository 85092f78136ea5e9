import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

/* ---- text in quotes that becomes an array is read once more ---- */

test.for<[command: string, acts: string]>([
  [`declare -a x='($(a))'`, 'run declare -a x=($(a)) {run a}; opaque code'],
  [`declare -A x='([\`a\`]=b)'`, 'run declare -A x=([`a`]=b) {run a}; opaque code'],
  [`f() { local -a x+='($(a))'; }; f`, 'run local -a x+=($(a)) {run a}; opaque code'],
  [`readonly -a x='($(a))'`, 'run readonly -a x=($(a)) {run a}; opaque code'],
  [`x=(); typeset x='($(a))'`, 'run typeset x=($(a)) {run a}; opaque code'],
  [`t && x=(); declare x='($(a))'`, 'run t; run declare x=($(a)) {run a}; opaque code'],
  [`exec {x[1]}>f; declare x='($(a))'`, 'run exec; write f; run declare x=($(a)) {run a}; opaque code'],
  [`mapfile <<< b; declare MAPFILE='($(a))'`, 'run mapfile; run declare MAPFILE=($(a)) {run a}; opaque code'],
  [`y='b[$(a)]'; declare -a x='([y]=c)'`, 'run declare -a x=([y]=c); opaque code'],
  [`declare -a 'x[0]=($(a))'`, 'run declare -a x[0]=($(a)) {run a}; opaque code'],
  ['declare -a x="$1"', 'run declare -a x=‹?›; opaque code'],
  [`declare -a x='(b c)'; a "\${x[@]}"`, 'run declare -a "x=(b c)"; run a b c'],

  [
    `export -a x='($(a))'; export -a y="$"; c "$y"`,
    'run export -a x=($(a)) {run a; env x=‹?›; env x=‹?›}; opaque code; run export -a y=$ {env y=$}; run c $',
  ],
  // … and otherwise is not:
  [`declare -a x='($(a)) '; declare y='($(a))'`, 'run declare -a "x=($(a)) "; run declare y=($(a))'],
  [`x=(); export x='($(a))'; x='($(a))'`, 'run export x=($(a)) {env x=($(a))}; env x=($(a))'],
  ['f() { local x="$1"; a "$x"; }; f', 'run local x=; run a ""'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

/* ---- functions that stay what they are ---- */

test.for<[command: string, acts: string]>([
  ['f() { a; }; readonly -f f; f() { b; }; f', 'run a; run readonly -f f; run b'],
  ['f() { a; }; declare -rF f; f() { b; }; f', 'run a; run declare -rF f; run b'],
  ['f() { a; }; readonly -f "$x"; f() { b; }; f', 'run a; run readonly -f ‹?›; run b'],
  ['f() { a; }; f() { b; }; readonly -f f; f', 'run b; run readonly -f f'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

/* ---- what is an option of a declaration ---- */

test.for<[command: string, acts: string]>([
  ['readonly +i x; x=1 y=2\nc "$y"', 'run readonly +i x; run c ‹?›'],
  ['export +i x=5; c $x', 'run export +i x=5 {env x=5}; run c 5'],
  ['declare -i- x=5; declare -+ y=5; c $x $y', 'run declare -i- x=5; run declare -+ y=5; run c ‹…› ‹…›'],
  ['declare -i -- x=1+1; c "$x"', 'run declare -i -- x=1+1; run c ‹*›'],
  ['z=$(b); declare -$z x=1+1; c "$x"', 'run b; opaque code; run declare ‹-‹?›…›+ x=1+1; opaque command; run c ‹?› @?'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
