import { knownText, type Span, type Word } from '../word.ts';
import { COUNTS } from './builtins/builtin-read.ts';
import { isBuiltin } from './builtins/builtins.ts';
import { isMove } from './builtins/change-folder.ts';
import { assignedValue } from './expand/assign.ts';
import { evaluated, isNumbered } from './expand/set-variable.ts';
import { type Cell, type Place, valueCell } from './state/cell.ts';
import { reportEnvironment, setsMode } from './state/environment.ts';
import { isHidden } from './state/local.ts';
import { checkPrompt } from './state/reported.ts';
import { type Call, enterOtherMode, hasFlag, maybe, opaque, raiseFlag, type Shell } from './state/shell.ts';
import { ANY, type Value } from './state/value.ts';
import { doubtAttributes, isReadOnly, setArray, setWhole } from './state/variable-cell.ts';
import type { Assignment } from './syntax/syntax.ts';

/** What assignments in front of a command give it. No more than their expansion sets is set yet: redirections come first. */
export function temporaries(
  shell: Shell,
  assignments: readonly Assignment[],
  argv: Call['argv'],
): Map<string, Cell | undefined> {
  const before = new Map<string, Cell | undefined>();
  const given = new Map<string, Cell | undefined>();
  for (const one of assignments) {
    const value = passingOn(shell, before, given, one);
    if (!before.has(one.name)) before.set(one.name, shell.store.get(`$${one.name}`));
    const whole = one.subscript === undefined && one.value.kind !== 'array';
    if (whole) setWhole(shell, one.name, value);
    else setArray(shell, one.name, ANY);
    given.set(one.name, shell.store.get(`$${one.name}`));
    checkPrompt(shell, one.name, value, one.span);
    if (hasFlag(shell, `reference ${one.name}`))
      opaque(shell, 'code', `\`${one.name}\` stands for another variable`, one.span);
    if (!onlySplits(argv, one.name)) reportEnvironment(shell, one.name, whole ? value : ANY, one.span);
  }
  for (const [name, cell] of before) shell.store.set(`$${name}`, cell);
  return given;
}

/** Beyond these, what is in front is no more than some text to the substitutions behind it. */
const MOST_PASSING = 200;

/** The value of the next one. Substitutions in it find those in front of it, and what it sets is the variable that stays. */
function passingOn(
  shell: Shell,
  before: Map<string, Cell | undefined>,
  given: Map<string, Cell | undefined>,
  one: Assignment,
): Value {
  const isLiteral = one.value.kind === 'word' && one.value.literal !== undefined && one.subscript === undefined;
  if (isLiteral && !isNumbered(shell, one.name)) return assignedValue(shell, one);
  if (given.size > MOST_PASSING)
    opaque(shell, 'limit', 'more variables stand in front of a command than can be followed', one.span);
  const { writes } = shell.store;
  shell.passing = [...given.keys()].slice(0, MOST_PASSING);
  let value: Value = ANY;
  const expand = (): void => {
    value = givenValue(shell, one);
  };
  if (isReadOnly(shell, one.name) || one.subscript !== undefined)
    maybe(shell, expand); // an error, and its value is not looked at
  else expand();
  shell.passing = [];
  if (shell.store.writes === writes || given.size > MOST_PASSING) return value;
  for (const [name, cell] of given) {
    before.set(name, valueCell(ANY, true));
    const now = shell.store.get(`$${name}`);
    if (now !== cell) reportEnvironment(shell, name, ANY, one.span);
    given.set(name, now);
  }
  return value;
}

/** A variable that is declared to be a number may get the text itself here, and evaluate it or not. */
function givenValue(shell: Shell, one: Assignment): Value {
  const value = assignedValue(shell, one);
  if (!isNumbered(shell, one.name)) return value;
  maybe(shell, () => evaluated(shell, one.name, value, one.span));
  return ANY;
}

/** Redirections whose expansion sets a variable set the one in front of the command too. */
export function redirectedBehind<T>(
  shell: Shell,
  given: Map<string, Cell | undefined>,
  span: Span,
  redirect: () => T,
): T {
  const { store } = shell;
  const { writes } = store;
  const cells = [...given.keys()].map((name) => [name, store.get(`$${name}`)] as const);
  const result = redirect();
  for (const [name, cell] of store.writes > writes ? cells : [])
    if (mayBeSet(cell, store.get(`$${name}`))) {
      given.set(name, valueCell(ANY, true));
      reportEnvironment(shell, name, ANY, span);
    }
  return result;
}

/** Nothing sets a variable again to the text that it has, but a value that is not known may be another one. */
const mayBeSet = (before: Cell | undefined, after: Cell | undefined): boolean =>
  before !== after || (before?.kind === 'value' && before.value.kind !== 'text');

/** Assignments in front of a command reach it and nothing else; a function or builtin sees them while it runs. */
export function withTemporaries(
  shell: Shell,
  given: ReadonlyMap<string, Cell | undefined>,
  call: Call,
  run: () => Place,
): Place {
  const { store } = shell;
  const before = [...given.keys()].map(
    (name) => [name, store.get(`$${name}`), store.get(`temporary ${name}`)] as const,
  );
  for (const [name, cell] of given) {
    store.set(`$${name}`, cell);
    raiseFlag(shell, `temporary ${name}`);
    doubtAttributes(shell, name); // those of the variable that stays
    // A handler may set it while a function or builtin runs, and so may a reference to it.
    const isUp =
      !leavesVariables(shell, call) && ['handler at any time', 'references'].some((key) => hasFlag(shell, key));
    if (isUp) reportEnvironment(shell, name, ANY, call.span);
  }
  if ([...given.keys()].some(setsMode) && isBuiltin(knownText(call.argv[0]) ?? '')) enterOtherMode(shell, call.span);
  const failed = run();
  const mayStay =
    shell.dialect !== 'bash' ||
    !leavesVariables(shell, call) ||
    call.argv[0].kind === 'many' ||
    hasFlag(shell, 'forgotten');
  for (const [name, cell, temporary] of before) {
    store.set(`temporary ${name}`, temporary);
    if (mayStay && isHidden(shell, name)) raiseFlag(shell, `uncovered ${name}`); // `export x` in a function goes further
    doubtAttributes(shell, name);
    const isSet = isMove(knownText(call.argv[0]) ?? '') && (name === 'PWD' || name === 'OLDPWD'); // the one that stays too
    if (mayStay || isSet || hasFlag(shell, `uncovered ${name}`)) setArray(shell, name, ANY);
    else store.set(`$${name}`, cell);
  }
  store.leave('error before');
  return failed;
}

/** Programs and plain builtins leave the variables in front of them alone; `export x` and whatever may run it keep them. */
function leavesVariables(shell: Shell, call: Call): boolean {
  const name = knownText(call.argv[0]) ?? '';
  if (shell.store.get(`function ${name}`) !== undefined) return false;
  return !isBuiltin(name) || (name === 'printf' ? !call.argv.some(setsVariable) : PLAIN.has(name));
}

/** `printf -v x` and `printf %n x` set the variable that stays. */
const setsVariable = (word: Word): boolean => /^-v/.test(knownText(word) ?? '') || COUNTS.test(knownText(word) ?? '');

const PLAIN = new Set(['read', 'mapfile', 'readarray', 'cd', 'pushd', 'popd', ':', 'true', 'false', 'wait']);

/** `IFS= read …` says how the line is cut and reaches no program. */
const onlySplits = (argv: Call['argv'], name: string): boolean =>
  name === 'IFS' && ['read', 'mapfile', 'readarray'].includes(knownText(argv[0]) ?? '');
