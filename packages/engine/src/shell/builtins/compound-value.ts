import { assertNever } from '../../assert-never.ts';
import type { Span } from '../../word.ts';
import { storeArray } from '../expand/set-variable.ts';
import { deeper, hasFlag, maybe, opaque, type Shell } from '../state/shell.ts';
import { ANY, type Value } from '../state/value.ts';

/** Arrays that the shell makes itself. */
const ARRAYS_OF_SHELL = new Set(['BASH_ALIASES', 'BASH_CMDS', 'BASH_REMATCH', 'DIRSTACK', 'PIPESTATUS']);

/**
 * `declare -a x='(…)'`, and `declare x='(…)'` of an array: bash reads the text between the quotes as it reads `x=(…)`,
 * and runs what stands in it. Does nothing and says so where the value is a plain one.
 */
export function assignCompound(
  shell: Shell,
  { name, append, value }: { name: string; append: boolean; value: Value | undefined },
  letters: string,
  span: Span,
): boolean {
  const becomesArray = /[aA]/.test(letters);
  const isArray =
    becomesArray ||
    ARRAYS_OF_SHELL.has(name) ||
    hasFlag(shell, `array ${name}`) ||
    hasFlag(shell, `associative ${name}`);
  if (!isArray || value === undefined || !mayBeCompound(value)) return false;
  if (value.kind !== 'text' || /[$`<>]/.test(value.text))
    opaque(shell, 'code', 'the value of an array is text that is read as code', span);
  if (value.kind === 'text') {
    const text = `${name}${append ? '+' : ''}=${value.text}`;
    const follow = (): void => deeper(shell, span, () => shell.walker.text(shell, text, span));
    if (becomesArray) follow();
    else maybe(shell, follow); // it may be no array here
  }
  if (value.kind !== 'text' || !becomesArray) storeArray(shell, name, ANY, span);
  return true;
}

/** Whether the value may have a parenthesis at either end. */
function mayBeCompound(value: Value): boolean {
  switch (value.kind) {
    case 'text':
      return value.text.startsWith('(') && value.text.endsWith(')');
    case 'shape': {
      const first = value.parts[0];
      const last = value.parts.at(-1);
      return (typeof first !== 'string' || first.startsWith('(')) && (typeof last !== 'string' || last.endsWith(')'));
    }
    case 'any':
      return true;
    case 'integer':
    case 'list':
    case 'unset':
      return false;
    default:
      return assertNever(value);
  }
}
