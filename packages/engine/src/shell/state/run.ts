import type { Act, FileAct, Folders, RunAct } from '../../act.ts';
import { assertNever } from '../../assert-never.ts';
import type { Consequence, Described } from '../../describe/consequence.ts';
import { ANY_TEXT, knownText, partsOf, type Span, type Word } from '../../word.ts';
import { folderAt } from './folder-path.ts';
import { runInnerShell } from './inner-shell.ts';
import {
  type Call,
  collect,
  deeper,
  emit,
  foldersOf,
  forgetAll,
  inSubshell,
  isDeepest,
  maybe,
  moveTo,
  opaque,
  type Shell,
  spend,
  whileFed,
} from './shell.ts';
import { ANY, valueOf, wordOf } from './value.ts';
import { lookUp } from './variable.ts';
import { setVariable } from './variable-cell.ts';

/** What is known besides the description of a command, from the shell that runs it. */
export interface Extra {
  readonly before?: readonly Act[];
  /** Consequences the shell has followed itself, so that a description need not report them. */
  readonly followed?: boolean;
}

/** Reports the run act of a command with everything that follows from it. */
export function reportRun(shell: Shell, call: Call, extra: Extra = {}): void {
  if (!spend(shell, 'steps')) return;
  emit(shell, runAct(shell, call, extra));
}

function runAct(shell: Shell, call: Call, extra: Extra): RunAct {
  const { argv, span } = call;
  const described = describe(shell, argv, call.names);
  const folders = foldersOf(shell);
  const own = extra.before ?? [];
  if (described === undefined)
    return { kind: 'run', argv, folders, consequences: own, complete: false, described: false, span };
  const acts = collect(shell, () => {
    const changed = [...(call.changed ?? []), ...described.consequences.flatMap(changedBy)];
    const changing: Call = call.changed === undefined && changed.length === 0 ? call : { ...call, changed };
    for (const one of described.consequences) consequenceActs(shell, one, changing, extra.followed === true);
  });
  return {
    kind: 'run',
    argv,
    folders,
    consequences: [...own, ...acts],
    complete: described.complete,
    described: true,
    ...(described.reading !== undefined && { reading: described.reading }),
    span,
  };
}

/** The variables that programs inside see otherwise than this shell; another user's are all others. */
function changedBy(one: Consequence): readonly Word[] {
  if (one.kind === 'env') return [one.name];
  return one.kind === 'escalate' ? [{ kind: 'one', parts: ANY_TEXT, span: one.user.span }] : [];
}

/** A program with too many words is not described: descriptions may look at each word more than once. */
const MOST_WORDS = 20_000;

function describe(shell: Shell, argv: Call['argv'], names: Call['names']): Described | undefined {
  return argv.length > MOST_WORDS ? undefined : shell.options.knowledge.describe(argv, names);
}

/** Reports one consequence of a call as acts. */
export function consequenceActs(shell: Shell, one: Consequence, call: Call, followed: boolean): void {
  const span = spanOf(one, call);
  const mark = <Kind extends Act>(act: Kind): Kind => ({
    ...act,
    ...(one.hazard && { hazard: true as const }),
    ...((one.verbatim === true || one.kind === 'shell') && { verbatim: true as const }),
    carriers: one.carriers,
  });
  switch (one.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return emit(
        shell,
        mark({
          kind: one.kind,
          path: pathOf(shell, one),
          tree: one.tree,
          folders: based(shell, one.base),
          span,
          ...(one.public === true && { public: true as const }),
        }),
      );
    case 'connect':
      return emit(shell, mark({ kind: 'connect', target: one.target, span }));
    case 'change':
      return emit(shell, mark({ kind: 'change', name: one.name, span }));
    case 'credential':
      return emit(shell, mark({ kind: 'credential', access: one.access, name: one.name, span }));
    case 'env':
      return emit(
        shell,
        mark({ kind: 'env', name: one.name, ...(one.value !== undefined && { value: one.value }), span }),
      );
    case 'escalate':
      return emit(shell, mark({ kind: 'escalate', user: one.user, span }));
    case 'opaque':
      if (one.fed === true && !shell.fed) return;
      return emit(shell, mark({ kind: 'opaque', why: one.why, reason: one.reason, span }));
    case 'run':
      return relay(shell, one.otherName === true ? (act) => otherName(mark(act)) : mark, () =>
        nestedRun(shell, one, call, span),
      );
    case 'elsewhere':
      return runElsewhere(shell, one, call, mark);
    case 'shell':
      return relay(shell, mark, () => nestedShell(shell, one, call, span));
    case 'folder':
      if (!followed) moveTo(shell, folderAt(foldersOf(shell), one.path));
      return;
    case 'variable':
      if (!followed) setNamed(shell, one.name, one.value);
      return;
    default:
      return assertNever(one);
  }
}

