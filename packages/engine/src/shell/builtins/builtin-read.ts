import { knownText, type Span, type Word } from '../../word.ts';
import { store, storeArray } from '../expand/set-variable.ts';
import { withArguments } from '../state/run.ts';
import { type Call, deeper, forgetAll, forgetVariables, maybe, type Shell } from '../state/shell.ts';
import { ANY, INTEGER, isNumberHole } from '../state/value.ts';
import { isName } from '../syntax/characters.ts';
import { mayBeOption, nest, type Outcome, operands, texts } from './builtin-call.ts';
import { fill, fillAny } from './builtin-fill.ts';
import { dropVariable } from './builtin-unset.ts';

/* The builtins that set variables to what only running them would tell. */

const READ_VALUES = 'dinNptu';

/** `read`: every name behind the options gets what comes from standard input. */
export function readVariables(shell: Shell, call: Call): Outcome {
  const known = texts(operands(call));
  if (known === undefined) return readUnknown(shell, call);
  let at = 0;
  for (; at < known.length; at++) {
    const text = known[at] as string;
    if (text === '--') at++;
    if (text === '--' || !/^-./s.test(text)) break;
    const [, letter = '', attached = ''] = /^-[ersE]*(.?)(.*)$/s.exec(text) ?? [];
    if (letter === '') continue;
    if (letter === 'a') fill(shell, attached === '' ? (known[++at] ?? '') : attached, call.span, storeArray);
    else if (!READ_VALUES.includes(letter)) return readOtherwise(shell, call, known.slice(at + 1));
    else if (attached === '') at++;
  }
  const [first = '', ...others] = known.slice(at);
  // What stands behind a `?` is the prompt of zsh.
  const names =
    at === known.length ? [] : [shell.dialect === 'zsh' ? (first.split('?')[0] as string) : first, ...others];
  if (names.length === 0) fill(shell, 'REPLY', call.span);
  for (const name of names) fill(shell, name, call.span);
  return 'followed';
}

/** Options that bash has not: every plain name that follows may be set. */
function readOtherwise(shell: Shell, call: Call, rest: readonly string[]): Outcome {
  fill(shell, 'REPLY', call.span);
  for (const name of rest) fill(shell, name, call.span, storeArray);
  return 'followed';
}

/** An unknown word among the options (`read -p "$x" name`) is harmless where it must be an option's value. */
function readUnknown(shell: Shell, call: Call): Outcome {
  const words = [...operands(call)];
  for (let at = 0; /^-[ersE]*[dinNptu]?$/.test(knownText(words[at]) ?? ''); at++) {
    if (/^-[ersE]*$/.test(knownText(words[at]) ?? '')) continue;
    const value = words[++at];
    if (value?.kind === 'one') words[at] = { kind: 'text', text: '', span: value.span };
  }
  if (texts(words) === undefined) return fillAny(shell, call.span);
  return readVariables(shell, { ...call, argv: [call.argv[0], ...words] });
}

export function readArray(shell: Shell, call: Call): Outcome {
  const known = texts(operands(call));
  if (known === undefined) return fillAny(shell, call.span);
  const names: string[] = [];
  for (let at = 0; at < known.length; at++) {
    const text = known[at] as string;
    const option = /^-t*(?:([dnOsucC])(.*))?$/s.exec(text);
    if (option?.[1] === 'C') return readCallback(shell, call, option[2] || known[at + 1]);
    if (option?.[2] === '') at++;
    else if (option === null && text !== '--') names.push(text);
  }
  if (names.some((name) => name.startsWith('-'))) return fillAny(shell, call.span);
  for (const name of names.length === 0 ? ['MAPFILE'] : names) fill(shell, name, call.span, storeArray);
  return 'followed';
}

/** `-C command` runs the command for lines that are read. */
function readCallback(shell: Shell, call: Call, text: string | undefined): 'unsure' {
  if (text !== undefined)
    nest(shell, call, () =>
      deeper(shell, call.span, () => shell.walker.text(shell, withArguments(call, text), call.span)),
    );
  forgetAll(shell);
  return 'unsure';
}

/** `printf -v name`; where the option stands more than once, the last one counts. */
export function printToVariable(shell: Shell, call: Call): Outcome {
  const words = operands(call);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const text = knownText(word);
    // `printf "$x"` may be `printf -v name` only where further words follow.
    if (text === undefined && (word.kind === 'many' || (at + 1 < words.length && mayBeOption(word))))
      return fillAny(shell, call.span);
    if (text?.startsWith('-v') !== true)
      return countPrinted(shell, words.slice(text === '--' ? at + 1 : at), call.span);
    const name = text === '-v' ? knownText(words[++at]) : text.slice(2);
    if (name === undefined) return fillAny(shell, call.span);
    fill(shell, name, call.span);
  }
  return 'followed';
}

/** A format that holds `%n`. */
export const COUNTS = /%[-+ #'*.0-9]*[hjlLtz]*n/;

/** `%n` gives the variables it comes to how much was printed. */
function countPrinted(shell: Shell, [format, ...rest]: readonly Word[], span: Span): Outcome {
  const text = knownText(format)?.replaceAll('%%', '');
  if (text !== undefined && !COUNTS.test(text)) return 'followed';
  if (texts(rest) === undefined) {
    if (text !== undefined) return fillAny(shell, span);
    if (mayHoldAny(format)) forgetVariables(shell);
  }
  for (const name of rest.map(knownText))
    if (name !== undefined && isName(name)) maybe(shell, () => store(shell, name, INTEGER, span));
  return 'followed';
}

/** Of what the line did not set, nobody expects a `%n`. */
const mayHoldAny = (word: Word | undefined): boolean =>
  word?.kind === 'many' ||
  (word?.kind === 'one' && word.parts.some((part) => typeof part === 'object' && !isNumberHole(part)));

/** `getopts options name`; where the first word is not known, it may be the `--` in front of both. */
export function readOption(shell: Shell, call: Call): Outcome {
  const [first, ...others] = operands(call);
  const rest = first !== undefined && knownText(first) === '--' ? others.slice(1) : others;
  const name = knownText(rest[0]);
  if (name === undefined || (first?.kind !== 'text' && others.length > 1)) return fillAny(shell, call.span);
  store(shell, 'OPTARG', ANY, call.span);
  store(shell, 'OPTIND', INTEGER, call.span);
  fill(shell, name, call.span);
  return 'followed';
}

/** `wait -p name` sets a variable, or unsets it with all its elements. */
export function waitFor(shell: Shell, call: Call): Outcome {
  const words = operands(call);
  for (let at = 0; at < words.length; at++) {
    const text = knownText(words[at]);
    if (text === undefined && mayBeOption(words[at] as Word)) return fillAny(shell, call.span);
    const attached = /^-[fn]*p(.*)$/s.exec(text ?? '')?.[1];
    if (attached === undefined) continue;
    const name = attached === '' ? knownText(words[++at]) : attached;
    if (name === undefined) return fillAny(shell, call.span);
    dropVariable(shell, name, call.span);
    fill(shell, name, call.span, storeArray);
  }
  return 'followed';
}
