import { type Bound, bindOperands, type Operand } from './bind-operands.ts';
import type { Arguments, Doubt, FoundOption } from './getopt.ts';
import { mayHold } from './glob-options.ts';
import type { FormTable, LevelTable } from './level.ts';

/** A form that could fit, with the operands bound to it. */
export interface Fit {
  readonly form: FormTable;
  /** Its place in the level's forms. */
  readonly at: number;
  readonly bound: Bound;
}

/** Every form that could fit, and the words that fit none of them. */
export interface Shape {
  readonly fits: readonly Fit[];
  /** Indices into the argument vector. */
  readonly strays: readonly number[];
  /** Whether every form that these options allow fits, so that fewer operands would fit no other. */
  readonly stable: boolean;
  /** Whether the level says of this shape what it is. */
  readonly known: boolean;
}

const NO_SHAPE: Shape = { fits: [], strays: [], stable: true, known: true };
const NOTHING: Bound = { items: [], taken: 0, missing: false };

/** Finds the forms of the level reached; where no operands are described at all, any may stand there. */
export function shapeOf(level: LevelTable, found: Arguments): Shape {
  if (level.forms.length === 0) return NO_SHAPE;
  const depth = found.levels.length - 1;
  const own = found.options.filter((option) => option.depth === depth);
  const tried = level.forms.map((form, at): Fit => ({ form, at, bound: bind(form, found.operands) }));
  const open = tried.filter(({ form, at }) => allows(form, at, own, found.doubts));
  const count = found.operands.length;
  const whole = open.filter(({ bound }) => bound.taken === count && !bound.missing);
  if (whole.length > 0) return { fits: whole, strays: [], stable: whole.length === open.length, known: true };
  const short = open.filter(({ bound }) => bound.taken === count);
  if (short.length > 0) return { fits: short, strays: [], stable: false, known: true };
  if (open.length > 0) return { fits: open, strays: strayOperands(open, found.operands), stable: false, known: true };
  const strays = [...formOptions(own), ...strayOperands(tried, found.operands)];
  return { fits: tried, strays, stable: false, known: false };
}

function bind(form: FormTable, operands: readonly Operand[]): Bound {
  return form.grammar === undefined ? NOTHING : bindOperands(form.grammar, operands);
}

/** Words that may be options may be those a form asks for. */
function allows(
  { with: asked, also, without }: FormTable,
  at: number,
  own: readonly FoundOption[],
  doubts: readonly Doubt[],
): boolean {
  const mayBeGiven = (names: readonly string[]): boolean =>
    isGiven(names, own) || doubts.some((doubt) => mayHold(doubt, names));
  if (asked !== undefined && !mayBeGiven(asked)) return false;
  if (also !== undefined && !mayBeGiven(also)) return false;
  if (without !== undefined && isGiven(without, own)) return false;
  return own.every(({ entry }) => entry.variants.some((variant) => variant.form === undefined || variant.form === at));
}

const isGiven = (names: readonly string[], own: readonly FoundOption[]): boolean =>
  own.some(({ entry }) => names.some((name) => entry.names.includes(name)));

function strayOperands(open: readonly Fit[], operands: readonly Operand[]): readonly number[] {
  const taken = Math.max(...open.map(({ bound }) => bound.taken));
  return operands.slice(taken).map(({ index }) => index);
}

/** Options of forms that do not go together, or a form's condition that does not hold. */
function formOptions(own: readonly FoundOption[]): readonly number[] {
  return own
    .filter(({ entry }) => entry.variants.every(({ form }) => form !== undefined))
    .flatMap(({ words }) => words);
}