const otherName = (act: Act): Act => (act.kind === 'run' ? { ...act, otherName: true } : act);

/** Passes on what `run` reports, each act marked as this consequence. */
function relay(shell: Shell, mark: (act: Act) => Act, run: () => void): void {
  for (const act of collect(shell, run)) shell.sink.push(mark(act));
}

function spanOf(one: Consequence, call: Call): Span {
  const spans = one.carriers.flatMap((index) => call.argv[index]?.span ?? []);
  const [first] = spans;
  if (first === undefined) return call.span;
  return { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) };
}

/** Where the home folder is known, so is a path under it. */
function pathOf(shell: Shell, { path, underHome }: Extract<Consequence, { kind: FileAct['kind'] }>): Word {
  const home = underHome === undefined ? undefined : lookUp(shell, 'HOME');
  if (underHome === undefined || home?.kind !== 'text') return path;
  const [first, ...rest] = partsOf(underHome);
  const joined =
    typeof first === 'string' ? [`${home.text}/${first}`, ...rest] : [`${home.text}/`, ...partsOf(underHome)];
  return wordOf({ kind: 'shape', parts: joined }, path.span);
}

const based = (shell: Shell, base: Word | undefined): Folders =>
  base === undefined ? foldersOf(shell) : folderAt(foldersOf(shell), base);

function setNamed(shell: Shell, name: Word, value: Word | undefined): void {
  if (name.kind === 'text') setVariable(shell, name.text, value === undefined ? ANY : valueOf(value));
  else forgetAll(shell);
}

/** A command in a container or on another machine: of what it does there, only the commands are judged here, and whether it runs what it is fed. */
function runElsewhere(
  shell: Shell,
  { inner, fed }: ElsewhereConsequence,
  call: Call,
  mark: <Kind extends Act>(act: Kind) => Kind,
): void {
  const { span } = call;
  const isFed = fed && shell.fed;
  const anyVariable: Word = { kind: 'one', parts: ANY_TEXT, span };
  const there: Call = { ...call, inShell: false, input: isFed ? call.input : undefined, changed: [anyVariable] };
  const acts = collect(shell, () =>
    inSubshell(shell, () => {
      moveTo(shell, ['/']);
      const start = (): void =>
        inner.kind === 'run'
          ? deeper(shell, span, () => reportProgram(shell, { ...there, argv: inner.argv }))
          : consequenceActs(shell, inner, there, false);
      whileFed(shell, isFed, start);
    }),
  );
  if (isFed && acts.some((act) => isUnseen(act, call.argv)))
    emit(shell, mark({ kind: 'opaque', why: 'code', reason: 'what it is fed runs elsewhere', span }));
  for (const act of acts.flatMap(commandsElsewhere)) shell.sink.push(mark(act));
}

/** The commands among acts; those that nobody can know may be any. */
function commandsElsewhere(act: Act): readonly RunAct[] {
  if (act.kind === 'run')
    return [{ ...act, elsewhere: true, consequences: act.consequences.flatMap(commandsElsewhere) }];
  if (act.kind !== 'opaque' || (act.why === 'code' && act.reason !== UNKNOWN_COMMANDS) || act.why === 'option')
    return [];
  const { span } = act;
  return [
    {
      kind: 'run',
      argv: [
        { kind: 'one', parts: ANY_TEXT, span },
        { kind: 'many', min: 0, span },
      ],
      folders: 'unknown',
      consequences: [],
      complete: false,
      described: false,
      elsewhere: true,
      span,
    },
  ];
}

const UNKNOWN_COMMANDS = 'the commands it runs are not known';

function isUnseen(act: Act, argv: Call['argv']): boolean {
  if (act.kind === 'run') return act.consequences.some((one) => isUnseen(one, act.argv));
  if (act.kind !== 'opaque' || act.why === 'option') return false;
  return (act.carriers ?? []).every((index) => index === 0 || mayBeInput(argv[index]));
}

