import { expect, test } from 'vitest';
import type { Act } from '../act.ts';
import type { Consequence, Knowledge } from '../describe/consequence.ts';
import { knownText, type Word } from '../word.ts';
import { actsOf, OPTIONS, show } from './notation.ts';
import { walk } from './walk.ts';

/* What a shell inside a command gets from the one around it. */

type Argv = readonly [Word, ...Word[]];

function shell(argv: Argv): readonly Consequence[] {
  const at = argv.findIndex((word) => /^-[a-z]*c$/.test(knownText(word) ?? ''));
  const text = argv[at + 1];
  if (at === -1 || text === undefined)
    return [{ kind: 'shell', text: 'stdin', same: false, carriers: [0], hazard: false }];
  return [{ kind: 'shell', text, same: false, carriers: [at + 1], hazard: false }];
}

/** The words from `at` on are a command. */
function runs(argv: Argv, at: number, base?: Word): readonly Consequence[] {
  const [first, ...rest] = argv.slice(at);
  if (first === undefined) return [];
  return [{ kind: 'run', argv: [first, ...rest], carriers: [at], hazard: false, ...(base && { base }) }];
}

/** `env NAME=VALUE program …`, without options. */
function env(argv: Argv): readonly Consequence[] {
  const at = argv.findIndex((word, index) => index > 0 && knownText(word)?.includes('=') === false);
  const named = argv.slice(1, at).map((word): Consequence => {
    const [name = '', value = ''] = (knownText(word) ?? '').split('=');
    const textOf = (text: string): Word => ({ kind: 'text', text, span: word.span });
    return { kind: 'env', name: textOf(name), value: textOf(value), carriers: [1], hazard: false };
  });
  return [...named, ...runs(argv, at)];
}

const PROGRAMS: Readonly<Record<string, (argv: Argv) => readonly Consequence[]>> = {
  bash: shell,
  sh: shell,
  zsh: shell,
  ksh: shell,
  filter: shell,
  env,
  nice: (argv) => runs(argv, 1),
  inside: (argv) => runs(argv, 2, argv[1]),
  sudo: (argv) => [
    { kind: 'escalate', user: { kind: 'text', text: 'root', span: argv[0].span }, carriers: [0], hazard: false },
    ...runs(argv, 1),
  ],
};

const knowledge: Knowledge = {
  describe: (argv) => {
    const program = PROGRAMS[knownText(argv[0]) ?? ''];
    return program && { consequences: program(argv), complete: true };
  },
};

/** What the innermost shell runs. */
function inside(command: string): string {
  const acts = walk(command, { ...OPTIONS, knowledge });
  const last = (all: readonly Act[]): readonly Act[] => {
    const [run] = all.flatMap((act) => (act.kind === 'run' && act.consequences.length > 0 ? [act] : [])).slice(-1);
    return run === undefined ? all : last(run.consequences);
  };
  return show(last(acts));
}

