import { expect, test } from 'vitest';
import { actsOf } from './notation.ts';

/* ---- attributes of variables: what takes them away, and where they may or may not be ---- */

test.for<[command: string, acts: string]>([
  ['x=1; unset x -f; c "${x-gone}"', 'run unset x -f; run c gone'],
  ['x=1; unset -n x; c "$x"', 'run unset -n x; run c 1'],
  ['x=1; unset -fv x; c "$x"', 'run unset -fv x; run c 1'],
  ['f() { a; }; unset -fn f; f', 'run a; run unset -fn f; run f'],
  ['f() { a; }; unset -v f; f', 'run a; run unset -v f'],
  ['x=1; declare -i x; unset x; x=abc; c "$x"', 'run declare -i x; run unset x; run c abc'],
  ['if t; then declare -i x; fi; x=4; c "$x"', 'run t; run declare -i x; run c ‹*›'],
  [
    'declare -i x; f() { local x; x=abc; c "$x"; }; f; x=4; c "$x"',
    'run declare -i x; run local x; run c abc; run c ‹*›',
  ],
  ['f() { local x=1; unset x; c "$x"; }; f', 'run local x=1; run unset x; run c ‹?›'],
  ['f() { local x; c "$x"; }; x=a f; f', 'run local x; run local x {env x}; run c ‹?›; run c ""; env x=a'],
  ['x=a; f() { declare -g x=b; }; f; c "$x"', 'run declare -g x=b; run c b'],
  [
    'x=a; f() { local x=q; declare -g x=b; c "$x"; }; f; c "$x"',
    'run local x=q; run declare -g x=b; run c ‹?›; run c ‹?›',
  ],
  [
    'shopt -s localvar_inherit; x=a; f() { local x; c "$x"; }; f',
    'run shopt -s localvar_inherit; run local x; run c ‹?›',
  ],
  [`x='y[$(c)]'; f() { local -A a; }; f; d "\${a[x]}"`, 'run local -A a; run d ‹?›; opaque code'],
  [`x='y[$(c)]'; f() { local x=1; g; }; g() { unset x; ((x)); }; f`, 'run local x=1; run unset x; opaque code'],
  ['c "${!:+a}" ${!-b} "$!"', 'run c ‹?› ‹…› ‹*›'],
  ['x=$!; c "${x:-a}"; ((x))', 'run c ‹?›'],
  ['read x; let "$(date +%s)$x"', 'run read x; run let ‹?›; opaque code; run date +%s'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

/** What nobody has set is no cause for doubt where the environment is known. */
test.for<[command: string, acts: string]>([
  ['((i++)); c "$i"', 'run c ‹*›'],
  ['for ((; i < 3; i++)); do c "$i"; done', 'run c ‹?›'],
  ['if t; then i=2; fi; ((i))', 'run t'],
  ['eval "$x"; ((i))', 'run eval ‹?›; opaque command; opaque code'],
  [`: 'a[$(c)]'; ((_))`, 'opaque code'],
  [`[[ 'a[$(c)]' =~ .* ]]; ((BASH_REMATCH))`, 'opaque code'],
  ['echo "$TERM" ${TERM:-x} ${EDITOR:-x}', 'run echo dumb dumb ‹…›'],
])('%s → %s', ([command, acts]) => expect(actsOf(command, { env: { TERM: 'dumb' } })).toBe(acts));

/* ---- arrays: a plain assignment is one to the first element ---- */

test.for<[command: string, acts: string]>([
  ['a=(x y); a=z; c "${a[@]}" "$a"', 'run c z y z'],
  ['a=(x y); export a=z; c "${a[@]}"', 'run export a=z {env a=z}; run c z y'],
  ['a=(x y); a=z c; c "${a[@]}"', 'env a=z; run c; run c x y'],
  ['a=(); a[1]=b; a=z; c "${a[@]}" "$a"', 'run c ‹…› z'],
  ['read -a a; a=z; c "${a[@]}" "$a"', 'run read -a a; run c ‹…› z'],
  ['for x in 1 2; do a+=("$x"); done; a=z; c "${a[@]}"', 'run c ‹…›'],
  ['a=(x y); unset a; a=z; c "${a[@]}"', 'run unset a; run c z'],
  ['declare -A a; a[x]=1; a=5; c "${a[@]}"', 'run declare -A a; run c ‹…›'],
])('%s → %s', ([command, acts]) => expect(actsOf(command)).toBe(acts));

test.for([
  "x=/etc; unset 'y[x=2]'; c $x",
  "x=/etc; read -t 0 'y[x=2]' <<< q; c $x",
  "x=/etc; mapfile 'y[x=2]' <<< q; c $x",
  "x=/etc; getopts q 'y[x=2]'; c $x",
  "x=/etc; printf -v 'y[x=2]'; c $x",
  "x=/etc; wait -n -p 'y[x=2]'; c $x",
  "x=/etc; test -v 'y[x=2]' q; c $x",
  't && declare -A y; x=/etc; : ${y[x=2]}; c $x',
  't && declare -A y; x=/etc; y[x=2]=3; c $x',
  't && declare -A y; x=/etc; y=([x=2]=3); c $x',
])('a subscript may not be evaluated: %s', (command) => expect(actsOf(command)).toMatch(/run c ‹…›$/));
