import { type Bound, isMany, mayBeNone, type Operand, takes } from './operand-fit.ts';
import type { OperandGrammar, Step, ValueItem } from './operand-grammar.ts';

/** For each step of a grammar, 1 where it is in the set. */
type States = Uint8Array;

/**
 * Every way to bind operands of which some are not known: each gets all the items it may be on a way through the grammar
 * that takes all words, or on any way where the words are, or may be, too few for that: `env A=1 "$x"` may be without a
 * command.
 */
export function bindEvery({ steps }: OperandGrammar, operands: readonly Operand[]): Bound {
  const count = operands.length;
  const accepts = operands.map((_, place) => acceptedAt(steps, operands, place));
  const ahead: States[] = [enter(steps, [0])];
  for (let place = 0; place < count; place++)
    ahead.push(stepAhead(steps, ahead[place], accepts[place], operands[place]));
  const missing = ahead[count]?.[steps.length - 1] !== 1;
  const unsure = operands.some((_, place) =>
    steps.some((step) => step.step === 'take' && takes(step, operands, place) === 'maybe'),
  );
  let back: States =
    missing || unsure ? new Uint8Array(steps.length).fill(1) : stepBack(steps, endOf(steps), undefined, false, true);
  const items: (readonly ValueItem[] | undefined)[] = new Array(count);
  for (let place = count - 1; place >= 0; place--) {
    const operand = operands[place];
    const many = isMany(operand);
    const after = many ? stepBack(steps, back, accepts[place], true, true) : back;
    const before = many ? union(ahead[place], stepAhead(steps, ahead[place], accepts[place], operand)) : ahead[place];
    items[place] = itemsAt(steps, before, accepts[place], after);
    back = stepBack(steps, back, accepts[place], many, operand !== undefined && mayBeNone(operand));
  }
  const untaken = items.flatMap((found, place) => (found === undefined ? [place] : []));
  return { items: items.map((found) => found ?? []), untaken, missing };
}

function acceptedAt(steps: readonly Step[], operands: readonly Operand[], place: number): States {
  const accepted = new Uint8Array(steps.length);
  for (const [at, step] of steps.entries())
    if (step.step === 'take' && takes(step, operands, place) !== 'no') accepted[at] = 1;
  return accepted;
}

function endOf(steps: readonly Step[]): States {
  const states = new Uint8Array(steps.length);
  states[steps.length - 1] = 1;
  return states;
}

const union = (a: States | undefined, b: States): States => b.map((state, at) => state | (a?.[at] ?? 0));

/** The items of the steps that take the word on a way that goes on; `undefined` where there is none. */
function itemsAt(
  steps: readonly Step[],
  before: States | undefined,
  accepted: States | undefined,
  after: States,
): readonly ValueItem[] | undefined {
  const found = new Set<ValueItem>();
  let taken = false;
  for (const [at, step] of steps.entries()) {
    if (step.step !== 'take' || before?.[at] !== 1 || accepted?.[at] !== 1 || after[at + 1] !== 1) continue;
    taken = true;
    if (step.item !== undefined) found.add(step.item);
  }
  return taken ? [...found] : undefined;
}

/** Where the grammar may stand behind a word; one that stands for many takes any number of steps. */
function stepAhead(
  steps: readonly Step[],
  states: States | undefined,
  accepted: States | undefined,
  operand: Operand | undefined,
): States {
  const many = isMany(operand);
  const next: number[] = [];
  for (let at = 0; at < steps.length; at++) {
    if (states?.[at] !== 1) continue;
    if (accepted?.[at] === 1) next.push(at + 1);
    if (operand !== undefined && mayBeNone(operand)) next.push(at);
  }
  return enter(steps, next, many ? accepted : undefined);
}

/** The places reached from these without taking a word, or by taking any number of those that `accepted` names. */
function enter(steps: readonly Step[], from: readonly number[], accepted?: States): States {
  const states = new Uint8Array(steps.length);
  const pending = [...from];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const step = steps[at];
    if (step === undefined || states[at] === 1) continue;
    states[at] = 1;
    if (step.step === 'fork') pending.push(step.first, step.second);
    if (accepted?.[at] === 1) pending.push(at + 1);
  }
  return states;
}

/** Where the grammar may have stood before a word, to stand in `later` behind it. `none`: there may have been no word. */
function stepBack(
  steps: readonly Step[],
  later: States,
  accepted: States | undefined,
  many: boolean,
  none: boolean,
): States {
  const states = new Uint8Array(steps.length);
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = steps.length - 1; at >= 0; at--) {
      const step = steps[at];
      if (step === undefined || states[at] === 1) continue;
      const forked = step.step === 'fork' && (states[step.first] === 1 || states[step.second] === 1);
      const took = accepted?.[at] === 1 && (later[at + 1] === 1 || (many && states[at + 1] === 1));
      if (!forked && !took && !(none && later[at] === 1)) continue;
      states[at] = 1;
      changed = true;
    }
  }
  return states;
}
