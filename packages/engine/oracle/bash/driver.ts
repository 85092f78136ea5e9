import { quoted } from './quote.ts';

/**
 * How a script is run: `fast` by `eval` in a subshell of the one driver, some 500 a second;
 * `exact` as the text of `bash -c` in a process of its own; `dash` as that of `dash -c`; `check` only lets bash read it, by
 * `set -n` in a subshell: as strict as `bash -n` and stricter in `[[ ]]`, without the start of another bash.
 */
export type Mode = 'fast' | 'exact' | 'dash' | 'check';

/** Where the driver finds everything, seen from inside the confinement. */
export const FOLDERS = {
  work: '/d',
  log: '/log',
  errors: '/err',
  driver: '/driver',
  bash: '/bin/bash',
  dash: '/bin/dash',
  programs: '/programs',
} as const;

/** The folder that a script of a batch starts in, as it sees it. */
export function folderOf(index: number): string {
  return `${FOLDERS.work}/${index}`;
}

/** What stands for a newline in the log. */
export const NEWLINE_MARK = '\x1e';

/** All variables that a script starts with, besides those bash makes itself; the home folder does not exist. */
export const ENVIRONMENT = { PATH: '/none', HOME: '/home/u', LC_ALL: 'C.UTF-8', TERM: 'dumb' } as const;

/** Variables of a script of which the recorder says whether programs see them. */
export const NAMES = 'x y z a v1 _w f LD_X';

/**
 * `s1` succeeds, `p1 …` and `echo …` print their arguments, every other command fails: enough for `&&`, loops and
 * substitutions to take both ways. Of `pgrep` and `podman` the walker knows what they print. Each writes the length of its
 * argument vector, the number of variables that follow it, the folder, the vector and the variables, every text ended by a
 * NUL, and newlines by another name: bash writes line by line, and what two commands write at once would mingle. Where
 * `IFS` is an array or holds an odd character, `"${@//…}"` loses some, so that it is another one inside. A script may set `PWD`, and
 * asking `pwd` takes a process. A variable that refers to another is left out, since following it may run something.
 */
function recorder(index: number): string {
  const write = (folder: string): string =>
    `builtin printf '%s\\0' "$#" "\${#__v[@]}" "${folder}" "\${@//$'\\n'/$'\\x1e'}" "\${__v[@]//$'\\n'/$'\\x1e'}" >>${FOLDERS.log}/${index}`;
  return (
    'command_not_found_handle() { builtin local IFS= __n __v; __v=(); ' +
    `for __n in ${NAMES}; do [[ -R $__n || ! -v $__n ]] || __v+=("$__n \${!__n@a} \${!__n}"); done; ` +
    `if [[ \${PWD-} == /* && . -ef \${PWD-} ]]; then ${write('$PWD')}; else ${write('$(builtin pwd)')}; fi; ` +
    `case $1 in s*) return 0;; pgrep|podman) return 127;; p*|echo) builtin shift; builtin printf '%s ' "$@"; return 0;; esac; return 127; }`
  );
}

/** Of the names that generated scripts run: as functions they come to the handler without a process of their own. */
const DIRECT = ['c', 's', 'p'].flatMap((kind) => Array.from({ length: 99 }, (_, at) => `${kind}${at + 1}`));
const direct = (name: string): string => `${name}() { command_not_found_handle ${name} "$@"; }`;

/** Builtins that would touch other processes or the driver's limits, and `echo`, so that its arguments are recorded. */
const WITHOUT = 'kill suspend ulimit echo enable';

/** One batch as the text of a script: statement by statement, since a loop or a function around them would be seen. */
export function driverText(scripts: readonly string[], from: number, mode: Mode): string {
  const statements = scripts.map((script, index) => statementOf(script, index, mode)).slice(from);
  // The last lines give what still runs in the background the time to write down what it ran.
  return [...preamble(mode), ...statements, 'wait', 'read -r -t 0.02 _', 'exit 0', ''].join('\n');
}

function preamble(mode: Mode): readonly string[] {
  const limits = ['ulimit -c 0', 'ulimit -f 2000', 'ulimit -v 400000', 'ulimit -t 20', '((EUID)) && ulimit -u 300'];
  const fast = mode === 'fast' ? [`enable -n ${WITHOUT}`, ...DIRECT.map(direct)] : [];
  return [...limits, 'unset BASH_ENV ENV OLDPWD SHLVL', ...fast];
}

function statementOf(script: string, index: number, mode: Mode): string {
  const streams = `</dev/null >/dev/null 2>${FOLDERS.errors}/${index}`;
  const tell = mode === 'check' ? ` && builtin printf ok >${FOLDERS.log}/${index}` : '';
  return `builtin printf '%s\\n' ${index}; ( ${bodyOf(script, index, mode)} ) ${streams}${tell}`;
}

function bodyOf(script: string, index: number, mode: Mode): string {
  const enter = `cd ${folderOf(index)}; unset OLDPWD`;
  switch (mode) {
    case 'fast':
      return `${enter}; ${recorder(index)}; eval -- ${quoted(script)}`;
    case 'exact':
      return `${enter}; ${recorder(index)}; export -f command_not_found_handle; exec ${FOLDERS.bash} -c -- ${quoted(script)}`;
    case 'dash':
      return `${enter}; export PATH=${FOLDERS.programs} WRIT_LOG=${index}; exec ${FOLDERS.dash} -c -- ${quoted(script)}`;
    case 'check':
      return `eval -- ${quoted(`set -n\n${script}`)}`;
  }
}
