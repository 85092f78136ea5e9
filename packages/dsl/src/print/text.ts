import { quotedText, type TextPart, type TextPattern } from '@writ/engine';
import { CLAUSES } from '../keywords.ts';

/** Words that mean something where a pattern stands, and so are quoted when they are meant as text. */
const RESERVED: ReadonlySet<string> = new Set([
  ...CLAUSES,
  'does',
  'without',
  'with',
  'complete',
  'open',
  'style',
  'verbs',
  'first-word',
  'like',
  'alias',
  'from',
  'and',
  'or',
  'not',
  'is',
  'in',
  'matches',
  'under',
  'contains',
  'exists',
  'any',
  'every',
]);

/** Text that needs no quotes in any part of the language. */
const PLAIN = /^[A-Za-z0-9_@%+/~^.:-]+$/;

/** A pattern as a word that reads back as the same pattern. `head` is a bare beginning that is printed as it is. */
export function printText(pattern: TextPattern, head = ''): string {
  if (head === '' && pattern.length === 0) return '""';
  const whole = pattern.length === 1 && typeof pattern[0] === 'string' ? pattern[0] : undefined;
  if (head === '' && whole !== undefined && RESERVED.has(whole)) return quotedText(whole);
  return head + printParts(pattern);
}

function printParts(pattern: TextPattern): string {
  let out = '';
  pattern.forEach((part, index) => {
    if (isStar(part) && isStar(pattern[index - 1])) out += '""';
    out += printPart(part);
  });
  return out;
}

const isStar = (part: TextPart | undefined): boolean => typeof part === 'object' && 'wild' in part && part.wild !== '?';

function printPart(part: TextPart): string {
  if (typeof part === 'string') return printLiteral(part);
  if ('wild' in part) return part.wild;
  return `{${part.oneOf.map(printParts).join(',')}}`;
}

/** Text inside a word: bare where nothing in it could mean something. */
const printLiteral = (text: string): string => (PLAIN.test(text) && !text.includes('...') ? text : quotedText(text));

/** A name as one word: bare if it can be, and never taken for a keyword or a role. */
export const printName = (text: string): string =>
  /^[A-Za-z0-9_./+-]+$/.test(text) && !text.includes('...') && !RESERVED.has(text) ? text : quotedText(text);
