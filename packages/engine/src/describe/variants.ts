import { knownText } from '../word.ts';
import type { Shape } from './forms.ts';
import type { Variant } from './option-table.ts';
import type { Arguments, FoundOption } from './scan.ts';

/** The entries of a description that hold for an option as it was given; `listed` is false where none takes its value. */
export interface GivenVariants {
  readonly variants: readonly Variant[];
  readonly listed: boolean;
}

/** An entry with choices holds for those values, one without for the rest; an unknown value may be any of them. */
export function variantsOf(found: FoundOption, call: Arguments, shape: Shape): GivenVariants {
  const { variants } = found.entry;
  const [only] = variants;
  if (
    variants.length === 1 &&
    only !== undefined &&
    only.form === undefined &&
    only.option.value?.choices === undefined
  ) {
    return { variants, listed: true };
  }
  const here =
    found.depth === call.levels.length - 1 ? variants.filter(({ form }) => isFitting(form, shape)) : variants;
  const plain = here.filter(({ option }) => option.value?.choices === undefined);
  if (found.value === undefined) return { variants: plain.length > 0 ? plain : here, listed: true };
  const text = knownText(found.value);
  if (text === undefined) return { variants: here, listed: plain.length > 0 };
  const chosen = here.filter(({ option }) => option.value?.choices?.includes(text) === true);
  return chosen.length > 0 ? { variants: chosen, listed: true } : { variants: plain, listed: plain.length > 0 };
}

/** A stray option belongs to no form that fits; then all that is said of it counts. */
function isFitting(form: number | undefined, shape: Shape): boolean {
  return form === undefined || shape.fits.length === 0 || shape.fits.some(({ at }) => at === form);
}
