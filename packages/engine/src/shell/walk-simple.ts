import { ANY_TEXT, knownText, type Word } from '../word.ts';
import { type BuiltinOutcome, isBuiltin, runBuiltin } from './builtins/builtins.ts';
import { failsLate, isMove } from './builtins/change-folder.ts';
import { saveLocal, setGlobal } from './builtins/declare.ts';
import { assign, assignedValue } from './expand/assign.ts';
import { expandAssignmentArgument, expandWord, expandWords } from './expand/expand.ts';
import { pipedInto } from './piped-names.ts';
import { checkAmpersand, type Input, ifRedirected, isFed, redirect } from './redirect.ts';
import { NOWHERE, type Place, unitePlaces, valueCell } from './state/cell.ts';
import { callFunction } from './state/function.ts';
import { reportRun } from './state/run.ts';
import {
  type Call,
  deeper,
  emit,
  forgetAll,
  inSubshell,
  isFedHere,
  isProgramName,
  maybe,
  opaque,
  placeOf,
  raiseFlag,
  type Shell,
  setPlace,
  spend,
  whileFed,
} from './state/shell.ts';
import { ANY } from './state/value.ts';
import { makeAssociative, setArray } from './state/variable-cell.ts';
import type { Argument, ArrayLiteral, Assignment, Redirection, SimpleCommand, SyntaxWord } from './syntax/syntax.ts';
import { redirectedBehind, temporaries, withTemporaries } from './temporaries.ts';

/** Builtins whose arguments are expanded like assignments when their name is written out. */
export const DECLARATIONS = new Set(['alias', 'declare', 'export', 'local', 'readonly', 'typeset']);

/** Follows one simple command; returns the folders the shell is in if it fails. */
export function walkSimple(shell: Shell, command: SimpleCommand): Place {
  const names = pipedInto(shell, command);
  if (!spend(shell, 'steps')) return placeOf(shell);
  const words = expandArguments(shell, command.words);
  checkDeclaration(shell, command, words);
  const [written, ...rest] = words;
  const first = written === undefined ? undefined : nameOf(written, command.words[0]);
  checkAmpersand(shell, command.redirections, leavesNothing(shell, words, command));
  if (first === undefined) {
    for (const one of command.assignments) assign(shell, one);
    // Some shells redirect first, and assign nothing where that fails.
    if (shell.dialect !== 'bash' && command.redirections.length > 0)
      for (const { name } of command.assignments) setArray(shell, name, ANY);
    redirectNothing(shell, command.redirections);
    return shell.dialect === 'zsh' && command.redirections.length > 0 ? walkPager(shell, command) : placeOf(shell);
  }
  const argv: Call['argv'] = [first, ...rest];
  const given = temporaries(shell, command.assignments, argv);
  const input = redirectedBehind(shell, given, command.span, () => redirectFor(shell, first, command));
  const call: Call = { argv, span: command.span, inShell: true, input, ...(names && { names }) };
  const name = command.words[0];
  const bare = name?.kind === 'word' && name.bare;
  const fed = isFed(command.redirections, isFedHere(shell));
  const place = whileFed(shell, fed, () =>
    ifRedirected(shell, command.redirections, () =>
      given.size === 0
        ? walkCall(shell, call, bare)
        : withTemporaries(shell, given, call, () => walkCall(shell, call, bare)),
    ),
  );
  if (isFed(command.redirections, false) && EXEC.test(argv.map(knownText).join(' ')))
    raiseFlag(shell, 'fed from here on');
  return place;
}

/** Without a program behind it, what it is fed is fed to all that follows. */
const EXEC = /^((command|builtin)( -\w*)* )*exec( |$)/;

/** Where zsh finds redirections and no command, it runs one. */
function walkPager(shell: Shell, { redirections, span }: SimpleCommand): Place {
  const text = redirections.every(({ operator }) => operator === '<') ? 'more' : 'cat';
  return walkCall(shell, { argv: [{ kind: 'text', text, span }], span, inShell: true, input: undefined });
}

const HARMLESS = new Set(['[', 'test', ':', 'true', 'false']);

/** A program, a test or `command -v`, with words that set nothing. */
function leavesNothing(shell: Shell, [first, second]: readonly Word[], command: SimpleCommand): boolean {
  const name = knownText(first) ?? '';
  if (name === '' || !isProgramName(shell, name) || !command.words.every(setsNothing)) return false;
  return !isBuiltin(name) || HARMLESS.has(name) || (name === 'command' && knownText(second) === '-v');
}

const setsNothing = (word: Argument): boolean =>
  word.kind === 'word' &&
  word.parts.every((part) => part.kind === 'text' || (part.kind === 'parameter' && part.operation === undefined));