/** `sh /dev/stdin` and `python -` run what they are fed, as they do without a word. */
const mayBeInput = (word: Word | undefined): boolean =>
  word === undefined || /^(-|\/dev\/(stdin|fd\/0)|\/proc\/(self|thread-self)\/fd\/0)$/.test(knownText(word) ?? '-');

type RunConsequence = Extract<Consequence, { kind: 'run' }>;
type ShellConsequence = Extract<Consequence, { kind: 'shell' }>;
type ElsewhereConsequence = Extract<Consequence, { kind: 'elsewhere' }>;

/** Programs that run one command, once: where there may be more of them, each reads on where the one before has stopped. */
// biome-ignore format: a table
const RUNS_ONCE = new Set([
  'command', 'builtin', 'exec', 'env', 'sudo', 'doas', 'timeout', 'nice', 'ionice', 'nohup', 'setsid', 'stdbuf', 'time', 'chrt', 'taskset',
  'unbuffer', 'caffeinate', 'busybox',
]);

/** A command inside a command: what `command` and `builtin` run is this shell's business, the rest is a program's. */
function nestedRun(shell: Shell, one: RunConsequence, call: Call, span: Span): void {
  const program = knownText(call.argv[0]);
  const inShell = call.inShell && (program === 'command' || program === 'builtin');
  deeper(shell, span, () => {
    const { input, changed = [] } = call;
    const here = (): void => void shell.walker.call(shell, { argv: one.argv, span, inShell, input });
    if (inShell) return shell.dialect === 'zsh' && program === 'command' ? maybe(shell, here) : here();
    const moved: readonly Word[] = one.base === undefined ? [] : [{ kind: 'text', text: 'PWD', span }];
    const given = RUNS_ONCE.has(program?.split('/').pop() ?? '') ? input : undefined;
    const nested: Call = { argv: one.argv, span, inShell, input: given, changed: [...changed, ...moved] };
    inSubshell(shell, () => {
      moveTo(shell, based(shell, one.base));
      reportProgram(shell, nested);
    });
  });
}

/** A program, not a builtin or function of this shell. */
export function reportProgram(shell: Shell, call: Call): void {
  reportRun(shell, call);
  if (call.argv[0].kind !== 'text') opaque(shell, 'command', 'the name of the command is not known', call.argv[0].span);
}

function nestedShell(shell: Shell, one: ShellConsequence, call: Call, span: Span): void {
  const text = one.text === 'stdin' ? call.input : one.text;
  if (text?.kind !== 'text') {
    if (one.same && call.inShell) forgetAll(shell);
    const reason = text === undefined ? 'it runs what comes from its standard input' : UNKNOWN_COMMANDS;
    return opaque(shell, 'code', reason, text?.span ?? span);
  }
  if (one.same && isDeepest(shell)) forgetAll(shell);
  deeper(shell, span, () => {
    const startShell = (): void =>
      runInnerShell(shell, call, { text: text.text, word: one.text, base: one.base && based(shell, one.base), span });
    if (!call.inShell) return startShell();
    if (one.same) return shell.walker.text(shell, text.text, span);
    return runsHere(call)
      ? later(shell, () => shell.walker.text(shell, withArguments(call, text.text), span))
      : startShell();
  });
}

/** Builtins whose text this shell runs at some other time. */
const HOOKS = new Set(['trap', 'mapfile', 'readarray', 'complete', 'compgen', 'bind']);
const runsHere = (call: Call): boolean => HOOKS.has(knownText(call.argv[0]) ?? '');

/** `mapfile` calls its text with an index and a line, completion calls its own with three words. */
export function withArguments(call: Call, text: string): string {
  const count = ARGUMENTS.get(knownText(call.argv[0]) ?? '') ?? 0;
  return text + ' "$BASH_COMMAND"'.repeat(count); // a word that is never known
}

const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ['mapfile', 2],
  ['readarray', 2],
  ['complete', 3],
  ['compgen', 3],
]);

/** Commands that run when nobody knows what state the shell is in, and may leave any behind. */
export function later(shell: Shell, run: () => void): void {
  shell.store.mark();
  forgetAll(shell);
  run();
  shell.store.rollback();
}
