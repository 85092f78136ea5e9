import { knownText, partsOf, type Word } from '../../word.ts';
import { evaluateBefore, isNumbered, store, storeArray } from '../expand/set-variable.ts';
import { elementName, evaluateSubscript } from '../expand/variable-name.ts';
import { valueCell } from '../state/cell.ts';
import { reachesPrograms, reportEnvironment, setsMode } from '../state/environment.ts';
import { ANY_FIXED, fixedFunction } from '../state/function.ts';
import { hide, isHidden } from '../state/local.ts';
import { reportStored } from '../state/reported.ts';
import {
  type Call,
  enterOtherMode,
  forgetAll,
  hasFlag,
  isSure,
  opaque,
  raiseFlag,
  type Shell,
} from '../state/shell.ts';
import { ANY, type Value, valueOf } from '../state/value.ts';
import { lookUp } from '../state/variable.ts';
import { doubtAttributes, forget, makeAssociative, setWhole } from '../state/variable-cell.ts';
import { isName } from '../syntax/characters.ts';
import { assignCompound } from './compound-value.ts';

/** `export`, `declare`, `typeset`, `local` and `readonly`. */
export function declare(shell: Shell, call: Call): 'followed' | 'unsure' {
  const program = knownText(call.argv[0]) ?? '';
  const count = countOptions(call, program !== 'export' && program !== 'readonly');
  const letters = lettersOf(call, count);
  // Outside a function `local` sets nothing in bash, and something elsewhere.
  if (program === 'local' && shell.frames.length === 0) return doubtNames(shell, call);
  if (shell.dialect === 'zsh' && /[EFHLRTUZm+]/.test(letters)) return unknownNames(shell, call); // `-m` takes patterns
  const names = call.argv.slice(1 + count);
  // Elsewhere it is an error, and nothing is set; zsh has more of them.
  if (!areOptions(program, letters)) return shell.dialect === 'zsh' ? unknownNames(shell, call) : 'followed';
  const prints = letters.includes('p') && program !== 'export' && program !== 'readonly';
  if (/[fF]/.test(letters)) return declareFunctions(shell, program, letters, names, call);
  if (names.length === 0 || prints) return 'followed';
  for (const word of names) if (!declareOne(shell, program, letters, word, call)) return unknownNames(shell, call);
  return shell.dialect === 'sh' && letters.includes('p') ? doubtNames(shell, call) : 'followed'; // dash only prints them
}

/** The letters that each of these builtins takes; `+` stands for one that takes an attribute away. */
const areOptions = (program: string, letters: string): boolean =>
  (program === 'export' ? /^[aAfnp+]*$/ : program === 'readonly' ? /^[aAfp]*$/ : /^[aAfFgiIlnrtuxcp+]*$/).test(letters);

function doubtNames(shell: Shell, call: Call): 'followed' {
  for (const word of call.argv.slice(1)) {
    const name = nameOf(word)?.name;
    if (name !== undefined) storeArray(shell, name, ANY, word.span);
  }
  return 'followed';
}

/** A function that is exported runs wherever a shell below sees its name, and one that is read-only stays what it is. */
function declareFunctions(
  shell: Shell,
  program: string,
  letters: string,
  names: readonly Word[],
  call: Call,
): 'followed' | 'unsure' {
  if (program === 'readonly' || letters.includes('r'))
    for (const name of names.map(knownText)) raiseFlag(shell, name === undefined ? ANY_FIXED : fixedFunction(name));
  if (program !== 'export' && !letters.includes('x')) return 'followed';
  opaque(shell, 'code', 'an exported function takes the place of a program in every shell below', call.span);
  return 'unsure';
}

function unknownNames(shell: Shell, call: Call): 'unsure' {
  opaque(shell, 'code', 'the variables it sets are not known', call.span);
  forgetAll(shell);
  return 'unsure';
}

/** `plus`: what begins with a plus is an option too; elsewhere it is a name that can be none. */
function countOptions(call: Call, plus: boolean): number {
  let count = 0;
  for (const word of call.argv.slice(1)) {
    const text = knownText(word);
    if (text === undefined || !(plus ? /^[-+]./ : /^-./).test(text)) break;
    count++;
    if (text === '--') break;
  }
  return count;
}

