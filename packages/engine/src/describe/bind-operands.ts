import { partsOf, type Word } from '../word.ts';
import type { OperandGrammar, Step, ValueItem } from './operand-grammar.ts';
import { leadingText, mayBe } from './word-parts.ts';

/** A word that is left when the options are taken out. `separator`: the `--` that ended them. */
export interface Operand {
  readonly word: Word;
  readonly index: number;
  readonly separator?: true;
  /** Whether it may be an option, and so no operand at all. */
  readonly mayMiss?: true;
}

/** Which operand of the description each word is. */
export interface Bound {
  /** For each word the items it may be; none for a literal of the grammar. Parallel to the operands. */
  readonly items: readonly (readonly ValueItem[])[];
  /** The places of operands that fit nowhere in the grammar. */
  readonly untaken: readonly number[];
  /** Whether the grammar wants more words than there are. */
  readonly missing: boolean;
}

/**
 * Binds operands from the left, repetitions and options of the grammar taking what they can, so that a fixed operand
 * behind a repeated one gets the last word. Where unknown words leave several ways, each word gets every item it may be.
 * Time is the number of words times the length of the grammar.
 */
export function bindOperands(grammar: OperandGrammar, operands: readonly Operand[]): Bound {
  if (grammar.only !== undefined) return bindAll(grammar.only, operands);
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
    ({ word }, place) => word.kind === 'text' || (word.kind === 'one' && isSure(grammar, operands, place)),
  );
}

function isSure({ steps, readsText }: OperandGrammar, operands: readonly Operand[], place: number): boolean {
  return !readsText || steps.every((step) => step.step !== 'take' || takes(step, operands, place) !== 'maybe');
}

function bindAll(item: ValueItem, operands: readonly Operand[]): Bound {
  const one = [item];
  return { items: operands.map(() => one), untaken: [], missing: false };
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
      return { items: unwind(threads[0]?.trail, place), untaken: placesFrom(place, operands), missing: false };
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

/* ---- every reading ---- */

function bindEvery(grammar: OperandGrammar, operands: readonly Operand[]): Bound {
  const { steps } = grammar;
  const ahead: Uint8Array[] = [closure(steps, [0])];
  for (const [place, operand] of operands.entries()) {
    ahead.push(stepOver(steps, ahead[place] ?? EMPTY, operands, place, operand));
  }
  const missing = ahead[operands.length]?.[steps.length - 1] !== 1;
  const back: Uint8Array[] = new Array(operands.length + 1);
  back[operands.length] = missing ? new Uint8Array(steps.length).fill(1) : closureBack(steps, [steps.length - 1]);
  for (let place = operands.length - 1; place >= 0; place--) {
    back[place] = stepBack(steps, back[place + 1] ?? EMPTY, operands, place);
  }
  const items = operands.map((_, place) => itemsAt(steps, operands, place, ahead, back));
  return {
    items: items.map((found) => found ?? []),
    untaken: items.flatMap((found, place) => (found === undefined ? [place] : [])),
    missing,
  };
}

const EMPTY = new Uint8Array(0);

/** The items an operand may be on a way that reaches the end; `undefined` where no way takes it at all. */
function itemsAt(
  steps: readonly Step[],
  operands: readonly Operand[],
  place: number,
  ahead: readonly Uint8Array[],
  back: readonly Uint8Array[],
): readonly ValueItem[] | undefined {
  const many = isMany(operands[place]);
  const before = (many ? spreadMany(steps, ahead[place] ?? EMPTY, operands, place) : ahead[place]) ?? EMPTY;
  const after = (many ? back[place] : back[place + 1]) ?? EMPTY;
  const found = new Set<ValueItem>();
  let taken = false;
  steps.forEach((step, at) => {
    if (before[at] !== 1 || step.step !== 'take' || takes(step, operands, place) === 'no') return;
    if (after[at + 1] !== 1 && back[place + 1]?.[at + 1] !== 1) return;
    taken = true;
    if (step.item !== undefined) found.add(step.item);
  });
  return taken ? [...found] : undefined;
}

const isMany = (operand: Operand | undefined): boolean => operand?.word.kind === 'many' || operand?.mayMiss === true;
/** Whether there may be no such operand at all. */
export const mayBeNone = ({ word, mayMiss }: Operand): boolean =>
  mayMiss === true || (word.kind === 'many' && word.min === 0);

/** Where the grammar may stand behind a word; a `many` word takes any number of steps. */
function stepOver(
  steps: readonly Step[],
  states: Uint8Array,
  operands: readonly Operand[],
  place: number,
  operand: Operand,
): Uint8Array {
  if (!isMany(operand)) return stepOnce(steps, states, operands, place);
  const reached = spreadMany(steps, states, operands, place);
  return mayBeNone(operand) ? reached : stepOnce(steps, reached, operands, place);
}

function stepOnce(steps: readonly Step[], states: Uint8Array, operands: readonly Operand[], place: number): Uint8Array {
  const next: number[] = [];
  steps.forEach((step, at) => {
    if (states[at] === 1 && step.step === 'take' && takes(step, operands, place) !== 'no') next.push(at + 1);
  });
  return closure(steps, next);
}

function spreadMany(
  steps: readonly Step[],
  states: Uint8Array,
  operands: readonly Operand[],
  place: number,
): Uint8Array {
  let reached = states;
  for (let round = 0; round < steps.length; round++) {
    const further = stepOnce(steps, reached, operands, place);
    const both = reached.map((state, at) => state | (further[at] ?? 0));
    if (both.every((state, at) => state === reached[at])) break;
    reached = both;
  }
  return reached;
}

/** Where the grammar must have stood before a word, for it to go on from one of `states`. */
function stepBack(steps: readonly Step[], states: Uint8Array, operands: readonly Operand[], place: number): Uint8Array {
  const operand = operands[place];
  const once = (from: Uint8Array): Uint8Array =>
    closureBack(
      steps,
      steps.flatMap((step, at) =>
        step.step === 'take' && from[at + 1] === 1 && takes(step, operands, place) !== 'no' ? [at] : [],
      ),
    );
  if (operand === undefined || !isMany(operand)) return once(states);
  let reached = mayBeNone(operand) ? states : once(states);
  for (let round = 0; round < steps.length; round++) {
    const further = once(reached);
    const both = reached.map((state, at) => state | (further[at] ?? 0));
    if (both.every((state, at) => state === reached[at])) break;
    reached = both;
  }
  return reached;
}

function closure(steps: readonly Step[], from: readonly number[]): Uint8Array {
  const states = new Uint8Array(steps.length);
  const pending = [...from];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at >= steps.length || states[at] === 1) continue;
    states[at] = 1;
    const step = steps[at];
    if (step?.step === 'fork') pending.push(step.first, step.second);
  }
  return states;
}