test.for<[command: string, acts: string]>([
  ["x=b bash -c 'c $x'", 'run c b'],
  [`export x=a; bash -c 'c "$x"'`, 'run c a'],
  [`export x=a; bash -c 'x=b; c'`, 'env x=b; run c'],
  [`x=a bash -c 'x=b; c'`, 'env x=b; run c'],
  [`export x=a; env x=b bash -c 'c "$x"'`, 'run c ‹?›'],
  [`export x=a; nice bash -c 'c "$x" ~'`, 'run c ‹?› /h'],
  [`export x=a; filter -c 'c "$x"'`, 'run c ‹?›'], // it may give its command variables of its own
  [`export USERNAME=a; zsh -c 'c "$USERNAME"'`, 'run c ‹?›'],
  [`env HOME=/bin bash -c 'c ~'`, 'run c ‹?›'],
  [`sudo bash -c 'c ~'`, 'run c ‹?›'],
  [`inside d bash -c 'c "$PWD"; cd .. && c'`, 'run c ‹?› @/w/d; run c @?'],
  [`cd d && bash -c 'c "$PWD"'`, 'run c /w/d @/w/d'],
  [`x=a; f() { local -x x=b; }; f; bash -c 'c "\${x-no}"'`, 'run c ‹?›'],
  [`export x=a; unset x; x=b; bash -c 'c "$x"'`, 'run c ‹?›'],
  [`export x=a; x=(a b); bash -c 'c "$x"'`, 'run c ‹?›'],
  [`env SHELLOPTS=allexport bash -c 'c'`, 'opaque syntax; run c @?'],
  [`export BASHOPTS; bash -c 'c'`, 'opaque syntax; run c @?'],
  [`env 'BASH_FUNC_c%%=() { d; }' bash -c c`, 'opaque syntax; run c @?'],
  [`POSIXLY_CORRECT=1 bash -c c`, 'opaque syntax; run c @?'],
  // What may be exported, or is hidden by a local variable, is not known inside.
  [`export x=1; unset x; bash -c 'x=1; bash -c "c \\\${x:-rm}"'`, 'run c ‹…›'],
  [`f() { unset x; bash -c 'x=5; bash -c "c \\\${x-rm}"'; }; x=1 f`, 'run c ‹…›'],
  [`b && export x=1; bash -c 'x=5; bash -c "c \\\${x-rm}"'`, 'run c ‹…›'],
  [`unset HOME; bash -c 'HOME=/x; bash -c "c ~"'`, 'run c ‹?›'],
  [`export x=/; f() { local x; bash -c 'c "$x"'; }; f`, 'run c ‹?›'],
  [`set -a; x=1; bash -c 'x=2; c'`, 'env x=2; run c'],
  [`set -a; x=1; set +a; bash -c 'x=2; c'`, 'env x=2; run c'],
  [`export PS1=x OLDPWD=/; bash -c 'c "\${PS1-rm}" "$OLDPWD"'`, 'run c ‹?› ‹?›'],
  // What stands in front of the text is said to the shell as `set` and `shopt` say it.
  [`bash -euo pipefail -c 'c {a,b}'`, 'run c a b'],
  [`bash -lc 'cd d && c'`, 'run c @/w/d'],
  [`bash +B -c 'c {a,b}'`, 'opaque limit; run c ‹…›'],
  [`bash -a -c 'x=1; c'`, 'env x=1; run c'],
  [`bash -P -c 'cd a/.. && c'`, 'run c @?'],
  [`bash --posix -c c`, 'opaque syntax; run c @?'],
  [`bash -O dotglob -c 'c *'`, 'run c ‹…‹.*››+'],
  [`bash -O lastpipe -c 'x=a; b | x=d; c "$x"'`, 'run b; run c ‹?›'],
  [`env PS4='$(d)' bash -xc c`, 'opaque code; run c'],
  // The words behind the text.
  [`bash -c 'c "$0" "$@"' a b`, 'run c a b'],
  [`bash -c 'c "$0" "$@"' "$@" b`, 'run c ‹?› ‹…›'],
  [`bash -c 'for i; do c "$i"; done' "$@"`, 'run c ‹?›'],
  [`bash -c 'BASH_ARGV0=q; c "$0"' z`, 'run c ‹?›'],
  [`zsh -c 'c "$0"' z`, 'run c ‹?›'],
  // Its last command of a pipe stays in the shell, and much else is its own.
  [`ksh -c 'c d'`, 'run c d'],
  [`ksh -c 'x=a; b | x=d; c "$x"'`, 'opaque syntax; run b; run c a'],
  [`ksh -c 'test a -eq b'`, 'opaque syntax; run test a -eq b'],
])('%s → %s', ([command, acts]) => expect(inside(command)).toBe(acts));

test('only what becomes its standard input is what a shell reads', () => {
  expect(actsOf("a | bash {fd}<<< 'c'", { knowledge })).toBe('run a; run bash {opaque code}');
  expect(actsOf("bash <<< 'c' 0>&3", { knowledge })).toBe('run bash {opaque code}');
  expect(actsOf("bash 3<<< 'c' <<< 'd'", { knowledge })).toBe('run bash {run d}');
});

test('what may run several shells gives none of them its input', () => {
  expect(actsOf("inside d bash <<< 'c'", { knowledge })).toBe('run inside d bash {run bash @/w/d {opaque code}}');
  expect(actsOf("nice bash <<< 'c'", { knowledge })).toBe('run nice bash {run bash {run c}}');
});

test('a program may read the commands that stand behind it', () => {
  expect(actsOf("bash <<'E'\nc\nd\nE", { knowledge })).toBe('run bash {run c; run d; opaque code}');
  expect(actsOf("bash <<'E'\nread x\necho a\nE", { knowledge })).toBe('run bash {run read x; run echo a; opaque code}');
  expect(actsOf("bash <<'E'\ncd d\necho a\nE", { knowledge })).toBe('run bash {run echo a @/w/d,/w}');
  expect(actsOf("bash <<'E'\ncommand c\necho a\nE", { knowledge })).toContain('opaque code');
  expect(actsOf("bash <<'E'\ndate -f -\necho a\nE", { knowledge })).toContain('opaque code');
  expect(actsOf("bash <<'E'\nwhich -i c\necho a\nE", { knowledge })).toContain('opaque code');
  expect(actsOf("bash <<'E'\nls d\necho a\nE", { knowledge })).not.toContain('opaque code');
  expect(actsOf("bash <<'E'\ntrap 'read -n5 x' DEBUG\necho a\nE", { knowledge })).toContain('opaque code');
  expect(actsOf("bash <<'E'\nselect q in a; do break; done\necho a\nE", { knowledge })).toContain('opaque code');
  expect(actsOf("bash <<< 'c; d'", { knowledge })).toBe('run bash {run c; run d}');
});