/** Without a command, redirections of which one sets a variable happen in a process of their own. */
function redirectNothing(shell: Shell, redirections: readonly Redirection[]): void {
  if (redirections.every(({ variable }) => variable === undefined)) redirect(shell, redirections);
  else (shell.dialect === 'zsh' ? maybe : inSubshell)(shell, () => redirect(shell, redirections));
}

/** A name that a command prints counts as computed even where it is known: nobody writes it so without a reason. */
const isComputed = (name: Argument | undefined): boolean =>
  name?.kind === 'word' && name.parts.some((part) => part.kind === 'command');
/** What a process has open or runs may be any program: `/proc/self/exe` is the shell itself. */
const FLEETING = /^\/+(?:proc|dev\/+fd)\//;

function nameOf(written: Word, name: Argument | undefined): Word {
  if (isComputed(name)) return anyName(written);
  if (!FLEETING.test(knownText(written) ?? '')) return written;
  return { kind: 'one', parts: ANY_TEXT, span: written.span };
}

const anyName = ({ span }: Word): Word => ({ kind: 'many', min: 0, span });

/** A program's redirections are expanded in its own process: what that sets, this shell may never see. */
function redirectFor(shell: Shell, first: Word, command: SimpleCommand): Input {
  if (command.redirections.length === 0) return undefined;
  // Where the command may vanish, its assignments come first.
  if (first.kind === 'many') for (const { name } of command.assignments) setArray(shell, name, ANY);
  shell.store.mark();
  const input = redirect(shell, command.redirections);
  if (isBuiltin(knownText(first) ?? '') && knownText(first) !== 'command') shell.store.keep();
  else shell.store.settle(); // `command` may run a program
  return input;
}

function expandArguments(shell: Shell, words: readonly Argument[]): readonly Word[] {
  if (words.every(isLiteral)) return words.map(({ literal, span }) => ({ kind: 'text', text: literal, span }));
  const program = words[0];
  const declares = isDeclaration(program);
  const arrays = new Map<SyntaxWord, Assignment>();
  const plain = words.map((word) => (word.kind === 'assignment' ? nameOfArray(word, arrays) : word));
  const argv: Word[] = [];
  let isComputed = false;
  return expandWords(shell, plain, (_, word) => {
    const array = arrays.get(word);
    if (array !== undefined && !declares) return textOfArray(shell, array);
    // The array is made by the options as they are written, and the name declared by what they expand to.
    if (array !== undefined && isComputed) opaque(shell, 'code', 'options of this array are computed', array.span);
    if (array !== undefined) declareArray(shell, argv, array);
    const assigns = declares && looksLikeAssignment(word);
    const expanded = assigns ? expandAssignmentArgument(shell, word) : expandWord(shell, word);
    argv.push(...expanded);
    if (!word.bare) isComputed ||= expanded.some((one) => /^[-+]/.test(knownText(one) ?? ''));
    return expanded;
  });
}

/** dash takes `command export` and `\\export` for declarations, too, whose values are not cut. */
function checkDeclaration(shell: Shell, { words, span }: SimpleCommand, argv: readonly Word[]): void {
  if (shell.dialect === 'zsh' && /^\d+=/.test(knownText(argv[0]) ?? ''))
    opaque(shell, 'syntax', 'a parameter is assigned to by its number', span);
  if (shell.dialect !== 'sh' || isDeclaration(words[0]) || words.every(isLiteral)) return;
  const name = argv.map(knownText).find((text) => text !== 'command' && text?.startsWith('-') !== true);
  if (DECLARATIONS.has(name ?? '')) opaque(shell, 'syntax', 'some shells cut what is assigned here', span);
}

const isDeclaration = (word: Argument | undefined): boolean =>
  word?.kind === 'word' && word.bare && DECLARATIONS.has(word.literal ?? '');

const isLiteral = (word: Argument): word is SyntaxWord & { readonly literal: string } =>
  word.kind === 'word' && word.literal !== undefined;

/** `export a=(…)` has `a` as its argument; the array is assigned when its turn comes. */
function nameOfArray(array: Assignment, arrays: Map<SyntaxWord, Assignment>): SyntaxWord {
  const word: SyntaxWord = { kind: 'word', parts: [], literal: array.name, bare: true, span: array.span };
  arrays.set(word, array);
  return word;
}

function looksLikeAssignment(word: SyntaxWord): boolean {
  const first = word.parts[0];
  return first?.kind === 'text' && !first.quoted && /^[A-Za-z_][A-Za-z0-9_]*(\[[^\]]*\])?\+?=/.test(first.text);
}

/** `eval a=(…)` and `let a=(…)` get that as text, without its quotes: `eval a=('$(b)')` runs `b`. */
function textOfArray(shell: Shell, array: Assignment): readonly Word[] {
  assignedValue(shell, array);
  return [{ kind: 'many', min: 0, span: array.span }];
}

