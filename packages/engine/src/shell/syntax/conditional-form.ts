import type { ConditionalToken } from './syntax.ts';

const UNARY = /^-[abcdefghknoprstuvwxzGLNORS]$/;
const BINARY = /^([=!]?=|=~|<|>|-(eq|ne|lt|le|gt|ge|nt|ot|ef))$/;

/** Whether bash takes what stands in `[[ … ]]` for an expression: what it does not ends the whole text before anything runs. */
export function isExpression(tokens: readonly ConditionalToken[]): boolean {
  let depth = 0;
  let begins = true; // a test, and not what joins two
  for (let at = 0; at < tokens.length; ) {
    const operator = operatorOf(tokens[at]);
    if (!begins) {
      if (operator === ')') depth--;
      else if (operator !== '&&' && operator !== '||') return false;
      if (depth < 0) return false;
      begins = operator !== ')';
      at++;
    } else if (operator === '!' || operator === '(') {
      if (operator === '(') depth++;
      at++;
    } else {
      const length = UNARY.test(signOf(tokens[at])) ? 2 : BINARY.test(signOf(tokens[at + 1])) ? 3 : 1;
      if (!isWord(tokens[at]) || !isWord(tokens[at + length - 1])) return false;
      at += length;
      begins = false;
    }
  }
  return !begins && depth === 0;
}

const operatorOf = (token: ConditionalToken | undefined): string => (token?.kind === 'operator' ? token.text : '');
const signOf = (token: ConditionalToken | undefined): string =>
  token?.kind === 'operand' ? (token.word.bare && token.word.literal) || '' : operatorOf(token);

/** A sign that only means something between two words is one itself elsewhere. */
const isWord = (token: ConditionalToken | undefined): boolean =>
  token?.kind === 'operand' || ['=~', '!'].includes(operatorOf(token));
