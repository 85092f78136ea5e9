import type { Scope } from './scope.ts';
import { assignment, expansion, NAMES, use, value } from './story-values.ts';

/** What bash does that few know of: text read as code once more, errors that end a line, odd options of builtins. */
export function odd(scope: Scope): string {
  return scope.random.weighted<(scope: Scope) => string>([
    [3, brokenLine],
    [2, compoundText],
    [2, oddOption],
    [2, earlyLeave],
    [1, fixedFunction],
    [1, hiddenInSubshell],
    [1, fallThrough],
    [1, ordered],
    [2, oddParameter],
  ])(scope);
}

/** Such statements alone. */
export function odds(scope: Scope): string {
  const { random } = scope;
  const values = `n=${random.below(3)}; x=${random.pick(['a', "'a b'", '3'])}; y=${random.pick(['b', '2', "'$x'"])}`;
  return [values, ...Array.from({ length: 1 + random.below(3) }, () => odd(scope))].join(random.pick(['; ', '\n']));
}

// biome-ignore format: a table
const ERRORS = [
  ': $((1/0))', ': $((1/n))', 'x=$((7%n))', ': $((1+))', 'y=$((x))', 'a[-9]=1', 'a[n-1]=z', ': ${x:0:-9}', ': ${x:1/0}', 'UID=3',
  'readonly n; n=4', ': ${@:1:-7}', ': "$((a[0]/n))"', 'declare -A h; h[]=1', ': $((2**-1))', 'shopt -s failglob; : zz*',
  'y=5 x=$((1/0)) y=6', '>f$((1/0))', ': <<< $((1/0))', 'c9 $((1/0))', '[[ $((1/0)) ]]', '((1/0))', 'let 1/0', ': $((n?1:0))',
] as const;

/** An error somewhere, and a line behind it. */
function brokenLine(scope: Scope): string {
  const { random } = scope;
  const error = random.pick(ERRORS);
  const [first, second] = [assignment(scope), assignment(scope)];
  const line = random.pick([
    `${first}; ${error}; ${second}`,
    `f() { ${first}; ${error}; ${second}; }; f`,
    `f() { local x=l; ${error}; ${second}; }; f; ${first}`,
    `for i in 1 2; do ${first}; ${error}; ${second}; done`,
    `if ${first}; ${error}; then ${second}; else ${second}; fi`,
    `while ${first}; ${error}; do ${second}; break; done`,
    `{ ${first}; ${error}; } && ${second}`,
    `(${error}); ${first}`,
    `${first}; ${random.pick(NAMES)}=$(${error}; c8)`,
    `${first}; eval '${error.replaceAll("'", '"')}; n=7'; ${second}`,
    `f() { c6; }; ${error}; f() { c7; }; ${first}`,
    `x=t f; f() { ${error}; }; x=u f; ${first}`,
    `set -- p; ${error}; set -- q`,
    `${first} | ${error}; ${second}`,
  ]);
  return `${line}\n${use(scope)}${random.pick(['', '; f', ' "$1"'])}`;
}

// biome-ignore format: a table
const PARAMETERS = ['x', 'y', 'a', '1', '2', '@', '*', '#', '?', '-', '$', '!', '_', 'x[0]', 'a[@]', 'a[*]', 'x[@]', 'x[*]', 'a[n]', 'a[-1]', 'a[$(c7)]'] as const;
// biome-ignore format: a table
const OPERATIONS = [
  '', '-W', '=W', '?W', '+W', ':-W', ':=W', ':?W', ':+W', '#W', '##W', '%W', '%%W', '/W', '/W/W', '//W', '/#W', '/%W', '^W', '^^W', ',W',
  ',,W', '@Q', '@P', '@A', '@k', '@', '*', ':W', ':1:W', ': -1', ':0:1',
] as const;
const WORDS = ['$(c8)', 'w', '"$(c8)"', '', "$'\\x24(c8)'", "$'w'", '$((y=7))'] as const;
const SETTINGS = [
  'x=(a b)',
  'set -- a b',
  "x='a[$(c6)]'",
  "set -- 'a[$(c6)]'",
  "y='$(c6)'; x=y",
  'declare -A x=([0]=z)',
  'unset x',
  'x=1',
] as const;

