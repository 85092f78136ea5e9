import { bindOperands } from './bind-operands.ts';
import { mayHold } from './glob-options.ts';
import type { FormTable, LevelTable } from './level-table.ts';
import { type Bound, mayBeNone, type Operand } from './operand-fit.ts';
import type { Arguments, Doubt, FoundOption } from './scan.ts';

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

export const NO_SHAPE: Shape = { fits: [], strays: [], stable: true, known: true };

/** Finds the forms of the level reached; where no operands are described at all, any may stand there. */
export function shapeOf(level: LevelTable, found: Arguments): Shape {
  if (level.forms.length === 0) return NO_SHAPE;
  if (level.onlyForm !== undefined) return onlyShape(level.onlyForm, found);
  const depth = found.levels.length - 1;
  const own = found.options.filter((option) => option.depth === depth);
  const tried = level.forms.map((form, at): Fit => ({ form, at, bound: bind(form, found.operands) }));
  const open = tried.filter(({ form, at }) => allows(form, at, own, found.doubts));
  const whole = open.filter(({ bound }) => takesAll(bound, found.operands) && !bound.missing);
  if (whole.length > 0)
    return {
      fits: whole,
      strays: strayOperands(whole, found.operands),
      stable: whole.length === open.length,
      known: true,
    };
  const short = open.filter(({ bound }) => takesAll(bound, found.operands));
  const nearest = short.length > 0 ? short : open;
  if (nearest.length > 0)
    return { fits: nearest, strays: strayOperands(nearest, found.operands), stable: false, known: true };
  const strays = [...formOptions(own), ...strayOperands(tried, found.operands)];
  return { fits: tried, strays, stable: false, known: false };
}

function onlyShape(form: FormTable, found: Arguments): Shape {
  const bound = bind(form, found.operands);
  const strays = bound.untaken.flatMap((place) => found.operands[place]?.index ?? []);
  return { fits: [{ form, at: 0, bound }], strays, stable: strays.length === 0 && !bound.missing, known: true };
}

/** Binds the operands to a form; the `--` that ended the options is none where the form has no place for it. */
function bind({ grammar }: FormTable, operands: readonly Operand[]): Bound {
  if (grammar === undefined)
    return { items: operands.map(() => []), untaken: operands.map((_, place) => place), missing: false };
  const at = grammar.separator ? -1 : operands.findIndex(({ separator }) => separator === true);
  if (at === -1) return bindOperands(grammar, operands);
  const { items, untaken, missing } = bindOperands(grammar, [...operands.slice(0, at), ...operands.slice(at + 1)]);
  return {
    items: [...items.slice(0, at), [], ...items.slice(at)],
    untaken: untaken.map((place) => (place < at ? place : place + 1)),
    missing,
  };
}

/** Whether a place is found for every operand that is sure to be there. */
const takesAll = ({ untaken }: Bound, operands: readonly Operand[]): boolean =>
  untaken.every((place) => {
    const operand = operands[place];
    return operand !== undefined && mayBeNone(operand);
  });

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

/** The operands for which no form has a place; where each form has one for some, those that some form has none for. */
function strayOperands(fits: readonly Fit[], operands: readonly Operand[]): readonly number[] {
  const [first, ...rest] = fits.map(({ bound }) => new Set(bound.untaken));
  if (first === undefined || first.size === 0) return [];
  const nowhere = [...first].filter((place) => rest.every((untaken) => untaken.has(place)));
  const certain = fits.some(({ bound }) => takesAll(bound, operands));
  const places = nowhere.length > 0 || certain ? nowhere : [...first];
  return places.flatMap((place) => operands[place]?.index ?? []);
}

/** Options of forms that do not go together, or a form's condition that does not hold. */
function formOptions(own: readonly FoundOption[]): readonly number[] {
  return own
    .filter(({ entry }) => entry.variants.every(({ form }) => form !== undefined))
    .flatMap(({ words }) => words);
}