/** All letters of its options; those behind a plus take an attribute away, and are given as one. In `-+`, that is no letter. */
function lettersOf(call: Call, count: number): string {
  const all = call.argv.slice(1, 1 + count).map((word) => knownText(word) ?? '');
  const options = all.filter((text) => text !== '--');
  const unexports = knownText(call.argv[0]) === 'export' ? options.join('').includes('n') : false;
  const letters = options.map((text) => (text.startsWith('-') ? text.slice(1).replaceAll('+', '?') : '+')).join('');
  return unexports ? letters.replaceAll('n', '+') : letters;
}

function declareOne(shell: Shell, program: string, letters: string, word: Word, call: Call): boolean {
  const named = nameOf(word);
  if (named === undefined) return refusesName(word);
  const { name, append, value } = named;
  if (!letters.includes('g')) saveLocal(shell, program, name, letters.includes('I'));
  // In some shells a local variable begins with the value that its name has outside.
  if (shell.dialect === 'sh' && value === undefined && program === 'local') setWhole(shell, name, ANY);
  const declares = (program !== 'export' && program !== 'readonly') || isSure(shell, `associative ${name}`);
  setAttributes(shell, letters, name, word);
  if (!declares) doubtAttributes(shell, name); // these make no array
  if (letters.includes('g')) setGlobal(shell, name);
  if (append) evaluateBefore(shell, name, word.span);
  const exports = letters.includes('x') || (program === 'export' && !letters.includes('+'));
  if (exports && hasFlag(shell, `reference ${name}`))
    opaque(shell, 'code', `\`${name}\` stands for another variable`, word.span);
  if (exports) raiseFlag(shell, `exported ${name}`);
  const readsCompound = (program !== 'export' && program !== 'readonly') || /[aA]/.test(letters);
  if (readsCompound && assignCompound(shell, named, letters, word.span)) {
    if (exports) reportEnvironment(shell, name, ANY, call.span);
    if (program === 'export' || program === 'readonly') setGlobal(shell, name); // they look past a local one
  } else if (named.subscript !== undefined) {
    evaluateSubscript(shell, { array: name, subscript: named.subscript }, word.span);
    storeArray(shell, name, ANY, word.span);
  } else if (value !== undefined) store(shell, name, append && !isNumbered(shell, name) ? ANY : value, word.span);
  else if (shell.dialect === 'zsh' && letters.includes('i'))
    store(shell, name, lookUp(shell, name), word.span); // what it held is evaluated
  else if (exports) reportEnvironment(shell, name, lookUp(shell, name), call.span);
  else if (reachesPrograms(shell, name) && (letters.includes('+') || lookUp(shell, name).kind === 'unset'))
    reportEnvironment(shell, name, undefined, call.span); // it hides the one that programs see
  if (shell.dialect === 'zsh') doubtScope(shell, program, letters, named);
  // What cannot be set any more keeps its value, or the line stops.
  if (program === 'readonly' || letters.includes('r')) raiseFlag(shell, `readonly ${name}`);
  return true;
}

/** In zsh a new variable is empty. In a function `readonly` makes a local one too, and with `-x` there is none. */
function doubtScope(shell: Shell, program: string, letters: string, { name, value }: Named): void {
  const isInside = shell.frames.length > 0;
  if (isInside && letters.includes('x')) raiseFlag(shell, `uncovered ${name}`);
  const isEmpty = value === undefined && (isInside || lookUp(shell, name).kind === 'unset');
  if (isEmpty || (isInside && program === 'readonly')) shell.store.set(`$${name}`, valueCell(ANY, true));
}

