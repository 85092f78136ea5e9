import { expect, test } from 'vitest';
import type { Consequence, Described, Knowledge } from '../describe/consequence.ts';
import { knownText, type Word } from '../word.ts';
import { actsOf, OPTIONS, show } from './notation.ts';
import { expandConsequences, walkArgv } from './walk.ts';

type Argv = readonly [Word, ...Word[]];

/** The words from `index` on are a command. */
function runs(argv: Argv, index: number): readonly Consequence[] {
  const [first, ...rest] = argv.slice(index);
  if (first === undefined) return [];
  return [{ kind: 'run', argv: [first, ...rest], carriers: [index], hazard: true }];
}

/** A few programs, described by hand. */
const PROGRAMS: Readonly<Record<string, (argv: Argv) => readonly Consequence[]>> = {
  cat: (argv) =>
    argv.slice(1).map((path, at) => ({ kind: 'read', path, tree: false, carriers: [at + 1], hazard: false })),
  sudo: (argv) => [
    { kind: 'escalate', user: { kind: 'text', text: 'root', span: argv[0].span }, carriers: [0], hazard: false },
    ...runs(argv, 1),
  ],
  nice: (argv) => runs(argv, 1),
  aws: ([{ span }]) => [
    {
      kind: 'write',
      path: { kind: 'one', parts: [{ hole: 'text' }, '/.aws/config'], span },
      underHome: { kind: 'text', text: '.aws/config', span },
      tree: false,
      carriers: [0],
      hazard: false,
    },
  ],
  command: (argv) => runs(argv, 1),
  inside: (argv) =>
    runs(argv, 2).map(
      (one): Consequence => (one.kind === 'run' && argv[1] !== undefined ? { ...one, base: argv[1] } : one),
    ),
  eval: (argv) => [{ kind: 'shell', text: argv[1] as Word, same: true, carriers: [1], hazard: true }],
  trap: (argv) => [{ kind: 'shell', text: argv[1] as Word, same: false, carriers: [1], hazard: true }],
  sh: shell,
  bash: shell,
  zsh: shell,
  source: () => [{ kind: 'opaque', why: 'code', reason: 'it runs a file', carriers: [1], hazard: false }],
};

function shell(argv: Argv): readonly Consequence[] {
  const script = knownText(argv[1]) === '-c' ? argv[2] : undefined;
  if (script !== undefined) return [{ kind: 'shell', text: script, same: false, carriers: [2], hazard: true }];
  return [{ kind: 'shell', text: 'stdin', same: false, carriers: [0], hazard: true }];
}

const knowledge: Knowledge = {
  describe(argv): Described | undefined {
    const program = knownText(argv[0]) ?? '';
    const consequences = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined;
    return consequences === undefined ? undefined : { consequences: consequences(argv), complete: true };
  },
};

test.for<[command: string, acts: string]>([
  ['cat a b', 'run cat a b {read a; read b}'],
  ['cat *.ts', 'run cat ‹…‹*›.ts›+ {read ‹…‹*›.ts›+}'],
  ['sudo cat a', 'run sudo cat a {escalate root; !run cat a {read a}}'],
  ['nice sudo rm x', 'run nice sudo rm x {!run sudo rm x {escalate root; !run rm x}}'],
  ['inside src cat a', 'run inside src cat a {!run cat a @/w/src {read a @/w/src}}'],
  ['inside "$d" cat a', 'run inside ‹?› cat a {!run cat a @? {read a @?}}'],
  ['nice "$x" a', 'run nice ‹?› a {!run ‹?› a; !opaque command}'],
  ["sh -c 'rm x; cat y'", 'run sh -c "rm x; cat y" {!run rm x; !run cat y {read y}}'],
  [`sh -c 'rm "$1" "$0"' a b`, 'run sh -c "rm \\"$1\\" \\"$0\\"" a b {!run rm b a}'],
  [`sh -c '"$@"' _ rm x`, 'run sh -c "\\"$@\\"" _ rm x {!run rm x}'],
  ["sh -c 'a", 'run sh -c ‹a‹?›…›+ {!opaque code}; opaque syntax'],
  [`sh -c "$x"`, 'run sh -c ‹?› {!opaque code}'],
  ["sh -c '[[ a ]]'; bash -c '[[ a ]]'", 'run sh -c "[[ a ]]" {!opaque syntax}; run bash -c "[[ a ]]"'],
  ["f=a; export g=b; bash -c 'c $f $g'", 'run export g=b {env g=b}; run bash -c "c $f $g" {!run c ‹…› b}'],
  ['g() { rm x; }; bash -c g', 'run bash -c g {!run g}'],
  ['sh', 'run sh {!opaque code}'],
  ['sh <<E\nrm x\nE', 'run sh {!run rm x}'],
  ["sudo bash <<< 'rm x'", 'run sudo bash {escalate root; !run bash {!run rm x}}'],
  ['sh <<< "$x"; sh <f', 'run sh {!opaque code}; run sh {!opaque code}; read f'],
  ["eval 'f=a; cat x'; cat $f", 'run eval "f=a; cat x" {!run cat x {read x}}; run cat a {read a}'],
  ["eval 'cd src' && cat x", 'run eval "cd src"; run cat x @/w/src,/w {read x @/w/src,/w}'],
  ['f=a; eval "$y"; cat "$f"', 'run eval ‹?› {!opaque code}; run cat ‹?› @? {read ‹?› @?}'],
  ["trap 'rm $f' EXIT; f=a", 'run trap "rm $f" EXIT {!run rm ‹…› @?}'],
  [
    'command cat a; command cd src; cat a',
    'run command cat a {!run cat a {read a}}; run command cd src; run cat a @/w/src,/w {read a @/w/src,/w}',
  ],
  ['cat() { rm x; }; command cat a; cat a', 'run rm x; run command cat a {!run cat a {read a}}'],
  [
    'aws; HOME=/x; aws; (HOME=$y; aws)',
    'run aws {write /h/.aws/config}; env HOME=/x; run aws {write /x/.aws/config}; env HOME=‹?›; run aws {write ‹?›/.aws/config}',
  ],
  ['nice cd src; cat a', 'run nice cd src {!run cd src}; run cat a {read a}'],
  ['f=a; source ./env; cat "$f"', 'run source ./env {opaque code}; run cat ‹?› {read ‹?›}'],
])('%s → %s', ([command, acts]) => expect(actsOf(command, { knowledge })).toBe(acts));

test('a vector that runs without a shell has no builtins and no expansions', () => {
  const options = { ...OPTIONS, knowledge };
  expect(show(walkArgv(['sudo', 'cat', '$x *'], options))).toBe(
    'run sudo cat "$x *" {escalate root; !run cat "$x *" {read "$x *"}}',
  );
  expect(show(walkArgv(['eval', 'rm x'], { ...OPTIONS }))).toBe('run eval "rm x"');
  expect(show(walkArgv([], options))).toBe('');
});

test('consequences of a tool call become acts', () => {
  const span = { start: 0, end: 0 };
  const text: Word = { kind: 'text', text: 'cd src && cat a', span };
  const acts = expandConsequences([{ kind: 'shell', text, same: false, carriers: [], hazard: false }], {
    ...OPTIONS,
    knowledge,
  });
  expect(show(acts)).toBe('run cat a @/w/src {read a @/w/src}');
});
