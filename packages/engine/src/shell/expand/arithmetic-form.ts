import { isDigits } from '../syntax/characters.ts';
import type { ArithmeticText } from '../syntax/syntax.ts';

/*
 * Which arithmetic texts are no error whatever their names hold: by what they consist of, as every other text may end
 * before an assignment in it is made. Division by names, choices and subscripts depend on values and are left out.
 */

const TOKENS = /[ \t\n]+|\w+|\+\+|--|<<=|>>=|[-+*&^|]=|<<|>>|[<>=!]=|&&|\|\||\*\*|./gs;
/** A division by what is written out and not nothing is as good as any operation. */
const BY_NUMBER = /[/%](?=[ \t\n]*[1-9])/g;
const NUMBER = /^(?:0|[1-9]\d{0,17}|0[0-7]{1,15}|0x[0-9a-f]{1,15})$/i;
const BETWEEN = new Set(['*', '<<', '>>', '<', '>', '<=', '>=', '==', '!=', '&', '^', '|']);

/** One letter for each token: a name, a digit for a number, a sign, and so on; `x` for what is not followed. */
function letterOf(token: string): string {
  if (/^[a-z_]/i.test(token)) return 'n';
  if (NUMBER.test(token)) return 'd';
  if (/^[ \t\n]/.test(token)) return '';
  if (token === '++' || token === '--') return 'p';
  if (token === '+' || token === '-') return 's';
  if (token === '~' || token === '!') return 'u';
  if (BETWEEN.has(token)) return 'b';
  if (token.endsWith('=')) return '=';
  return '(),'.includes(token) ? token : 'x';
}

const SUM = '[su]?(?:pn|np|[nd])(?:[bs][su]?(?:pn|np|[nd]))*';
const LIST = new RegExp(`^(?:n=)*${SUM}(?:,(?:n=)*${SUM})*$`);

/** Whether every assignment in the text is made as long as its names hold numbers. */
export function isSound(text: string): boolean {
  let letters = (text.replace(BY_NUMBER, '*').match(TOKENS) ?? []).map(letterOf).join('');
  for (let shorter = ''; letters.includes('('); letters = shorter) {
    shorter = letters.replace(/\(([^()]*)\)/g, (_, inner: string) => (LIST.test(inner) ? 'd' : 'x'));
    if (shorter === letters) return false;
  }
  return letters === '' || LIST.test(letters);
}

/** Whether there is an element of this subscript in any array: it is not empty, nor a number that may be below zero. */
export const isSureElement = ({ parts }: ArithmeticText): boolean =>
  parts.length > 0 &&
  parts.every(
    (part) => (part.kind === 'text' && isDigits(part.text)) || (part.kind === 'parameter' && part.prefix === 'length'),
  );