/** `export a=(…)`, behind the words in front of it. */
function declareArray(shell: Shell, argv: readonly Word[], array: Assignment): void {
  const [program = '', ...texts] = argv.map((word) => knownText(word) ?? '');
  const options = texts.filter((text) => text.startsWith('-')).join('');
  const outer = shell.store.get(`$${array.name}`);
  if (!options.includes('g')) saveLocal(shell, program, array.name, options.includes('I'));
  // Its elements see what the name meant before.
  shell.store.set(`$${array.name}`, array.append ? valueCell(ANY, true) : outer);
  if (array.value.kind === 'array' && array.value.elements.some(mayFail)) shell.store.leave('error'); // with nothing declared
  if (options.includes('A')) makeAssociative(shell, array.name);
  if (options.includes('i')) raiseFlag(shell, `integer ${array.name}`);
  assign(shell, array);
  if (/[luc]/.test(options)) setArray(shell, array.name, ANY);
  if (program === 'export' || program === 'readonly') setGlobal(shell, array.name); // they look past a local one
}

/** Words in front of a command that zsh takes for no part of it, however they came about; so it does a brace: `{rm x}` is a group. */
const ZSH_PREFIXES = new Set(['-', 'noglob', 'nocorrect']);

const mayFail = ({ subscript, word }: ArrayLiteral['elements'][number]): boolean =>
  [...word.parts, ...(subscript?.parts ?? [])].some(
    (part) => part.kind === 'arithmetic' || (part.kind === 'parameter' && part.bare !== true),
  );

/** Runs an argument vector as the shell would: alias, function, builtin or program. */
export function walkCall(shell: Shell, call: Call, bare = false): Place {
  const [first, ...rest] = call.argv;
  const name = knownText(first);
  if (name === undefined) return walkComputed(shell, call, rest);
  if (shell.dialect === 'zsh' && (ZSH_PREFIXES.has(name) || name.startsWith('{')))
    opaque(shell, 'syntax', `zsh reads \`${name}\` in its own way`, call.span);
  if (bare) followAliases(shell, name, call);
  const cell = shell.store.get(`function ${name}`);
  if (cell?.kind !== 'function') return walkBuiltin(shell, name, call);
  return callFunction(shell, name, cell, call, () => walkBuiltin(shell, name, call));
}

/** A command whose name is not known may be anything; where the name may vanish, the next word is the name. */
function walkComputed(shell: Shell, call: Call, rest: readonly Word[]): Place {
  opaque(shell, 'command', 'the name of the command is not known before it runs', call.argv[0].span);
  reportRun(shell, call);
  const [second, ...others] = rest;
  if (call.argv[0].kind === 'many' && call.argv[0].min === 0 && second !== undefined)
    walkCall(shell, { ...call, argv: [second, ...others] });
  forgetAll(shell);
  return NOWHERE;
}

/** An alias counts both ways: whether it is expanded depends on the shell. */
function followAliases(shell: Shell, name: string, call: Call): void {
  const cell = shell.store.get(`alias ${name}`);
  if (cell?.kind !== 'alias') return;
  opaque(shell, 'command', `\`${name}\` is an alias where this shell expands aliases`, call.span);
  for (const text of cell.texts) if (text !== undefined) followAlias(shell, name, text, call);
}

/** In its own text an alias is none, as in bash. */
function followAlias(shell: Shell, name: string, text: string, call: Call): void {
  const quoted = call.argv.slice(1).map((word) => (word.kind === 'text' ? quote(word.text) : '"$0"'));
  maybe(shell, () => {
    shell.store.set(`alias ${name}`, undefined);
    deeper(shell, call.span, () => shell.walker.aliased(shell, [text, ...quoted].join(' '), call.span));
  });
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A builtin of this shell, or a program. */
export function walkBuiltin(shell: Shell, name: string, call: Call): Place {
  const before = placeOf(shell);
  const outcome = runBuiltin(shell, name, call);
  if (outcome === undefined) reportRun(shell, call);
  else reportBuiltin(shell, call, outcome, before);
  return isMove(name) && !failsLate(shell, call) ? before : unitePlaces(before, placeOf(shell));
}

function reportBuiltin(shell: Shell, call: Call, builtin: BuiltinOutcome, before: Place): void {
  if (builtin.outcome === 'quiet') {
    for (const act of builtin.acts) emit(shell, act);
    return;
  }
  const after = placeOf(shell);
  setPlace(shell, before);
  const described = shell.options.knowledge.describe(call.argv) !== undefined;
  const own = builtin.acts.filter((act) => act.kind !== 'opaque');
  for (const act of builtin.acts) if (act.kind === 'opaque') emit(shell, act);
  reportRun(shell, call, { before: own, followed: builtin.outcome === 'followed' });
  if (builtin.outcome === 'unsure' && !described)
    opaque(shell, 'command', 'this builtin changes the shell in a way that is not known', call.span);
  if (builtin.outcome === 'followed' || placeOf(shell) === before) setPlace(shell, after);
}