function closureBack(steps: readonly Step[], to: readonly number[]): Uint8Array {
  const states = new Uint8Array(steps.length);
  for (const at of to) states[at] = 1;
  for (let round = 0; round < steps.length; round++) {
    let changed = false;
    steps.forEach((step, at) => {
      if (states[at] === 1 || step.step !== 'fork' || (states[step.first] !== 1 && states[step.second] !== 1)) return;
      states[at] = 1;
      changed = true;
    });
    if (!changed) break;
  }
  return states;
}

/* ---- one step and one word ---- */

type Answer = 'yes' | 'maybe' | 'no';

function takes(step: Extract<Step, { step: 'take' }>, operands: readonly Operand[], place: number): Answer {
  const operand = operands[place];
  if (operand === undefined) return 'no';
  if (operand.separator === true) return step.texts?.includes('--') === true ? 'yes' : 'no';
  const { word } = operand;
  if (step.texts !== undefined) return isOneOf(step.texts, word, operands[place - 1]?.word);
  if (step.item?.until !== undefined) return not(isOneOf(step.item.until, word, operands[place - 1]?.word));
  return step.item?.role === 'env' && step.item.repeat === true ? isAssignment(word) : 'yes';
}

/** A `+` that may end a command as `;` does ends it only behind `{}`, as find has it. */
function isOneOf(texts: readonly string[], word: Word, before: Word | undefined): Answer {
  if (word.kind === 'text') {
    if (word.text === '+' && texts.includes(';') && before?.kind === 'text' && before.text !== '{}') return 'no';
    return texts.includes(word.text) ? 'yes' : 'no';
  }
  return texts.some((text) => mayBe(partsOf(word), text)) ? 'maybe' : 'no';
}

const not = (answer: Answer): Answer => (answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'maybe');

/** `NAME=VALUE`: anything before the first `=`, as env(1) reads it. */
function isAssignment(word: Word): Answer {
  const head = leadingText(word);
  if (head.includes('=')) return 'yes';
  return word.kind === 'text' ? 'no' : 'maybe';
}
