import { assertNever } from '../assert-never.ts';
import type { Span } from '../word.ts';
import { knownText, type Parts } from '../word.ts';
import { isBuiltin } from './builtins/builtins.ts';
import { expandQuoted } from './expand/expand.ts';
import { namesFrom } from './piped-names.ts';
import { followAnyTime } from './state/any-time.ts';
import { type Place, unitePlaces, valueCell } from './state/cell.ts';
import { defineFunction } from './state/function.ts';
import { reportStored } from './state/reported.ts';
import {
  deeper,
  hasFlag,
  inSubshell,
  isProgramName,
  maybe,
  opaque,
  placeOf,
  raiseFlag,
  type Shell,
  setPlace,
  spend,
  unify,
  type Walker,
  whileFed,
} from './state/shell.ts';
import { ANY } from './state/value.ts';
import { LAST_JOB } from './state/variable.ts';
import { doubtAttributes, setArray } from './state/variable-cell.ts';
import { isDigits } from './syntax/characters.ts';
import { parse, parseExpansions } from './syntax/parse.ts';
import type {
  Command,
  Coprocess,
  FunctionDefinition,
  ListItem,
  Pipeline,
  Problem,
  Script,
  SimpleCommand,
} from './syntax/syntax.ts';
import { walkCompound } from './walk-compound.ts';
import { DECLARATIONS, walkBuiltin, walkCall, walkSimple } from './walk-simple.ts';

/** The walk of everything that holds commands. */
export const WALKER: Walker = {
  script: walkScript,
  command: walkCommand,
  call: (shell, call) => {
    const name = knownText(call.argv[0]);
    if (name === undefined) walkCall(shell, call);
    else walkBuiltin(shell, name, call);
  },
  text: walkText,
  aliased: walkText,
  prompt: walkPrompt,
};

/** Reads a text and follows its commands in this shell. An error of an expansion ends its line, and what follows goes on. */
export function walkText(shell: Shell, text: string, origin: Span | undefined): void {
  const parsed = parse(text, shell.dialect, origin, shell.budget.depth);
  reportProblems(shell, parsed.problems);
  if (origin !== undefined && shell.texts > 0 && endsEscaping(text))
    opaque(shell, 'syntax', 'a backslash at the end of a text changes how the next line is read', origin);
  shell.texts++;
  for (const line of linesOf(parsed.script.items)) {
    const walkLine = (): void => unify(shell, walkScript(shell, { items: line }));
    if (shell.texts === 1 && line.at(-1) === parsed.script.items.at(-1)) walkLine();
    else shell.store.within('line', walkLine);
  }
  shell.texts--;
}

/**
 * An odd number of backslashes, and perhaps the end of that line: bash then takes a word such as `!` or `case` at the
 * start of the next line for a command.
 */
function endsEscaping(text: string): boolean {
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  let start = end;
  while (text[start - 1] === '\\') start--;
  return (end - start) % 2 === 1;
}

