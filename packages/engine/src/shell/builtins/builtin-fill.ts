import type { Span } from '../../word.ts';
import { store, storeArray } from '../expand/set-variable.ts';
import { elementName, evaluateSubscript } from '../expand/variable-name.ts';
import { forgetAll, opaque, type Shell } from '../state/shell.ts';
import { ANY } from '../state/value.ts';
import { isName } from '../syntax/characters.ts';

/** A variable gets a value that only running it would tell. */
export function fill(shell: Shell, name: string, span: Span, put = store): void {
  if (isName(name)) return put(shell, name, ANY, span);
  const element = elementName(name);
  if (element === undefined) {
    if (name.includes('[')) opaque(shell, 'code', 'what stands in the brackets of a name is evaluated', span);
    return; // no name at all is an error and sets nothing
  }
  evaluateSubscript(shell, element, span);
  storeArray(shell, element.array, ANY, span);
}

/** Nothing is known of which variables are set. */
export function fillAny(shell: Shell, span: Span): 'unsure' {
  opaque(shell, 'code', 'the variables it sets are not known', span);
  forgetAll(shell);
  return 'unsure';
}
