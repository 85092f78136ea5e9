import type { Act } from '../act.ts';
import type { Consequence } from '../describe/consequence.ts';
import type { Span, Word } from '../word.ts';
import { consequenceActs, reportRun } from './state/run.ts';
import { type Call, createBudget, createShell, type Shell } from './state/shell.ts';
import type { WalkOptions } from './state/walk-options.ts';
import { WALKER, walkText } from './walk-script.ts';

export type { WalkOptions } from './state/walk-options.ts';

/** Every act of a command line, in source order; a `run` act carries its consequences. Total: never throws. */
export function walk(command: string, options: WalkOptions): readonly Act[] {
  const shell = shellFor(options);
  walkText(shell, command, undefined);
  return finish(shell, { start: 0, end: command.length });
}

/** The acts of an argument vector that runs without a shell; spans count in the arguments joined by blanks. */
export function walkArgv(argv: readonly string[], options: WalkOptions): readonly Act[] {
  const shell = shellFor(options);
  let start = 0;
  const words = argv.map((text): Word => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return { kind: 'text', text, span };
  });
  const [first, ...rest] = words;
  const span = { start: 0, end: Math.max(0, start - 1) };
  if (first !== undefined) reportRun(shell, { argv: [first, ...rest], span, inShell: false, input: undefined });
  return finish(shell, span);
}

const NOWHERE: Span = { start: 0, end: 0 };

/** Consequences that come from no command, such as those of a tool call, as acts. */
export function expandConsequences(consequences: readonly Consequence[], options: WalkOptions): readonly Act[] {
  const shell = shellFor(options);
  const call: Call = {
    argv: [{ kind: 'text', text: '', span: NOWHERE }],
    span: NOWHERE,
    inShell: false,
    input: undefined,
  };
  for (const one of consequences) consequenceActs(shell, one, call, false);
  return finish(shell, NOWHERE);
}

const shellFor = (options: WalkOptions): Shell =>
  createShell(options, options.dialect, createBudget(), WALKER, undefined, options.folders);

function finish(shell: Shell, span: Span): readonly Act[] {
  const acts = shell.sink.length > 1 ? [...shell.sink].sort((a, b) => a.span.start - b.span.start) : shell.sink;
  if (shell.budget.spent)
    acts.push({ kind: 'opaque', why: 'limit', reason: 'the command does more than can be followed', span });
  return acts;
}
