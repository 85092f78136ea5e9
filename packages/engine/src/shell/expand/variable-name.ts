import { knownText, type Span, type Word } from '../../word.ts';
import { hasFlag, isSure, maybe, opaque, type Shell } from '../state/shell.ts';
import { isName } from '../syntax/characters.ts';
import { evaluateStrictly } from './arithmetic.ts';

/** The array and subscript of `name[subscript]`, where the text has that form. */
export function elementName(text: string): { readonly array: string; readonly subscript: string } | undefined {
  const bracket = text.indexOf('[');
  const array = bracket === -1 ? '' : text.slice(0, bracket);
  return isName(array) && text.endsWith(']') ? { array, subscript: text.slice(bracket + 1, -1) } : undefined;
}

/** Follows the evaluation of a subscript that stands in the text of a name; whether a builtin comes to it, nobody says. */
export function evaluateSubscript(
  shell: Shell,
  { array, subscript }: { array: string; subscript: string },
  span: Span,
): void {
  const isKey = isSure(shell, `associative ${array}`) && !/[$`]/.test(subscript);
  if (subscript !== '@' && subscript !== '*' && !isKey)
    maybe(shell, () => evaluateStrictly(shell, { kind: 'text', text: subscript, span }, span));
}

/** The expanded subscript of an associative array is a text, that of any other is evaluated. */
export function followSubscript(shell: Shell, array: string, subscript: Word): void {
  const evaluate = (): void => evaluateStrictly(shell, subscript, subscript.span);
  if (!hasFlag(shell, `associative ${array}`)) evaluate();
  else if (!isSure(shell, `associative ${array}`)) maybe(shell, evaluate);
}

/** `test -v name` and `[[ -v name ]]`: whether a name is set, with its subscript evaluated. */
export function checkName(shell: Shell, word: Word): void {
  const name = knownText(word);
  if (name === undefined)
    return opaque(shell, 'code', 'a name that is not known may have a subscript that is evaluated', word.span);
  const element = elementName(name);
  if (element !== undefined) evaluateSubscript(shell, element, word.span);
  else if (name.includes('[')) opaque(shell, 'code', 'what stands in the brackets of a name is evaluated', word.span);
}
