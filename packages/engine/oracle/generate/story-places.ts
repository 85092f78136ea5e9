import type { Scope } from './scope.ts';

/** Every way to change what a shell remembers, in every place that may run once, more than once, elsewhere or never. */
export function placed(scope: Scope): string {
  const { random } = scope;
  const changes = Array.from({ length: 1 + random.below(3) }, (_, at) => nested(scope, random.pick(CHANGES), at));
  return `${BEGINNING}; ${[...changes, random.pick(SHOWN)].join(random.pick(['; ', '\n']))}`;
}

/** Each function and variable of a place has another name, so that places fit into one another. */
function nested(scope: Scope, change: string, at: number): string {
  const { random } = scope;
  const depth = random.weighted([
    [1, 0],
    [4, 1],
    [3, 2],
    [1, 3],
  ]);
  let body = change;
  for (let level = 0; level < depth; level++) {
    const place = random.pick(PLACES).replace(/\b[ghi]\b/g, (name) => `${name}${at}${level}`);
    const [before = '', after] = place.split('BODY');
    const quotes = before.endsWith("'");
    body = after === undefined ? place : `${before}${quotes ? body.replaceAll("'", '"') : body}${after}`;
  }
  return body;
}

const BEGINNING =
  "x=a; y=b; n=2; a=(u 'v w'); k='b[$(c9)]'; declare -A h=([k]=v); set -- 'p q' r; f() { c3 \"$x\" \"$1\"; return 1; }";

// biome-ignore format: a table
const CHANGES = [
  'x=1', 'x+=b', 'x=$y', 'unset x', 'declare -i x=n+1', 'declare x=l', 'local x=l', 'local x', 'x=(p q)', 'x[1]=z', 'a+=(t)', 'a[n]=w',
  'unset "a[0]"', 'read x <<< r', 'read x y <<< "r s t"', 'printf -v x %s v', 'export x=e', 'readonly x=ro', 'set -- k', 'shift', 'set --',
  'cd /', 'cd ..', 'cd', 'pushd /', 'popd', 'cd //', 'cd -P .', 'pushd no', 'cd no || exit --help', 'set -P', ': ${a[]}', ': ${x:}', 'f() { c4 "$x"; }', 'unset -f f', 'IFS=q', 'IFS=1', 'unset IFS', 'set -f', 'set -e', 'set -u', 'set +B',
  'mapfile -t x <<< m', 'getopts ab: x -a', 'let x=n+3', '((x=n++))', '((n--))', ': ${z:=d}', ': ${x:+$((n=7))}', 'exec {x}>f1', ': {x}>f1',
  'return', 'return 0', 'break', 'continue', 'exit', 'eval "x=9"', 'c9 && x=3', 's9 && x=3', 's9 || x=3', 'c9 || x=3', 'x=3 c9 $x', 'x=3 f',
  'x=3 eval :', 'x=3 export y', 'f k', 'f "$@"', 'trap "x=h" DEBUG', 'trap "c8 \\$x" EXIT', 'trap "x=h" ERR', 'trap "x=h" RETURN',
  'trap "set -- h" DEBUG', 'trap "cd /" ERR', 'trap - DEBUG', 'declare -n x=y', 'declare -u x=abc', 'x=$(p1 q)', 'x=$(y=2; p1 $y)',
  'coproc { x=2; }', 'shopt -s lastpipe', 'declare -g x=g', 'unset a', 'a=()', 'OPTIND=1', 'HOME=/h', 'declare +i x', '! x=2', 'set -a',
  'h[k]=1', 'unset h', 'declare -A h', 'local -A h', 'local h', 'export -A h', 'declare -gA h', 'h=1 f', 'coproc x { :; }', 'wait -p x',
  'eval x=("$y")', 'let x=(1)', '\\export x=$y', 'trap "unset -f f" ERR', 'trap "set -- h" ERR', 'trap "cd /" DEBUG', 'c1 **/f1',
  'for x in 5 6; do :; done', 'x=~', '[[ a =~ (a) ]]', 'set -- "$@" z', 'builtin cd /', 'false', 's9', 'local -n x=y', 'break 2',
] as const;

// biome-ignore format: a table
const PLACES = [
  '(BODY)', '{ BODY; }', 'if s1; then BODY; fi', 'if c2; then BODY; fi', 'if c2; then y=e; else BODY; fi', 'if BODY; then c5 "$x"; else c6 "$x"; fi',
  'while BODY; do c5 "$x"; break; done', 'until BODY; do c5 "$x"; break; done', 'while s1; do BODY; break; done', 'while c2; do BODY; done',
  'for i in 1 2; do BODY; done', 'for i in 1 2; do c5 "$x"; BODY; done', 'for i; do BODY; c5 "$x"; done', 'for ((i=0;i<n;i++)); do c5 "$x"; BODY; done',
  'for i in 1 2; do s1 && continue; BODY; done', 'for i in 1 2; do c2 && break; BODY; done', 'case $x in a) BODY;; *) y=e;; esac',
  'case $x in z) BODY;; esac', 'case $x in a) BODY;& *) c5 "$x";; esac', 'case $x in a) BODY;;& b) y=e;; *) c5 "$x";; esac', 'g() { BODY; }; g',
  'g() { BODY; }; g m', 'g() { local x=l; BODY; c5 "$x"; }; g', 'g() { local x; BODY; }; g', 'g() { local y=1; BODY; c5 "$x"; }; g; g',
  'g() { s1 && return; BODY; }; g', 'g() { c2 && return; BODY; }; g', 'g() (BODY; c5 "$x"); g', 'g() { BODY; }; x=t g', 'g() { BODY; }; g | s2',
  'g() { local x=l; h; c5 "$x"; }; h() { BODY; }; g', 's1 && { BODY; }', 'c2 && { BODY; }', 's1 || { BODY; }', 'c2 || { BODY; }',
  '{ BODY; } && c5 "$x"', '{ BODY; } || c5 "$x"', '! { BODY; }', '{ BODY; } | s2', 's2 | { BODY; c5 "$x"; }', '{ BODY; } & wait', 'z=$(BODY)',
  'c5 "$(BODY; p5 "$x")"', 'c5 <(BODY)', '{ BODY; } >f2', '{ BODY; } <<< "$x"', 'while read i; do BODY; done <<< "1"', 'p3 1 | while read i; do BODY; c5 "$x"; done',
  'time { BODY; }', 'coproc { BODY; }', '[[ -n $(BODY; p5 z) ]] && c5', ': $((n + $(BODY; p5 1)))', "eval 'BODY'", "trap 'BODY' EXIT", "trap 'BODY' DEBUG; :",
  "trap 'BODY' ERR; false", 's1 && c2 || { BODY; }', 'c2 || s1 && { BODY; }', 'shopt -s lastpipe; p3 | { BODY; }', 'select i in 1 2; do BODY; break; done <<< 1',
  '(s1; (BODY); c5 "$x")', '{ { BODY; }; s1; } && y=e', 'if s1; then s2; else BODY; fi', 'x=$(BODY) y=$x',
] as const;

const SHOWN = [
  'c1 "$x" "$@" $#',
  'c1 $x "${a[@]}" ${x[1]}',
  'f w; c1 "$n" "$y"',
  'c1 ~ "$PWD" * {j,k}; cd a',
  'x+=q; c1 "$x"',
  'c1 "${x-U}" "${y:0:1}" "$?"',
  'c1 "${h[k]}" "${h[@]}"',
  'x+=(7); c1 "${x[@]}" $OLDPWD "$-"',
] as const;