function linesOf(items: readonly ListItem[]): readonly (readonly ListItem[])[] {
  const lines: ListItem[][] = [[]];
  for (const item of items) {
    lines.at(-1)?.push(item);
    if (item.endsLine) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

function walkPrompt(shell: Shell, text: string, origin: Span): void {
  const parsed = parseExpansions(text, shell.dialect, origin, shell.budget.depth);
  reportProblems(shell, parsed.problems);
  deeper(shell, origin, () => expandQuoted(shell, parsed.parts, origin));
}

function reportProblems(shell: Shell, problems: readonly Problem[]): void {
  for (const { why, reason, span } of problems) opaque(shell, why, reason, span);
}

/** Follows commands one after another; returns the folders the shell is in if the last one fails. */
function walkScript(shell: Shell, script: Script): Place {
  let failed = placeOf(shell);
  for (const item of script.items) {
    if (shell.budget.spent) break;
    unify(shell, failed);
    failed = walkItem(shell, item);
    if (hasFlag(shell, 'jumps at any time')) shell.store.leave('jump');
  }
  return failed;
}

function walkItem(shell: Shell, item: ListItem): Place {
  if (!item.background) return walkAndOr(shell, item);
  inSubshell(shell, () => walkAndOr(shell, item));
  return placeOf(shell);
}

/**
 * `a && b || c`: behind `&&` the shell is where success left it, behind `||` where failure did. What a command behind
 * the first one changes is sure only for those that run because it succeeded.
 */
function walkAndOr(shell: Shell, item: ListItem): Place {
  let failed = walkPipeline(shell, item.first);
  if (item.rest.length === 0) return failed;
  let last: '&&' | '||' = '&&';
  let marks = 0;
  for (const { operator, pipeline } of item.rest) {
    if (operator === '||' || last === '||') marks = settleAll(shell, marks);
    shell.store.mark(); // the list may end here, with what was changed up to here
    marks++;
    const succeeded = placeOf(shell);
    if (operator === '||') setPlace(shell, failed);
    const again = walkPipeline(shell, pipeline);
    const exits = operator === '||' && alwaysExits(shell, pipeline);
    if (operator === '||') setPlace(shell, exits ? succeeded : unitePlaces(succeeded, placeOf(shell)));
    failed = exits ? succeeded : operator === '||' ? again : unitePlaces(failed, again);
    last = operator;
  }
  settleAll(shell, marks);
  return failed;
}

/** Behind `cd src || exit 1` and `cd src || { echo no; exit 1; }` the shell is in `src`, or no more. */
function alwaysExits(shell: Shell, { commands, negated }: Pipeline): boolean {
  const [only, ...more] = commands;
  if (negated || more.length > 0 || only === undefined || !('redirections' in only)) return false;
  if (only.redirections.length > 0) return false;
  if (only.kind === 'simple') return isExit(shell, only);
  const last = only.body.kind === 'group' ? only.body.script.items.at(-1) : undefined;
  return last !== undefined && last.rest.length === 0 && !last.background && alwaysExits(shell, last.first);
}

/** With more than one argument, `exit` is an error and goes on; with `--help` it only talks. */
const isExit = (shell: Shell, { words, assignments }: SimpleCommand): boolean =>
  assignments.length === 0 &&
  words.length <= 2 &&
  words.every(
    (word, at) => word.kind === 'word' && (at === 0 ? word.literal === 'exit' : isDigits(word.literal ?? '')),
  ) &&
  words.length > 0 &&
  isProgramName(shell, 'exit');

/** What was changed since any of the marks may have been changed. The folders are followed apart. */
function settleAll(shell: Shell, marks: number): 0 {
  const folders = placeOf(shell);
  for (let left = marks; left > 0; left--) shell.store.settle();
  setPlace(shell, folders);
  return 0;
}

function walkPipeline(shell: Shell, pipeline: Pipeline): Place {
  const [first, ...rest] = pipeline.commands;
  if (first === undefined) return placeOf(shell);
  if (rest.length === 0) return walkNegated(shell, first, pipeline.negated);
  let names: readonly Parts[] | undefined;
  pipeline.commands.forEach((command, at) => {
    const stays =
      at === pipeline.commands.length - 1 &&
      (hasFlag(shell, 'lastpipe') || hasFlag(shell, 'forgotten') || shell.dialect === 'zsh');
    const walkStage = (): void => {
      shell.piped = command.kind === 'simple' ? names : undefined;
      const before = shell.sink.length;
      whileFed(shell, at > 0 || shell.fed, () => unify(shell, walkCommand(shell, command)));
      names = namesFrom(shell, command, shell.sink.slice(before), names);
    };
    if (stays) maybe(shell, walkStage);
    else inSubshell(shell, walkStage);
  });
  return placeOf(shell);
}

function walkNegated(shell: Shell, command: Command, negated: boolean): Place {
  const failed = walkCommand(shell, command);
  if (!negated) return failed;
  const succeeded = placeOf(shell);
  setPlace(shell, failed);
  return succeeded;
}

function walkCommand(shell: Shell, command: Command): Place {
  if (!spend(shell, 'steps')) return placeOf(shell);
  switch (command.kind) {
    case 'simple':
      return walkSimple(shell, command);
    case 'compound':
      return walkCompound(shell, command);
    case 'function':
      walkDefinition(shell, command);
      return placeOf(shell);
    case 'coprocess':
      walkCoprocess(shell, command);
      return placeOf(shell);
    default:
      return assertNever(command);
  }
}

/** Hooks that the shell calls by itself. */
const HOOKS = new Set([
  'command_not_found_handle',
  'command_not_found_handler',
  'precmd',
  'preexec',
  'chpwd',
  'periodic',
  'zshexit',
  'zshaddhistory',
]);

function walkDefinition(shell: Shell, definition: FunctionDefinition): void {
  defineFunction(shell, definition);
  if (shell.store.get(`alias ${definition.name}`) !== undefined)
    opaque(shell, 'syntax', 'an alias may give this function another name', definition.span);
  if (shell.dialect === 'zsh' && DECLARATIONS.has(definition.name))
    opaque(shell, 'syntax', `to zsh, \`${definition.name}\` is a word of the language`, definition.span);
  if (isBuiltin(definition.name) && hasFlag(shell, 'handler'))
    opaque(shell, 'command', `a handler may call this \`${definition.name}\``, definition.span);
  const isHook = HOOKS.has(definition.name) || (shell.dialect === 'zsh' && /^TRAP[A-Z0-9]+$/.test(definition.name));
  if (isHook) opaque(shell, 'code', `the shell calls \`${definition.name}\` by itself`, definition.span);
  if (isHook || hasFlag(shell, 'handler'))
    followAnyTime(shell, hasFlag(shell, 'handler at any time'), () => walkCommand(shell, definition.body));
}

function walkCoprocess(shell: Shell, coprocess: Coprocess): void {
  whileFed(shell, true, () => inSubshell(shell, () => walkCommand(shell, coprocess.command)));
  setArray(shell, coprocess.name, ANY);
  // When it ends, which may be at any time, its variables are unset.
  const variables = [
    [coprocess.name, ANY],
    [`${coprocess.name}_PID`, LAST_JOB],
  ] as const;
  for (const [name, value] of variables) {
    shell.store.set(`$${name}`, valueCell(value));
    reportStored(shell, name, ANY, coprocess.span);
    raiseFlag(shell, `fleeting ${name}`);
    raiseFlag(shell, `uncovered ${name}`);
    doubtAttributes(shell, name);
  }
}
