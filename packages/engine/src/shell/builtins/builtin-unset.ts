import { knownText, type Span, type Word } from '../../word.ts';
import { MAYBE_FLAG, valueCell } from '../state/cell.ts';
import { reachesPrograms, reportEnvironment } from '../state/environment.ts';
import { isHidden } from '../state/local.ts';
import { type Call, hasFlag, raiseFlag, type Shell } from '../state/shell.ts';
import { ANY } from '../state/value.ts';
import { doubtAttributes, forget } from '../state/variable-cell.ts';
import { isName } from '../syntax/characters.ts';
import { type Outcome, operands } from './builtin-call.ts';
import { fill, fillAny } from './builtin-fill.ts';

export function unset(shell: Shell, call: Call): Outcome {
  const { letters, names } = unsetOptions(operands(call));
  if (shell.dialect === 'zsh' && letters.includes('m')) return fillAny(shell, call.span); // its names are patterns
  if (/[^fnv]/.test(letters) || /f.*v|v.*f/.test(letters)) return 'followed'; // an error, and nothing is unset
  for (const word of names) {
    const name = knownText(word);
    if (name === undefined) return fillAny(shell, word.span);
    if (letters.includes('f') || !/[nv]/.test(letters)) dropFunction(shell, name);
    // With `-n` only a reference is unset, and these make everything forgotten.
    if (!letters.includes('f') && (!letters.includes('n') || hasFlag(shell, 'forgotten')))
      dropVariable(shell, name, word.span);
  }
  return 'followed';
}

function unsetOptions(words: readonly Word[]): { readonly letters: string; readonly names: readonly Word[] } {
  let letters = '';
  for (let at = 0; at < words.length; at++) {
    const text = knownText(words[at]) ?? '';
    if (text === '--') return { letters, names: words.slice(at + 1) };
    if (!/^-./.test(text)) return { letters, names: words.slice(at) };
    letters += text.slice(1);
  }
  return { letters, names: [] };
}

function dropFunction(shell: Shell, name: string): void {
  const cell = shell.store.get(`function ${name}`);
  shell.store.set(`function ${name}`, cell?.kind === 'function' ? { ...cell, maybeProgram: true } : cell);
}

/** What is unset may be a local variable, or one in front of the call, that hid another. */
const hides = (shell: Shell, name: string): boolean =>
  hasFlag(shell, 'forgotten') || hasFlag(shell, `temporary ${name}`) || isHidden(shell, name);

/** Then what is set from here on is that other one, which is otherwise given its old value back. */
const uncovers = (shell: Shell, name: string): boolean =>
  hasFlag(shell, `temporary ${name}`) || isHidden(shell, name, shell.frames.length - 1);

export function dropVariable(shell: Shell, name: string, span: Span): void {
  if (!isName(name)) return fill(shell, name, span);
  if (uncovers(shell, name)) raiseFlag(shell, `uncovered ${name}`);
  if (hides(shell, name)) {
    shell.store.set(`$${name}`, valueCell(ANY, true));
    doubtAttributes(shell, name);
  } else forget(shell, name);
  // What is set from here on is no longer exported.
  if (reachesPrograms(shell, name)) shell.store.set(`exported ${name}`, MAYBE_FLAG);
  if (reachesPrograms(shell, name)) reportEnvironment(shell, name, undefined, span);
}
