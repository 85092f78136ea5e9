import { bindEvery } from './bind-every.ts';
import { type Bound, mayBeNone, type Operand, takes } from './operand-fit.ts';
import type { OperandGrammar, Step, ValueItem } from './operand-grammar.ts';

/**
 * Binds operands from the left, repetitions and options of the grammar taking what they can, so that a fixed operand
 * behind a repeated one gets the last word. Where unknown words leave several ways, each word gets every item it may be.
 * Time is the number of words times the length of the grammar.
 */
export function bindOperands(grammar: OperandGrammar, operands: readonly Operand[]): Bound {
  if (grammar.only !== undefined) return bindAll(grammar.only, operands, grammar.steps[0]?.step === 'fork');
  if (isPlain(grammar, operands)) return bindFirst(grammar, operands);
  const bound = bindEvery(grammar, operands);
  const sure = operands.filter((operand) => !mayBeNone(operand));
  return sure.length === operands.length ? bound : withoutMissing(bound, grammar, operands, sure);
}

/** If only the sure words are there, and they are too few, each may be another operand than it is among the others. */
function withoutMissing(
  bound: Bound,
  grammar: OperandGrammar,
  operands: readonly Operand[],
  sure: readonly Operand[],
): Bound {
  const alone = isPlain(grammar, sure) ? bindFirst(grammar, sure) : bindEvery(grammar, sure);
  if (!alone.missing) return bound;
  let place = 0;
  const items = bound.items.map((found, at) => {
    if (operands[at] !== sure[place]) return found;
    return [...new Set([...found, ...(alone.items[place++] ?? [])])];
  });
  return { ...bound, items };
}

/** Whether each word is one argument of which the grammar knows where it may stand. */
function isPlain(grammar: OperandGrammar, operands: readonly Operand[]): boolean {
  return operands.every(
    ({ word, mayMiss }, place) =>
      mayMiss !== true && (word.kind === 'text' || (word.kind === 'one' && isSure(grammar, operands, place))),
  );
}

function isSure({ steps, readsText }: OperandGrammar, operands: readonly Operand[], place: number): boolean {
  return !readsText || steps.every((step) => step.step !== 'take' || takes(step, operands, place) !== 'maybe');
}

function bindAll(item: ValueItem, operands: readonly Operand[], optional: boolean): Bound {
  const one = [item];
  const missing = !optional && operands.length === 0;
  return { items: operands.map(() => one), untaken: [], missing };
}

/* ---- one reading: the first that takes every word ---- */

interface Thread {
  readonly at: number;
  readonly trail: Trail | undefined;
}

interface Trail {
  readonly item: ValueItem | undefined;
  readonly before: Trail | undefined;
}

function bindFirst(grammar: OperandGrammar, operands: readonly Operand[]): Bound {
  const { steps } = grammar;
  let threads: Thread[] = [];
  spread(steps, 0, undefined, threads, new Uint8Array(steps.length));
  for (let place = 0; place < operands.length; place++) {
    const next: Thread[] = [];
    const seen = new Uint8Array(steps.length);
    for (const { at, trail } of threads) {
      const step = steps[at];
      if (step?.step !== 'take' || takes(step, operands, place) === 'no') continue;
      spread(steps, at + 1, { item: step.item, before: trail }, next, seen);
    }
    if (next.length === 0) {
      const untaken = placesFrom(place, operands);
      return { items: [...unwind(threads[0]?.trail, place), ...untaken.map(() => [])], untaken, missing: false };
    }
    threads = next;
  }
  const whole = threads.find(({ at }) => steps[at]?.step === 'end');
  return {
    items: unwind((whole ?? threads[0])?.trail, operands.length),
    untaken: [],
    missing: whole === undefined,
  };
}

const placesFrom = (place: number, operands: readonly Operand[]): readonly number[] =>
  operands.slice(place).map((_, at) => place + at);

/** The places a thread reaches without taking a word, the preferred ones first. */
function spread(
  steps: readonly Step[],
  from: number,
  trail: Trail | undefined,
  into: Thread[],
  seen: Uint8Array,
): void {
  const pending = [from];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const step = steps[at];
    if (step === undefined || seen[at] === 1) continue;
    seen[at] = 1;
    if (step.step === 'fork') pending.push(step.second, step.first);
    else into.push({ at, trail });
  }
}

function unwind(trail: Trail | undefined, count: number): readonly (readonly ValueItem[])[] {
  const items: (readonly ValueItem[])[] = new Array(count);
  let rest = trail;
  for (let place = count - 1; place >= 0; place--) {
    items[place] = rest?.item === undefined ? [] : [rest.item];
    rest = rest?.before;
  }
  return items;
}
