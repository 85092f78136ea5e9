import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

test.for<[command: string, acts: string]>([
  [
    `eval 'rm x'; eval rm y; eval "$z"`,
    'run eval "rm x" {!run rm x}; run eval rm y {!run rm y}; run eval ‹?›; opaque command',
  ],
  ['eval "f=a"; c "$f"', 'run eval f=a; run c a'],
  [
    `trap 'rm x' EXIT; trap - INT; trap '' TERM; trap`,
    'run trap "rm x" EXIT {!run rm x @?}; run trap - INT; run trap "" TERM; run trap',
  ],
  [`trap f EXIT; f() { rm x; }; a`, 'run trap f EXIT {!run f @?}; run rm x @?; run a'],
  [`trap f DEBUG; f() { y=$1; }; y=a; b "$y"`, 'run trap f DEBUG {!run f @?}; run b ‹?› @?'],
  [`f() { rm x; }; trap f EXIT; f() { rm y; }`, 'run trap f EXIT {!run rm x @?; !run f @?}; run rm y @?'],
  [`trap 'x=1' DEBUG; x=a; c "$x"`, 'run trap x=1 DEBUG; run c ‹?› @?'],
  [`trap 'exit 1' INT; x=a; c "$x"`, 'run trap "exit 1" INT {!run exit 1 @?}; run c a'],
  [`alias x='rm y'; x z`, 'run alias "x=rm y" {!run rm y}; opaque command; opaque command; run rm y z; run x z'],
  [
    "alias x='rm y'\nx z; y",
    'run alias "x=rm y" {!run rm y}; opaque command; opaque command; run rm y z; run x z; run y',
  ],
  [
    "alias ls='ls -l'\nls x",
    'run alias "ls=ls -l" {!run ls -l}; opaque command; opaque command; run ls -l x; run ls x',
  ],
  [
    'alias x=y y=x\nx',
    'run alias x=y y=x {!run y; !run y; !run x}; opaque command; !opaque command; opaque command; opaque command; run x; run y; run x',
  ],
  ['alias if=rm\nif', 'run alias if=rm {!run rm}; opaque command; opaque syntax; opaque syntax'],
  [
    'unalias x; hash -r; hash git; hash -p /bin/rm git',
    'run unalias x; run hash -r; run hash git; run hash -p /bin/rm git; opaque command',
  ],
  ['source ./env; . ./env', 'run source ./env; opaque command; run . ./env @?; opaque command'],
  ['exec rm x; exec >f; exec 3<g', 'run exec rm x {!run rm x}; run exec; write f; run exec; read g'],
  [
    'command rm x; command -v rm; command -p ls; command cd src; c',
    'run command rm x {!run rm x}; run command -v rm; run command -p ls {!run ls}; run command cd src; run c @/w/src,/w',
  ],
  ['builtin cd src; c', 'run builtin cd src; run c @/w/src,/w'],
  [
    `enable -f ./x.so y; bind -x '"a":rm'; complete -C 'rm x' y; fc -s`,
    'run enable -f ./x.so y; opaque command; run bind -x "\\"a\\":rm" @?; opaque command; run complete -C "rm x" y @?; opaque command; run fc -s @?; opaque command',
  ],
  [
    'mapfile -td "" x <f; a "${x[@]}"; mapfile -t -d, -n 2 y; mapfile -td, -- z; b "${x[1]}"',
    'run mapfile -td "" x; read f; run a ‹…›; run mapfile -t -d, -n 2 y; run mapfile -td, -- z; run b ‹?›',
  ],
  [`mapfile -tC 'rm x' -c1 y`, 'run mapfile -tC "rm x" -c1 y {!run rm x ‹?› ‹?›}; opaque command'],
  ['mapfile -tx y; a', 'opaque code; run mapfile -tx y; opaque command; run a @?'],
  [
    `mapfile x <f; mapfile -C 'rm x' -c 1 y; readarray -t z`,
    'run mapfile x; read f; run mapfile -C "rm x" -c 1 y {!run rm x ‹?› ‹?›}; opaque command; run readarray -t z @?',
  ],
  [
    'read -r a b; IFS= read -r line; read -p "$p" x; read "$y"',
    'run read -r a b; run read -r line; run read -p ‹?› x; opaque code; run read ‹?›; opaque command',
  ],
  [
    'printf -v x %s y; printf "$f" x; printf %s "$x"',
    'run printf -v x %s y; opaque code; run printf ‹?› x; opaque command; run printf %s ‹?› @?',
  ],
  ['getopts ab: o; shift; shift "$n"', 'run getopts ab: o; run shift; run shift ‹?›'],
  [
    'set -euo pipefail; set -x; set +e; set -o posix; set "$x"',
    'run set -euo pipefail; run set -x; run set +e; opaque syntax; run set -o posix; opaque syntax; run set ‹?› @?',
  ],
  ['set -a; X=1; c', 'run set -a; env X=1; run c'],
  [
    'shopt -s nullglob; c *.x; shopt -s extglob; shopt -s weird',
    'run shopt -s nullglob; run c ‹…‹*›.x›; run shopt -s extglob; run shopt -s weird; opaque command',
  ],
  [
    'export A=1 B; export C="$x"; export -n A; export -p',
    'run export A=1 B {env A=1; env B=‹?›}; run export C=‹?› {env C=‹?›}; run export -n A {env A}; run export -p',
  ],
  [
    'export PATH=/x:$PATH; PATH=y; LD_PRELOAD=z; FOO=1; HOME=/q; c ~',
    'run export PATH=/x:‹?› {env PATH=/x:‹?›}; env PATH=y; env LD_PRELOAD=z; env HOME=/q; run c /q',
  ],
  [
    'declare x=1; declare -x Y=2; typeset -r z=3; declare -p; declare "$w"',
    'run declare x=1; run declare -x Y=2 {env Y=2}; run typeset -r z=3; run declare -p; opaque code; run declare ‹?›; opaque command',
  ],
  ['export -f f; declare -f', 'opaque code; run export -f f; opaque command; run declare -f'],
  ['A=1; export A; A=2', 'run export A {env A=1}; env A=2'],
  [
    'for PATH in a; do b; done; read PATH; ((PATH=1)); : ${PATH:=x} ${LD_X:=y}',
    'env PATH=a; run b; run read PATH {env PATH=‹?›}; env PATH=‹*›; env PATH=‹?›; env LD_X=‹?›',
  ],
  ['BASH_ALIASES[x]=rm; BASH_CMDS[y]=/bin/rm', 'opaque code; opaque code; opaque code; opaque code'],
  [
    `PS4='$(rm x)'; set -x; PROMPT_COMMAND='rm y'; BASH_ENV=z`,
    'run rm x; env PS4="$(rm x)"; opaque code; run set -x; env PROMPT_COMMAND="rm y"; env BASH_ENV=z',
  ],
  ['command_not_found_handle() { rm x; }; nope', 'opaque code; run rm x @?; run nope'],
  [
    'unset x PATH; unset -f f; unset "$y"',
    'run unset x PATH {env PATH}; run unset -f f; run unset ‹?›; opaque command; opaque code',
  ],
  [
    ': $(a); true $(b); false; [ -f x ]; exit 1; return; break',
    'run a; run b; run [ -f x ]; run exit 1; run return; run break',
  ],
  [
    'wait; jobs; kill %1; umask 022; ulimit -n 10; type x; times',
    'run wait; run jobs; run kill %1; run umask 022; run ulimit -n 10; run type x; run times',
  ],
  ['x=(a b); wait -p x; c "${x[@]}"; getopts a x; c "${x[@]}"', 'run wait -p x; run c ‹…›; run getopts a x; run c ‹…›'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));
