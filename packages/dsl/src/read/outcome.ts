import { EFFECTS, type Effect } from '@writ/engine';
import { isOneOf } from '../keywords.ts';
import { createCursor } from './cursor.ts';
import { readString } from './string.ts';

/** What a test line expects. */
export interface Outcome {
  readonly effect: Effect;
  readonly by?: string;
  readonly because?: string;
}

const ARROW = ' => ';

/** Splits a test line at its last ` => ` whose right side reads as an outcome. */
export function splitOutcome(line: string): { readonly left: string; readonly outcome: Outcome } | undefined {
  for (let at = line.lastIndexOf(ARROW); at !== -1; at = at === 0 ? -1 : line.lastIndexOf(ARROW, at - 1)) {
    const outcome = readOutcome(line.slice(at + ARROW.length));
    if (outcome !== undefined) return { left: line.slice(0, at).trimEnd(), outcome };
  }
  return undefined;
}

/** `allow|ask|deny [by NAME] [because "…"]`, and nothing else. */
export function readOutcome(text: string): Outcome | undefined {
  const head = /^[ \t]*([a-z]+)(?:[ \t]+by[ \t]+([^ \t"']+))?[ \t]*/.exec(text);
  const effect = head?.[1];
  if (head === null || effect === undefined || !isOneOf(effect, EFFECTS)) return undefined;
  const by = head[2] === undefined ? {} : { by: head[2] };
  const rest = text.slice(head[0].length).trimEnd();
  if (rest === '') return { effect, ...by };
  const reason = /^because[ \t]*(["'].*)$/.exec(rest)?.[1];
  const because = reason === undefined ? undefined : wholeString(reason);
  return because === undefined ? undefined : { effect, ...by, because };
}

/** The text of a quoted string that is the whole of `source`. */
export function wholeString(source: string): string | undefined {
  if (source[0] !== '"' && source[0] !== "'") return undefined;
  const cursor = createCursor(source);
  const part = readString(cursor);
  return cursor.problems.length === 0 && cursor.at === source.length ? part.text : undefined;
}
