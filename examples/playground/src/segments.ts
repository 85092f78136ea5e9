import type { ActVerdict, Effect } from '@writ/engine';

/** A stretch of the command with the verdict of the innermost command that stands there, or of what is stricter in it. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly effect?: Effect | 'none';
}

/** Cuts a command where verdicts change. Of acts in the same place the strictest counts. */
export function segmentsOf(command: string, acts: readonly ActVerdict[]): readonly Segment[] {
  const marks: (Effect | 'none' | undefined)[] = Array.from({ length: command.length });
  for (const act of byWidth(spansIn(acts))) {
    for (let at = act.start; at < Math.min(act.end, command.length); at += 1) marks[at] = act.effect;
  }
  const segments: Segment[] = [];
  let start = 0;
  for (let at = 1; at <= command.length; at += 1) {
    if (at < command.length && marks[at] === marks[start]) continue;
    const effect = marks[start];
    segments.push({ text: command.slice(start, at), start, ...(effect === undefined ? {} : { effect }) });
    start = at;
  }
  return segments;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly effect: Effect | 'none';
}

const STRICTNESS = { none: 0, allow: 1, ask: 2, deny: 3 } as const;

/** Wide ones first, so that what lies inside is painted over them; at one place the strictest last. */
function byWidth(marks: readonly Mark[]): readonly Mark[] {
  return [...marks].sort((a, b) => b.end - b.start - (a.end - a.start) || STRICTNESS[a.effect] - STRICTNESS[b.effect]);
}

/** An act whose own place is empty takes none; a consequence outside its parent (a binding's) is left to the tree. */
function spansIn(acts: readonly ActVerdict[]): readonly Mark[] {
  return acts.flatMap(({ act, effect, consequences }) => {
    const own = act.span.end > act.span.start ? [{ ...act.span, effect }] : [];
    const shown = consequences.filter((one) => one.act.kind === 'run' || STRICTNESS[one.effect] >= STRICTNESS[effect]);
    const inside = spansIn(shown).filter((mark) => mark.start >= act.span.start && mark.end <= act.span.end);
    return [...own, ...inside];
  });
}