/** Every prefix with every parameter and every operation: `${!x[@]-$(c8)}`. */
function oddParameter(scope: Scope): string {
  const { random } = scope;
  const operation = random.pick(OPERATIONS).replaceAll('W', () => random.pick(WORDS));
  const word = `\${${random.pick(['', '#', '!', '!'])}${random.pick(PARAMETERS)}${operation}}`;
  return `${random.pick(SETTINGS)}; ${random.pick([`c9 ${word}`, `c9 "${word}"`, `: ${word}`, `y=${word}`, `c9 <<< ${word}`, `[[ ${word} ]]`])}`;
}

/** `declare -a x='(…)'`. */
function compoundText(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const text = random.pick(
    // biome-ignore format: a table
    [
      '(a b)', '($(c9) b)', '([1]=c [n]=d)', '(`p1 z`)', "(a 'b c')", '(a', '(a) ', '()', '(~ *)', '([$(c9)]=1)', '(a)b)', '([x=3]=4)',
      '(a <(c9))', '(a; c9)', '(a\nb)',
    ],
  );
  const written = random.pick([`'${text.replaceAll("'", '"')}'`, `"${text.replaceAll('"', '\\"')}"`, '"$t"', '$t']);
  const declares = random.pick([
    `declare -a ${name}=${written}`,
    `declare -A ${name}=${written}`,
    `${name}=(r); declare ${name}=${written}`,
    `${name}[1]=r; typeset ${name}+=${written}`,
    `f() { local -a ${name}=${written}; ${use(scope)}; }; f`,
    `readonly -a ${name}=${written}`,
    `${name}=(r); export ${name}=${written}`,
    `declare ${name}=${written}`,
    `declare -a '${name}[1]=${text.replaceAll("'", '"')}'`,
    `mapfile ${name} <<< m; declare ${name}=${written}`,
  ]);
  return `t='${text.replaceAll("'", '"')}'; ${declares}; c4 "\${${name}[@]}"`;
}

function oddOption(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  return `${random.pick(
    // biome-ignore format: a table
    [
      `getopts -- ab ${name} -a`, `printf -v ${name} -v y p`, `printf -v${name} p`, `printf -- -v ${name}`, `wait -np ${name}`, `wait -p ${name}`,
      `wait -fnp${name}`, 'shift 0x1', 'shift -- 1', 'shift +1', "shift ' 1'", `read -rn1 ${name} <<< ab`, `read -rp q ${name} <<< ab`,
      `read -rd , ${name} <<< a,b`, `read -a${name} <<< 'a b'`, `read -ra ${name} y <<< 'a b'`, `mapfile -tn 1 ${name} <<< a`,
      `mapfile -t${name} <<< a`, `unset -v ${name}`, `unset -n ${name}`, `unset -- ${name}`, `export -- ${name}=e`, `declare -- ${name}=e`,
      `declare -ir ${name}=1+1`, `local -- ${name}`, `set -o errexit +e -- p q`, 'set -eu -o pipefail p', 'set +o errexit p', `: \${${name}[1]:=d}`,
      `: \${!${name}:=d}`, `declare ${name}[1]=e`, `let -- ${name}=3`, `test -v ${name}`, `[ -v '${name}[0]' ]`, `cd -L -- /`, 'cd -P /; cd -',
      'pushd / ; pushd -n /bin; popd', 'pushd /; dirs -c; popd', 'jobs -x c9 a', 'command -p c9', 'command -- c9', 'builtin -- eval c9',
      'exec -- 3>f1', `readonly -- ${name}=e`, `alias -- x=c9`, 'trap -- "c9" EXIT', 'eval -- c9', `hash -r ${name}`, `time -- c9`, 'set --; set - p',
      `IFS=, read -r ${name} y <<< 'a,b,c'`, `declare -n r=${name}; r=e`, `select ${name} in p q; do break; done <<< 2`, `coproc ${name} { :; }`,
      `exec {${name}}>f1`, `exec {${name}[1]}>f1`, `: {${name}}>f1`, `export -n ${name}=e`, `printf %n ${name}`, `coproc ${name}=a [[ b ]]`,
      `eval ${name}=("$y")`, `let ${name}=(1)`, `alias ${name}=("$y")`, `declare +i ${name}=e`, `declare -g ${name}=e`,
    ],
  )}; ${use(scope)} "$@"`;
}

