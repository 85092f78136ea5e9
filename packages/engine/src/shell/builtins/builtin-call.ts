import { knownText, type Word } from '../../word.ts';
import { type Call, collect, type Shell } from '../state/shell.ts';
import { isCountable } from '../state/value.ts';

/** How a builtin was followed: `quiet` is no act of its own, `followed` to the end, `unsure` may do more than was followed. */
export type Outcome = 'quiet' | 'followed' | 'unsure';

/** Does to the shell what the builtin does. */
export type Builtin = (shell: Shell, call: Call) => Outcome;

export const isDescribed = (shell: Shell, call: Call): boolean =>
  shell.options.knowledge.describe(call.argv) !== undefined;

export const operands = (call: Call): readonly Word[] => call.argv.slice(1);

/** Words that are all plain text, else `undefined`. */
export function texts(words: readonly Word[]): readonly string[] | undefined {
  const known = words.map(knownText);
  return known.every((text) => text !== undefined) ? known : undefined;
}

/** Whether an argument of this shape may begin with a dash. */
export function mayBeOption(word: Word): boolean {
  if (word.kind === 'text') return word.text.startsWith('-');
  const first = (word.kind === 'one' ? word.parts : word.each)?.[0];
  return typeof first === 'string' ? first.startsWith('-') : first === undefined || !isCountable(first);
}

/** What a builtin runs is for its description to report; where there is none, it is a hazard like any nested command. */
export function nest(shell: Shell, call: Call, run: () => void): void {
  const acts = collect(shell, run);
  if (!isDescribed(shell, call)) for (const act of acts) shell.sink.push({ ...act, hazard: true });
}
