import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

/* ---- an error of an expansion ends its line, from inside functions and loops too; the next line runs ---- */

test.for<[command: string, acts: string]>([
  ['f() { a; }; : $((1/0)); f() { b; }\nf', 'run a; run b'],
  ['x=a; : $((1/0)); x=b; c "$x"\nc "$x"', 'run c b; run c ‹?›'],
  ['f() { x=b; : $((1/0)); x=c; }; f; d "$x"\nd "$x"', 'run d c; run d ‹?›'],
  ['x=a; while x=b; : $((1/0)); do x=a; break; done\nc "$x"', 'run break; run c ‹?›'],
  ['x=a; f() { local x=b; : $((1/0)); }; f; x=b\nc "$x"', 'run local x=b; run c ‹?›'],
  ['x=a; f() { : $((1/0)); }; x=b f; x=b\nc "$x"', 'env x=b; run c ‹?›'],
  ['x=a; y=b x=$((1/0)) y=c\nc "$x" "$y"', 'run c ‹?› ‹?›'],
  [`eval 'x=a; : $((1/0)); x=b'; c "$x"`, 'run eval "x=a; : $((1/0)); x=b"; run c ‹?›'],
  ['cd src; : $((1/0)); cd lib\nc', 'run c @/w/src/lib,/w/lib,/w/src,/w'],
  ['x=a; : ${y:1:-2}; x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; y[-1]=c; x=b\nc "$x"', 'run c ‹?›'],
  ['readonly y; x=a; y=c; x=b\nc "$x"', 'run readonly y; run c ‹?›'],
  ['readonly y; x=a; : ${y:=c}; x=b\nc "$x"', 'run readonly y; run c ‹?›'],
  ['x=a; UID=0; x=b\nc "$x"', 'run c ‹?›'],
  ['shopt -s failglob; x=a; : *.c; x=b\nc "$x"', 'run shopt -s failglob; run c ‹?›'],
  ['y=; x=a; : ${#y[-1]}; x=b\nc "$x"', 'run c ‹?›'],
  ['y=; x=a; : ${y[-1]=d}; x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; : ${1=d} ; x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; : ${y[@]:=d}; x=b\nc "$x"', 'run c ‹?›'],
  ['y=1; x=a; : ${!y=d}; x=b\nc "$x"', 'run c ‹?›'],
  ['readonly y; x=a; : $((y=1)); x=b\nc "$x"', 'run readonly y; run c ‹?›'],
  ['readonly y; z=y=1; x=a; : $((z)); x=b\nc "$x"', 'run readonly y; run c ‹?›'],
  // … where it is one, and the shell is not another:
  ['y=8; x=a; : $((y/2%3)); x=b\nc "$x"', 'run c b'],
  ['x=a; ((1/0)); let 1/0; [[ 1/0 -eq 1 ]]; x=b\nc "$x"', 'run let 1/0; run c b'],
  ['x=a; (: $((1/0)); x=d); z=$(: $((1/0))); x=b\nc "$x"', 'run c b'],
  ['x=a; y[1]=c y[${#y[@]}]=d; x=b\nc "$x"', 'run c b'],
  ['x=a; : ${#y[1]} ${y[2]=c}; x=b\nc "$x"', 'run c b'],
  ['readonly y; x=a; : $((y == 1)); ((y=1)); x=b\nc "$x"', 'run readonly y; opaque code; run c b'],
  ['x=a; : $((1/0)); x=b; c "$x"', 'run c b'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

test.for<[command: string, acts: string]>([
  ['y=1; x=a; ((y[1/0])); x=b\nc "$x"', 'run c ‹?›'],
  ['y=1; x=a; [[ y[1/0] -eq 1 ]]; x=b\nc "$x"', 'run c ‹?›'],
  ['y=1; x=a; for ((;y[1/0];)); do d; done; x=b\nc "$x"', 'run d; run c ‹?›'],
  ['x=a; : ${y[1/0]}; x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; y+=([1/0]=5); x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; declare -i y=1/0; x=b\nc "$x"', 'run declare -i y=1/0; run c ‹?›'],
  ['declare -i y; x=a; y=1/0; x=b\nc "$x"', 'run declare -i y; run c ‹?›'],
  ['x=a; read \'y[1/0]\' <<< q; x=b\nc "$x"', 'run read y[1/0]; run c ‹?›'],
  ['x=a; printf -v \'y[1/0]\' q; x=b\nc "$x"', 'run printf -v y[1/0] q; run c ‹?›'],
  ['x=a; unset \'y[1/0]\'; x=b\nc "$x"', 'run unset y[1/0]; run c ‹?›'],
  ['x=a; [[ -v y[1/0] ]]; x=b\nc "$x"', 'run c ‹?›'],
  ['x=a; test -v \'y[1/0]\'; x=b\nc "$x"', 'run test -v y[1/0]; run c ‹?›'],
  ['x=a; declare \'y[1/0]=1\'; x=b\nc "$x"', 'run declare y[1/0]=1; run c ‹?›'],
  ['x=a; eval \': ${y[1/0]}\'; x=b\nc "$x"', 'run eval ": ${y[1/0]}"; run c ‹?›'],
  ['x=a; FUNCNEST=1; g() { d; }; f() { g; }; f; x=b\nc "$x"', 'run d; run c ‹?›'],
  // … where it is one:
  ['x=a; eval \': $((1/0))\'; x=b\nc "$x"', 'run eval ": $((1/0))"; run c b'],
  ['y=(1 2); i=1; x=a; : ${y[i+1]} ${y[$i]}; ((y[i]++)); y[2]=2; x=b\nc "$x"', 'run c b'],
  ['for i in 1 2; do : ${y[$i]}; done; x=b\nc "$x"', 'run c b'],
  ['declare -i y; x=a; y=2+3; x=b\nc "$x"', 'run declare -i y; run c b'],
])('an error in a subscript or a number ends all lines around: %s → %s', ([command, acts]) =>
  expect(actsOf(command)).toBe(acts),
);

/* ---- a function or loop that may be left at several places ---- */

test.for<[command: string, acts: string]>([
  ['f() { t && return; x=b; t && return; x=a; }; x=a; f; c "$x"', 'run t; run return; run t; run return; run c ‹?›'],
  ['f() { if x=b; t && return; then x=a; else x=a; fi; }; x=a; f; c "$x"', 'run t; run return; run c ‹?›'],
  ['f() { (return); x=b; return | t; }; x=a; f; c "$x"', 'run return; run return; run t; run c b'],
  ['for i in 1 2; do x=b; t && continue; x=a; done; c "$x"', 'run t; run continue; run c ‹?›'],
  // What a subshell sets is nothing that was there when the function was left.
  ['f() { x=a; t && return; (x=c); x=c; }; f; c "$x"', 'run t; run return; run c ‹?›'],
  ['f() { x=a; t && return; y=$(x=c); x=c; }; f; c "$x"', 'run t; run return; run c ‹?›'],
  ['f() { x=a; t && return; x=c | u; x=c; }; f; c "$x"', 'run t; run return; run u; run c ‹?›'],
  ['f() { x=a; t && return; trap "x=c" USR1; x=c; }; f; c "$x"', 'run t; run return; run trap x=c USR1; run c ‹?› @?'],
  ['x=a; : $((1/0)); (x=c); x=c\nc "$x"', 'run c ‹?›'],
  [
    'f() { set -- b; t && return; set -- c; }; set -- a; f; c "$1"',
    'run set -- b; run t; run return; run set -- c; run set -- a; run c a',
  ],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