/** A function or loop that is left at one of several places. */
function earlyLeave(scope: Scope): string {
  const { random } = scope;
  const some = (): string => random.pick(['s2', 'c2', '[[ $x == a ]]', '((n))', 'true', 'false']);
  const leave = (jump: string): string =>
    random.pick([
      `${some()} && ${jump}`,
      `if ${some()}; then ${jump}; fi`,
      `${some()} || { ${assignment(scope)}; ${jump}; }`,
    ]);
  const body = (jump: string): string =>
    `${leave(jump)}; ${assignment(scope)}; ${leave(jump)}; ${assignment(scope)}; ${random.pick(['', `${leave(jump)}; ${assignment(scope)}`, jump])}`;
  const head = random.pick(['for i in 1 2', 'for ((i=0;i<2;i++))', `for ${random.pick(NAMES)} in p q`]);
  return random.pick([
    `f() { ${body('return')}; }; f; ${use(scope)}`,
    `${head}; do ${body('continue')}; done; ${use(scope)}`,
    `${head}; do ${body('break')}; done; ${use(scope)}`,
    `${head}; do for j in 1 2; do ${body('continue 2')}; done; ${assignment(scope)}; done; ${use(scope)}`,
    `${head}; do for j in 1 2; do ${body('break 2')}; done; ${assignment(scope)}; done; ${use(scope)}`,
    `f() { ${head}; do ${body('return')}; done; ${assignment(scope)}; }; f; ${use(scope)}`,
    `f() { g; ${assignment(scope)}; }; g() { ${body('return')}; }; f; ${use(scope)}`,
    `f() { while ${body('return')}; s1; do ${body('break')}; break; done; }; f; ${use(scope)}`,
    `f() { case $x in a) ${body('return')};; *) ${body('return')};& b) ${assignment(scope)};; esac; }; f; ${use(scope)}`,
  ]);
}

function fixedFunction({ random }: Scope): string {
  const fixes = random.pick([
    'readonly -f f',
    'declare -rf f',
    'declare -fr f',
    'readonly f',
    'unset -f f',
    'declare -f f',
    'f() { c5; }',
  ]);
  return `f() { c6; }; ${random.pick([fixes, `(${fixes})`, `s1 && ${fixes}`, `g() { ${fixes}; }; g`])}; ${random.pick(['', 'if s1; then '])}f() { c7; }${random.pick(['; f', '; unset -f f; f'])}`.replace(
    /^(.*)if s1; then (.*?\})(.*)$/s,
    '$1if s1; then $2; fi$3',
  );
}

function hiddenInSubshell(scope: Scope): string {
  const { random } = scope;
  const name = random.pick(NAMES);
  const hides = random.pick([
    `local ${name}=l`,
    `declare ${name}`,
    `local -a ${name}`,
    `unset ${name}`,
    `local -I ${name}`,
  ]);
  const once = random.pick([
    `(${hides})`,
    `: | ${hides}`,
    `y=$(${hides})`,
    `s1 && ${hides}`,
    `c2 && ${hides}`,
    `${hides} & wait`,
    `for i in 1 2; do ${hides}; done`,
    `g`,
  ]);
  return `g() { ${hides}; ${assignment(scope)}; }; f() { ${once}; ${random.pick([hides, assignment(scope), `local ${name}`])}; ${use(scope)}; }; f; ${use(scope)}`;
}

function fallThrough(scope: Scope): string {
  const { random } = scope;
  const arm = (): string =>
    `${random.pick(['a', '*', '$x', '$((x=3))', '${y:=a}', '"$(p1 a)"', 'b', '$(f)'])}) ${random.pick([assignment(scope), 'f() { c8; }', ':'])} ${random.pick([';;', ';&', ';;&', ';;&'])}`;
  return `f() { c7; }; case ${random.pick(['a', '$x', '"$y"'])} in ${arm()} ${arm()} ${arm()} esac; ${use(scope)}`;
}

/** What happens first: words, values in front, redirections. */
function ordered(scope: Scope): string {
  const { random } = scope;
  const setting = (): string =>
    random.pick(['$((n=3))', '$((n++))', '${t:=u}', '$n', '$x', '${t-v}', expansion(scope).replaceAll('"', '')]);
  const command = random.pick([':', 'c4', 'eval "c4 \\$x \\$n"', 'f', 'export y', 'read y', 'command :', '']);
  return `f() { c4 "$x" "$n"; }; x=${setting()} ${random.pick(['', `n=${setting()} `])}${command} ${random.pick(['', setting()])} ${random.pick(['>', '>', '<<<', '>>'])}f${setting()}; ${use(scope)} "$t" ${random.pick(['', value(scope)])}`;
}
