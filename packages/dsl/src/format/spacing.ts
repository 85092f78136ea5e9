import {
  Bang,
  Comma,
  Ellipsis,
  LeftBracket,
  LeftOptional,
  LeftParen,
  Pipe,
  RightBracket,
  RightParen,
  type Token,
} from '../read/tokens.ts';

const NONE_BEFORE = new Set([Comma, Pipe, RightParen, RightBracket, LeftOptional, Bang, Ellipsis]);
const NONE_BEHIND = new Set([Pipe, LeftParen, LeftBracket, LeftOptional]);

/** What stands between two tokens of a statement that starts with `head`. */
export function between(head: string, before: Token, token: Token): '' | ' ' {
  if (token.tokenType === LeftParen) {
    // `bind tool NAME(argument)`; and `...(;|+)` is not `... (a|b)`.
    if (head === 'bind' || (before.tokenType === Ellipsis && token.glued)) return '';
  }
  if (NONE_BEFORE.has(token.tokenType)) return '';
  return NONE_BEHIND.has(before.tokenType) && !wouldMerge(before, token) ? '' : ' ';
}

/** `[ =x ]`, `[ ::1 ]` and `( ! )` would be something else without their blanks. */
function wouldMerge(before: Token, token: Token): boolean {
  if (token.image.startsWith('!')) return true;
  return before.tokenType === LeftBracket && (token.image.startsWith('=') || /:.*:/.test(token.image));
}