/** A word that can be no name whatever it becomes: an error, and nothing is set. */
function refusesName(word: Word): boolean {
  const head = word.kind === 'many' ? undefined : partsOf(word)[0];
  return word.kind === 'text'
    ? !word.text.includes('[')
    : typeof head === 'string' && !/^[-+]|^[A-Za-z_]\w*(\+?=|\[|$)/.test(head); // it may be an option
}

interface Named {
  readonly name: string;
  readonly subscript?: string;
  readonly append: boolean;
  readonly value: Value | undefined;
}

/** The name and value of `NAME`, `NAME=VALUE`, `NAME+=VALUE` or `NAME[…]=VALUE`, where the name is plain text. */
function nameOf(word: Word): Named | undefined {
  const text = knownText(word);
  if (text !== undefined && isName(text)) return { name: text, append: false, value: undefined };
  if (word.kind === 'many') return undefined;
  const [head, ...rest] = partsOf(word);
  const equals = typeof head === 'string' ? head.indexOf('=') : -1;
  if (typeof head !== 'string' || equals === -1) return undefined;
  const append = head[equals - 1] === '+';
  const name = head.slice(0, append ? equals - 1 : equals);
  const tail = head.slice(equals + 1);
  const value: Word =
    text !== undefined
      ? { kind: 'text', text: tail, span: word.span }
      : { kind: 'one', parts: tail === '' ? rest : [tail, ...rest], span: word.span };
  const element = elementName(name);
  const named = { append, value: valueOf(value) };
  if (element !== undefined) return { ...named, name: element.array, subscript: element.subscript };
  return isName(name) ? { ...named, name } : undefined;
}

/** A local variable takes its outer value back when the function ends. */
export function saveLocal(shell: Shell, program: string, name: string, inherits: boolean): void {
  if (shell.frames.length === 0 || program === 'export' || program === 'readonly') return;
  // Its value is that of the folder, whose ways it leaves.
  if ((name === 'PWD' || name === 'OLDPWD') && !hasFlag(shell, `$${name}`))
    shell.store.set(`$${name}`, valueCell(ANY, true));
  const before = hide(shell, name);
  if (before === 'known') return;
  if (before === 'maybe') shell.store.mark();
  beginLocal(shell, name, inherits || hasFlag(shell, 'localvar_inherit'));
  if (before === 'maybe') shell.store.settle();
}

/** `x=1 f`: a local `x` of the function begins with the value that stands in front of the call. */
function beginLocal(shell: Shell, name: string, inherits: boolean): void {
  if (inherits) raiseFlag(shell, `array ${name}`);
  if (hasFlag(shell, `temporary ${name}`)) raiseFlag(shell, `exported ${name}`);
  if (inherits || hasFlag(shell, `temporary ${name}`)) shell.store.set(`$${name}`, valueCell(ANY, true));
  else forget(shell, name);
}

/** With `-g` a variable is set that a local one, or one in front of the call, may hide: of neither is anything known. */
export function setGlobal(shell: Shell, name: string): void {
  if (!hasFlag(shell, `temporary ${name}`) && !isHidden(shell, name)) return;
  raiseFlag(shell, `uncovered ${name}`);
  doubtAttributes(shell, name);
  shell.store.set(`$${name}`, valueCell(ANY, true));
}

function setAttributes(shell: Shell, letters: string, name: string, word: Word): void {
  if (letters.includes('A')) makeAssociative(shell, name);
  else if (letters.includes('a') && hasFlag(shell, `associative ${name}`))
    shell.store.set(`$${name}`, valueCell(ANY, true)); // an error too
  if (/[aA]/.test(letters)) makeArray(shell, letters, name, word);
  if (letters.includes('i')) raiseFlag(shell, `integer ${name}`);
  if (/[lucn+]/.test(letters)) shell.store.set(`$${name}`, valueCell(ANY, true));
  if (letters.includes('n')) followReference(shell, name, word);
}

/** What was a local variable, or any to zsh, and no array yet is empty then; one of these names enters its mode even so. */
function makeArray(shell: Shell, letters: string, name: string, { span }: Word): void {
  const isNew = lookUp(shell, name).kind === 'unset' || hasFlag(shell, `array ${name}`);
  const empties = shell.dialect === 'zsh' || (shell.frames.length > 0 && !letters.includes('g'));
  if (empties && !isNew) shell.store.set(`$${name}`, valueCell(ANY, true));
  if (setsMode(name)) enterOtherMode(shell, span);
  raiseFlag(shell, `array ${name}`);
}

/** A name reference: from now on, setting one name sets another, and a loop over it makes it one to something else. */
function followReference(shell: Shell, name: string, word: Word): void {
  const { append, value } = nameOf(word) ?? {};
  const target = value?.kind === 'text' && append === false && isName(value.text) ? value.text : undefined;
  if (target === undefined) opaque(shell, 'code', `\`${name}\` may stand for something that is evaluated`, word.span);
  else reportStored(shell, target, ANY, word.span);
  if (hasFlag(shell, 'handler')) opaque(shell, 'code', `a handler may set \`${name}\``, word.span);
  forgetAll(shell);
  raiseFlag(shell, `reference ${name}`);
  raiseFlag(shell, 'references');
}
